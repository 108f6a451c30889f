"""Every error that the library raises on purpose: what went wrong, where, and what to do.

The command line turns each into one to three lines and an exit code; anything that is not a
`TimelineError` is a bug and keeps its traceback.
"""


class TimelineError(Exception):
    """Root of all errors raised on purpose. `exit_code` is what the command line exits with."""

    exit_code = 1


class UsageError(TimelineError):
    """An option, a configuration file or a combination of both that cannot be honoured."""

    exit_code = 2


class PromptError(UsageError):
    """A prompt template that is missing, undefined somewhere, or does not fit the token budget."""


class DocumentError(TimelineError):
    """A document that cannot be read as text. The rest of the run goes on."""

    exit_code = 3


class NoInputError(DocumentError):
    """Nothing that could be read: no source matched, or every one of them failed."""


class ModelError(TimelineError):
    """A model that is missing, damaged, refused by llama.cpp, or that failed while running."""

    exit_code = 4


class ModelMissingError(ModelError):
    """The model file is not on this machine."""


class ModelDamagedError(ModelError):
    """The model file is not, byte for byte, what the catalogue says."""


class DownloadError(ModelError):
    """No source could deliver the model."""


class ContextError(ModelError):
    """A prompt and its answer do not fit the context window."""


class DecodeError(ModelError):
    """llama.cpp could not evaluate a batch (no KV slot, aborted, or a fatal error)."""


class EngineStoppedError(ModelError):
    """The engine's process died again and again, with no answer in between."""


class GrammarError(ModelError):
    """llguidance refused a grammar."""


class CheckError(TimelineError):
    """A check that the user asked for did not hold (validate, verify, an eval threshold)."""

    exit_code = 5


class ExtraMissingError(TimelineError):
    """An optional dependency is not installed; the message carries the install line."""

    exit_code = 6


class OutputError(TimelineError):
    """The output could not be written."""

    exit_code = 74


class CacheError(OutputError):
    """The kept answers could not be read or changed. Runs go on without; only commands about them
    raise it.
    """


class LockedError(TimelineError):
    """Another run holds the output."""

    exit_code = 75
