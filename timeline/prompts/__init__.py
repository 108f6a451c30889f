"""Prompt templates: a chunk of an article → the messages that the model sees.

A prompt is `NAME.jinja` with the blocks `system` and `user`, and beside it `NAME.toml` with
parameters and worked examples, or with the adapter that was trained for it. Users edit copies of
both. Templates run in an immutable sandbox and see plain strings only; what an article says can
never become template code.
"""

from timeline.prompts.answers import LONGEST_KEY_WORDS, known_fields, numbered_fields
from timeline.prompts.check import Fault, check_budget, check_prompt, empty_chunk
from timeline.prompts.choose import choose_prompt
from timeline.prompts.entries import Parameter, split_parameters
from timeline.prompts.places import (
    DEFAULT,
    TUNED,
    Place,
    copy_prompts,
    find_prompt,
    list_prompts,
    shipped_directory,
    user_directory,
)
from timeline.prompts.template import Prompt, load_prompt, messages

__all__ = [
    "DEFAULT",
    "LONGEST_KEY_WORDS",
    "TUNED",
    "Fault",
    "Parameter",
    "Place",
    "Prompt",
    "check_budget",
    "check_prompt",
    "choose_prompt",
    "copy_prompts",
    "empty_chunk",
    "find_prompt",
    "known_fields",
    "list_prompts",
    "load_prompt",
    "messages",
    "numbered_fields",
    "shipped_directory",
    "split_parameters",
    "user_directory",
]
