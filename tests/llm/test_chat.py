"""A chat template comes out of a downloaded file: it runs in a sandbox and sees no article."""

from __future__ import annotations

import pytest

from timeline.errors import ModelError
from timeline.llm import Message
from timeline.llm.chat import CHATML, split_chat

MESSAGES = (Message("system", "Do it."), Message("user", "An article."))
SHOWS_ALL = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{{ cycler.__init__.__globals__ }}", "a way out of the sandbox"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "another way out"),
        ("{{ lipsum.__globals__['os'].popen('id').read() }}", "what CVE-2024-34359 ran"),
        ("{% for i in range(999999999) %}x{% endfor %}", "a loop without an end"),
        ("{{ messages.clear() }}", "the sandbox is immutable"),
        ("{{ raise_exception('only users') }}", "refused by the template itself"),
        ("{% if %}", "no template"),
        ("{{ 1 / 0 }}", "wrong arithmetic"),
        ("{{ messages + 1 }}", "wrong types"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "a macro that calls itself"),
        ("{{ messages[0].content }}", "a message that is left out"),
        (SHOWS_ALL + "{{ messages[1].content }}", "a message that is shown twice"),
    ],
)
def test_a_template_that_means_harm_is_refused(template: str, why: str) -> None:
    with pytest.raises(ModelError, match="chat template"):
        split_chat(template, MESSAGES)


def test_what_a_template_does_does_not_depend_on_the_article() -> None:
    sneaky = SHOWS_ALL + "{% if 'article' in messages[1].content %}HACKED{% endif %}"
    assert "HACKED" not in "".join(split_chat(sneaky, MESSAGES))


def test_without_a_template_it_is_chatml() -> None:
    assert split_chat(None, MESSAGES) == split_chat(CHATML, MESSAGES)
    assert split_chat(None, MESSAGES)[0] == "<|im_start|>system\n"
