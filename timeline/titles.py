"""Titles as the model writes them → titles as an editor prints them.

Only what code can know: where a cut-off title has its last whole clause, and what a person who is
"Mr Farage" in one sentence is called in full elsewhere in the article.
"""
