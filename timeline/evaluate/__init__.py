"""A timeline against gold: what was found, what was missed, what is dated wrongly."""
