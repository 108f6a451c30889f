"""What words and sentences say: verbs, clauses, quotes, numbers. No article and no model here.

English where a file does not say otherwise; other languages are left alone, not guessed at.
"""
