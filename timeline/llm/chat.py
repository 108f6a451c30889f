"""Messages in a model's own chat format, as text that is ours and text that is not."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import jinja2
import jinja2.sandbox

from timeline.errors import ModelError
from timeline.llm import Message

# Used when a GGUF carries no template: the format that most instruct models know.
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)

# What rendering a stranger's template can raise, a range that the sandbox finds too long included.
_FAULTS = (
    jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, MemoryError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip


def _refuse(reason: str) -> None:
    raise jinja2.TemplateError(reason)


def split_chat(template: str | None, messages: Sequence[Message]) -> list[str]:
    """The chat's own text around each message's content: one more string than messages.

    Contents are stood in for by a random mark while the template runs, so that what a template
    does can never depend on an article, and the caller can tokenize contents as plain text.
    The template comes out of a downloaded file: it runs in an immutable sandbox.
    """
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.globals["raise_exception"] = _refuse
    mark = f"\ue000{secrets.token_hex(8)}\ue001"
    try:
        text = environment.from_string(template or CHATML).render(
            messages=[{"role": message.role, "content": mark} for message in messages],
            add_generation_prompt=True,
            bos_token="",
            eos_token="",
            tools=None,
        )
    except _FAULTS as error:
        raise ModelError(
            f"the model's own chat template cannot be used: {error}; use another model"
        ) from error
    parts = text.split(mark)
    if len(parts) != len(messages) + 1:
        raise ModelError(
            f"the model's chat template shows {len(parts) - 1} of {len(messages)} messages; "
            "use a model that takes a system message and alternating turns"
        )
    return parts
