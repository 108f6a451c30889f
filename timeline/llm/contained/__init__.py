"""The engine in a process of its own: what ends llama.cpp does not end the run.

`model` is the parent's side and starts no llama.cpp; `child` is the other side. Between them are
two pipes with `frames` of JSON. The child asks for one task after another while it answers those
that it has, exactly as the engine reads them when it is in the same process.
"""
