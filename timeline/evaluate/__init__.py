"""Scores: a timeline against gold events, and time expressions against TimeML gold."""
