"""Several files into one: as if one run had read everything, in whatever order and pieces."""

from __future__ import annotations

import datetime
import itertools
import random
from dataclasses import replace

import made_timelines as made
from hypothesis import given
from hypothesis import strategies as st

from timeline import contract, records
from timeline.compare import unite
from timeline.records import DateSource, Mention

DAYS = st.sampled_from(
    [None, "2024-03-04", "2024-03-05", "2024-03-08", "2024-03-01..2024-03-31", "-0043-03-15"]
)
SOURCES: tuple[DateSource, ...] = ("expression", "publication")
KINDS: tuple[records.Kind, ...] = ("event", "statement")
NAMES = ("a.txt", "b.txt", "c.txt")


@st.composite
def tellings(draw: st.DrawFn) -> list[Mention]:
    told = draw(
        st.lists(
            st.tuples(
                made.TITLES, DAYS, st.sampled_from(NAMES), st.sampled_from(SOURCES),
                st.sampled_from([0.5, 0.9]), st.booleans(),
                st.sampled_from([(), ("Ada",)]), st.sampled_from([None, "Sill"]),
                st.sampled_from([(), (("cost", 4), ("by", ("Ada", "Nils")))]),
                st.sampled_from(KINDS),
            ),
            max_size=12,
        )
    )  # fmt: skip
    return [
        made.telling(
            title, day, at=100 * n, document=name, date_from=source, confidence=sure,
            status="happened" if done else "planned", participants=people, place=place,
            fields=fields, kind=kind,
        )
        for n, (title, day, name, source, sure, done, people, place, fields, kind)
        in enumerate(told)
    ]  # fmt: skip


def _bytes(*files: contract.TimelineFile) -> bytes:
    return contract.dumps(unite(files).file)


def _apart(told: list[Mention]) -> list[contract.TimelineFile]:
    return [
        made.timeline([one for one in told if one.evidence.document == name], names=[name])
        for name in NAMES
    ]


@given(tellings())
def test_the_files_of_every_article_make_the_file_of_all(told: list[Mention]) -> None:
    assert _bytes(*_apart(told)) == contract.dumps(made.timeline(told, names=NAMES))


@given(tellings(), st.randoms())
def test_order_pieces_and_doubles_change_nothing(
    told: list[Mention], chance: random.Random
) -> None:
    files = _apart(told)
    whole = _bytes(*files)
    chance.shuffle(files)
    assert _bytes(*files) == _bytes(*files, files[0]) == whole
    one, *others = files
    assert _bytes(one, unite(others).file) == whole


@given(tellings())
def test_a_file_by_itself_stays_as_it_is(told: list[Mention]) -> None:
    file = made.timeline(told, names=NAMES)
    written = contract.dumps(file)
    assert _bytes(contract.loads(written, name="it")) == written


BRIDGE = made.telling("Ada Holm opens the Sill bridge", "2024-03-04")
AGAIN = made.telling("Mayor Ada Holm opens Sill bridge", "2024-03-04", document="b.txt")


def test_what_both_tell_is_one_event_with_both_as_evidence() -> None:
    file = unite([made.timeline([BRIDGE]), made.timeline([AGAIN])]).file
    (event,) = file.events
    assert {mention.document for mention in event.mentions} == {"a.txt", "b.txt"}
    assert [document.id for document in file.documents] == ["a.txt", "b.txt"]


def test_what_a_sentence_says_stays_beside_what_it_tells() -> None:
    event = made.telling("Ada Holm opens the Sill bridge", "2024-03-04")
    statement = replace(event, title="Ada Holm praises the Sill bridge", kind="statement")
    file = unite([made.timeline([event]), made.timeline([statement])]).file
    assert sorted(one.kind for one in file.events) == ["event", "statement"]
    assert not file.skipped


def test_conflicting_dates_are_kept() -> None:
    wednesday = made.telling("Ada Holm opens the Sill bridge", "2024-03-06", document="b.txt")
    paper = made.telling(
        "Ada Holm opens the Sill bridge", "2024-03-05", document="c.txt", date_from="publication"
    )
    files = [made.timeline([one]) for one in (BRIDGE, wednesday, paper)]
    (event,) = unite(files).file.events
    assert event.date.start == "2024-03-04"
    assert [conflict.start for conflict in event.conflicts] == ["2024-03-06"]
    (event,) = unite([unite(files[:2]).file, *files[2:]]).file.events
    assert [conflict.start for conflict in event.conflicts] == ["2024-03-06"]


def test_no_day_of_a_file_without_dates_of_mentions_is_lost() -> None:
    """Such a file does not say which mention tied the two days together: they may come apart."""
    wednesday = made.telling("Soon Ada Holm opens Sill bridge", "2024-03-06", document="b.txt")
    paper = made.telling(
        "Ada Holm opens the Sill bridge", "2024-03-05", document="c.txt", date_from="publication"
    )
    file = made.timeline([BRIDGE, wednesday, paper])
    (event,) = file.events
    plain = event.model_copy(
        update={"mentions": tuple(_without_date(mention) for mention in event.mentions)}
    )
    united = unite([file.model_copy(update={"events": (plain,)})]).file
    days = {date.start for one in united.events for date in (one.date, *one.conflicts)}
    assert days == {"2024-03-04", "2024-03-06"}
    assert sum(len(one.mentions) for one in united.events) == 3


def _without_date(mention: contract.Mention) -> contract.Mention:
    kept = mention.model_fields_set - {"date"}
    return contract.Mention(**{name: getattr(mention, name) for name in kept})


def test_the_same_bytes_under_two_names_are_one_document() -> None:
    elsewhere = [made.renamed(one, "backup/old/a.txt") for one in (BRIDGE,)]
    united = unite([made.timeline(elsewhere), made.timeline([BRIDGE])])
    assert [document.id for document in united.file.documents] == ["a.txt"]
    (event,) = united.file.events
    assert [mention.document for mention in event.mentions] == ["a.txt"]
    assert united.file.skipped == ()


def test_two_documents_of_one_name_stay_two() -> None:
    other = made.telling("Nils Aker closes the Orrin mill", "2024-03-08")
    united = unite([made.timeline([BRIDGE]), made.timeline([other])])
    names = [document.id for document in united.file.documents]
    assert len(set(names)) == 2 and all(name.startswith("a.txt (") for name in names)
    quoted = {mention.document for event in united.file.events for mention in event.mentions}
    assert quoted == set(names)
    assert any("another document has that name" in note for note in united.notes)


def test_copies_in_one_file_stay_two_documents() -> None:
    copies = [BRIDGE, made.renamed(BRIDGE, "copies/a.txt")]
    file = made.timeline(copies)
    assert unite([file, file]).file == file


def test_two_models_on_one_article_leave_the_surer_telling_and_say_the_other() -> None:
    large = replace(made.GENERATOR, model_name="large", model_sha256="3" * 64)
    unsure = replace(BRIDGE, title="Bridge is opened at Sill", confidence=0.6)
    files = [made.timeline([BRIDGE]), made.timeline([unsure], generator=large)]
    for order in itertools.permutations(files):
        united = unite(order).file
        (event,) = united.events
        assert [mention.title for mention in event.mentions] == [BRIDGE.title]
        (said,) = united.skipped
        assert "Bridge is opened at Sill" in said.reason and said.where.startswith("characters 0 ")
        assert united.generator.model.name == "large + tiny"
        assert [(part.model.name, part.documents) for part in united.generators] == [
            ("large", ("a.txt",)), ("tiny", ("a.txt",)),
        ]  # fmt: skip


def test_settings_that_differ_are_in_the_parts_and_not_in_the_whole() -> None:
    strict = replace(made.GENERATOR, settings={"merge": True, "min_confidence": 0.9})
    file = unite([made.timeline([BRIDGE]), made.timeline([AGAIN], generator=strict)]).file
    assert file.generator.settings == {"merge": True}
    assert file.generator.model.name == "tiny"
    assert {part.documents for part in file.generators} == {("a.txt",), ("b.txt",)}
    third = made.timeline([made.renamed(BRIDGE, "c.txt")])
    again = unite([file, third]).file
    assert {part.documents for part in again.generators} == {("a.txt", "c.txt"), ("b.txt",)}


def test_another_publication_day_is_said() -> None:
    file = made.timeline([BRIDGE])
    guessed = file.documents[0].model_copy(
        update={"published": datetime.date(2024, 3, 7), "published_from": "filename"}
    )
    united = unite([file.model_copy(update={"documents": (guessed,)}), file])
    (document,) = united.file.documents
    assert (str(document.published), document.published_from) == ("2024-03-05", "sidecar")
    (said,) = document.published_conflicts
    assert (str(said.day), said.place) == ("2024-03-07", "filename")
    assert unite([united.file, file]).file == united.file


def test_a_document_that_one_run_could_not_read_and_another_could_is_not_skipped() -> None:
    unread = records.Skipped("a.txt", "document", "it changed while it was read")
    lost = records.Skipped("z.txt", "document", "empty")
    united = unite([made.timeline([AGAIN], skipped=[unread, lost]), made.timeline([BRIDGE])])
    assert [one.document for one in united.file.skipped] == ["z.txt"]


def test_a_hundred_files_with_ten_thousand_events_are_those_of_one_run() -> None:
    """What is kept small is the number of pairs that merging compares: tests/test_merge.py."""
    chance = random.Random(11)
    told = [
        made.telling(
            f"Name{chance.randrange(3_000)} deed{chance.randrange(60)} by Name{number % 3_000}",
            f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            document=f"{number // 100:03}.txt",
            at=number % 100 * 100,
        )
        for number in range(10_000)
    ]
    files = [made.timeline(told[first : first + 100]) for first in range(0, len(told), 100)]
    chance.shuffle(files)
    assert _bytes(*files) == contract.dumps(made.timeline(told))
