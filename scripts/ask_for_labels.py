"""Articles → the questions asked about them, to be answered by hand (training/README.md).

`python scripts/ask_for_labels.py FOLDER` writes NAME.ask beside each DATE_NAME.txt of the folder.
The default model has to be here: its vocabulary says where an article is cut.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from timeline.documents import Reading, read_sources
from timeline.llm.tokenizer import Tokenizer
from timeline.mentions.ask import asked_words, when_asked
from timeline.models import find_model, load_catalogue
from timeline.pipeline import Options, chunks_of
from timeline.records import Chunk


def main(folder: Path) -> None:
    tokens = Tokenizer(find_model(load_catalogue().default.name).path)
    reading = Reading(published_order=("filename",))
    for path in sorted(folder.glob("*.txt")):
        lines: list[str] = []
        asked = 0
        for document in read_sources([str(path)], reading=reading).documents:
            for chunk in chunks_of(document, tokens, Options()):
                lines += _shown(chunk)
                lines += [f"Q{n} | {text}" for n, text in enumerate(_questions(chunk), asked + 1)]
                asked += len(chunk.questions)
        path.with_suffix(".ask").write_text("\n".join(lines) + "\n", "utf-8")


def _shown(chunk: Chunk) -> Iterator[str]:
    """The publication day and the sentences, numbered as the model sees them."""
    yield f"# published {chunk.document.published:%A %Y-%m-%d}"
    for number, sentence in enumerate((*chunk.context, *chunk.sentences), 1):
        yield f"[{number}] " + " ".join(sentence.text.split())


def _questions(chunk: Chunk) -> Iterator[str]:
    for question in chunk.questions:
        sentence = " ".join(chunk.sentences[question.sentence].text.split())
        part = " ".join(asked_words(question, chunk)[0].split())
        fields = [f"sentence {question.sentence + 1 + len(chunk.context)}"]
        if question.says:
            fields.append(f"STATEMENT, begin with: {question.says}")
        elif part != sentence:
            fields.append(f"part: {part}")
        day = question.day.edtf if question.day else "unknown"
        when = when_asked(replace(question, says=""))
        yield " | ".join([*fields, f"when: {when} = {day}"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
