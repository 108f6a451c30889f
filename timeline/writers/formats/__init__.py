"""A module a format, each with a pure `write(timeline) -> Written`."""
