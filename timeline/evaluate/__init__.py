"""Timelines and time expressions against gold: scores."""
