"""Answers → mentions: whole, cut off, refused, and never more than the text can prove."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from articles import STRIKE, document, texts
from hypothesis import given
from hypothesis import strategies as st
from llguidance import LLMatcher, LLTokenizer
from scripted import ScriptedModel, Tell, cut_off, known, no_event, repeat_sentence, whole

from timeline.llm import Branch, Reply, Task
from timeline.mentions import mentions_from, task_for
from timeline.pipeline import Options, chunks_of
from timeline.prompts import load_prompt
from timeline.records import Chunk, Document, Mention, Skipped
from timeline.schema import EventAnswer

TITLES = {
    ("Ferry crews’ strike cuts off Lunholm", "none"): "Ferry crews’ strike cuts off Lunholm",
    ("Ferry crews on", "Friday"): "Ferry crews on Lunholm go on strike",
    ("The line was", "1961"): "Shipping line is founded",
    ("The line was", "1987"): "Shipping line is sold",
    ("Governor Nils", "none"): "Governor Nils Aker flies home from Riga",
    ("Mr Aker will", "next week"): "Mr Aker meets ferry crews and shipping line",
}


def title_of(branch: Branch) -> str | None:
    sentence, when = known(branch)
    for (beginning, expression), title in TITLES.items():
        if sentence.startswith(beginning) and when == expression:
            return title
    return None


def good(_: Task, branch: Branch) -> Reply:
    title = title_of(branch)
    return whole(branch, title) if title else no_event()


def told(tell: Tell, article: Document | None = None) -> tuple[list[Mention], list[Skipped]]:
    """What comes of an article that is one chunk."""
    chunk = one_chunk(article or document(STRIKE))
    (answer,) = ScriptedModel(tell).answers([task_of(chunk)])
    return mentions_from(chunk, answer)


def one_chunk(article: Document) -> Chunk:
    (chunk,) = chunks_of(article, ScriptedModel(repeat_sentence), Options())
    return chunk


def task_of(chunk: Chunk) -> Task:
    return task_for(chunk, load_prompt(), min_confidence=0.25)


def only(where: str, reply: Callable[[Branch], Reply]) -> Tell:
    """`good`, but for the question about that time expression or beginning of a sentence."""

    def tell(task: Task, branch: Branch) -> Reply:
        sentence, when = known(branch)
        hit = where == when or sentence.startswith(where)
        return reply(branch) if hit else good(task, branch)

    return tell


def test_one_branch_per_question_in_order() -> None:
    chunk = one_chunk(document(STRIKE))
    task = task_of(chunk)
    asked = [known(branch) for branch in task.branches]
    assert [when for _, when in asked] == [
        q.when.expression.text if q.when else "none" for q in chunk.questions
    ]
    assert any(question.says for question in chunk.questions)
    for question, branch in zip(chunk.questions, task.branches, strict=True):
        limit = 1 if question.says else 0.75  # that somebody says something is certain
        assert (branch.watch, branch.watch_limit) == ("none", limit)
    shown = task.messages[-1].content
    for question, (sentence, _) in zip(chunk.questions, asked, strict=True):
        assert f"{question.sentence + 1}. " in shown
        assert sentence in shown


@pytest.mark.parametrize(
    ("sentence", "opening"),
    [
        ("They fear the early elections on 7 May.", "Early elections are"),
        ('They fear the "snap" vote on 7 May.', ""),
        ("They fear the (postponed) vote on 7 May.", ""),
        ("They fear the C:\\ drive on 7 May.", ""),
        ("They will lose the early elections on 7 May.", ""),
        ("They lost the early elections on 7 February.", ""),
    ],
)
def test_a_title_is_begun_only_as_the_grammar_lets_it(sentence: str, opening: str) -> None:
    """An opening that the grammar refused would end the whole run."""
    (branch,) = task_of(one_chunk(document(sentence))).branches
    assert branch.opening == opening
    matcher = LLMatcher(LLTokenizer("byte"), branch.grammar)
    assert matcher.consume_tokens(list((branch.forced + opening).encode()))


@given(texts())
def test_every_branch_begins_as_its_grammar_lets_it(text: str) -> None:
    article = document(text + " They fear the early vote on 7 May.")
    for chunk in chunks_of(article, ScriptedModel(repeat_sentence), Options()):
        for branch in task_of(chunk).branches:
            matcher = LLMatcher(LLTokenizer("byte"), branch.grammar)
            assert not matcher.is_error()
            assert matcher.consume_tokens(list((branch.forced + branch.opening).encode()))


def test_each_date_of_a_sentence_is_asked_with_its_own_part() -> None:
    article = document("Ada Holm bought the mill in 1986 and sold it to Orrin Steel in 2005.")
    asked = [known(branch) for branch in task_of(one_chunk(article)).branches]
    assert asked == [
        ("Ada Holm bought the mill in 1986", "1986"),
        ("and sold it to Orrin Steel in 2005.", "2005"),
    ]


def test_who_announces_what_has_a_date_is_asked_with_the_whole_sentence() -> None:
    article = document("Nobody spoke. Ada Holm announced that the port will open in June 2025.")
    task = task_of(one_chunk(article))
    sentence = "Ada Holm announced that the port will open in June 2025."
    asked = [(*known(branch), branch.opening) for branch in task.branches]
    assert asked[-2:] == [
        (sentence, "June 2025", ""),
        (sentence, "none", "Ada Holm announces"),
    ]


def test_one_title_at_two_dates_is_told_at_the_one_it_fits() -> None:
    article = document("Ada Holm bought the mill in 1986 and sold it to Orrin Steel in 2005.")
    ((mention,), (refusal,)) = told(lambda _, b: whole(b, "Ada Holm buys the mill"), article)
    assert mention.date is not None
    assert mention.date.timex == "1986"
    assert "belongs to another date" in refusal.reason


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Repair ends the rust", "says what did not happen"),
        ("Rust on the bridge", "names a thing and no deed"),
        ("Orrin reports big losses", "does not tell its own sentence"),
        ("Repair came for 40 crowns", "does not tell its own sentence"),
    ],
)
def test_a_title_is_held_against_its_sentence(title: str, why: str) -> None:
    text = """The mayor of Orrin spoke. The port at Orrin closed. The crews of Orrin left the town.
    Orrin reported big losses. The 40 crowns went. The ships at Orrin left. The fog over Orrin
    lifted. The repair of the bridge came and did not end the rust that the town knows."""
    article = document(text)
    _, refused = told(only("The repair", lambda branch: whole(branch, title)), article)
    assert [one.reason.partition("' ")[2] for one in refused] == [why]


@pytest.mark.parametrize(
    ("sentence", "title", "told_then"),
    [
        ("Orrin announced on Monday a sale to be held on 12 June.", "Orrin announces sale", False),
        ("Orrin announced on Monday a sale to be held on 12 June.", "Orrin holds sale", True),
        ("Orrin will announce results on 12 June.", "Orrin announces results", True),
        ("Orrin agreed to buy the mill by 12 June.", "Orrin agrees to buy mill", False),
    ],
)
def test_what_was_announced_is_not_announced_again(
    sentence: str, title: str, told_then: bool
) -> None:
    """A day to come dates what was announced, and not the announcement."""
    article = document(f"Nobody spoke. {sentence}")
    mentions, refused = told(only("12 June", lambda branch: whole(branch, title)), article)
    days = [mention.date.timex for mention in mentions if mention.date]
    assert ("2024-06-12" in days) is told_then
    assert any("what its date belongs to" in one.reason for one in refused) is not told_then


def test_a_title_that_repeats_the_one_before_is_told_once() -> None:
    article = document("Ada Holm flew to Riga on Friday. She will return on Sunday.")
    ((mention,), (refusal,)) = told(lambda _, b: whole(b, "Ada Holm flies to Riga"), article)
    assert mention.evidence.quote == "Ada Holm flew to Riga on Friday."
    assert "was told by a sentence before" in refusal.reason


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm flew to Riga on Friday. She flew on Sunday.",
        "Ada Holm flew to Riga on Friday. She left the town on Friday.",
        "Ada Holm will fly to Riga. She will leave next week.",
    ],
    ids=["in its own words", "of the same day", "with the day that was missing"],
)
def test_what_is_told_again_is_kept(text: str) -> None:
    article = document(text)
    mentions, refused = told(lambda _, b: whole(b, "Ada Holm flies to Riga"), article)
    assert (len(mentions), refused) == (2, [])


def test_an_announcement_is_of_the_day_of_the_news_and_what_it_promises_is_not() -> None:
    article = document("Ada Holm announced that the town will sell the mill.")
    for title, day in (
        ("Ada Holm announces sale of the mill", "2024-03-05"),
        ("Town sells the mill", None),
    ):
        ((mention,), _) = told(only("Ada", partial(whole, title=title)), article)
        assert (mention.date and mention.date.timex) == day
        assert mention.status == ("happened" if day else "planned")


def test_good_answers_become_mentions() -> None:
    mentions, refused = told(good)
    assert refused == []
    assert [(m.title, m.date and m.date.timex, m.date_from, m.status) for m in mentions] == [
        ("Ferry crews’ strike cuts off Lunholm", "2024-03-01", "previous", "happened"),
        ("Ferry crews on Lunholm go on strike", "2024-03-01", "expression", "happened"),
        ("Shipping line is founded", "1961", "expression", "happened"),
        ("Shipping line is sold", "1987", "expression", "happened"),
        ("Governor Nils Aker flies home from Riga", "2024-03-01", "previous", "happened"),
        ("Nils Aker meets ferry crews and shipping line", "2024-W11", "expression", "planned"),
    ]
    assert {mention.confidence for mention in mentions} == {0.9}


def test_without_a_publication_date_what_is_relative_has_no_date() -> None:
    mentions, refused = told(good, document(STRIKE, published=None))
    assert refused == []
    assert [(m.date and m.date.timex, m.date_from) for m in mentions] == [
        (None, None),
        (None, None),
        ("1961", "expression"),
        ("1987", "expression"),
        (None, None),
        (None, None),
    ]


def test_what_names_no_day_is_news_of_the_publication_day() -> None:
    ((mention,), _) = told(repeat_sentence, document("Governor Nils Aker flew home from Riga."))
    assert (mention.date and mention.date.timex, mention.date_from, mention.when) == (
        "2024-03-05",
        "publication",
        None,
    )


def test_what_has_been_asked_for_by_a_day_to_come_was_asked_on_that_of_the_news() -> None:
    article = document("Nils Aker has asked for offers by 12 June.")
    ((mention,), _) = told(lambda _, branch: whole(branch, "Nils Aker asks for offers"), article)
    assert mention.date is not None
    assert (mention.date.edtf, mention.date_from) == ("2024-03-05", "publication")


def test_what_is_still_to_come_is_not_of_the_publication_day() -> None:
    article = document("Governor Nils Aker will fly home from Riga.")
    ((mention,), _) = told(repeat_sentence, article)
    assert (mention.date, mention.date_from, mention.status) == (None, None, "planned")


def test_a_sure_none_is_an_answer_and_no_failure() -> None:
    assert told(lambda *_: no_event()) == ([], [])


def test_speech_is_no_event() -> None:
    mentions, refused = told(
        only("next week", lambda b: whole(b, "Nils Aker says both sides meet"))
    )
    assert len(mentions) == 5
    assert [one.reason.partition("' ")[2] for one in refused] == ["reports words and no deed"]


def test_a_title_of_another_article_is_refused_and_reported() -> None:
    invented = "President visits the moon with 12 dogs"
    mentions, refused = told(only("1961", lambda branch: whole(branch, invented)))
    assert len(mentions) == 5
    (skipped,) = refused
    assert invented in skipped.reason
    assert skipped.document == "strike.txt"
    start, end = (int(word) for word in skipped.where.split() if word.isdigit())
    assert STRIKE[start:end] == "The line was founded in 1961 and sold in 1987."


def test_grave_words_need_their_words_in_english_only() -> None:
    """The German "die" is no death."""
    german = "Am Freitag kam Nils Aker nach Riga. Nach langer Fahrt war er dort sehr müde."
    article = replace(document(german), lang="de")
    mentions, refused = told(lambda _, b: whole(b, "Nils Aker kam die Fahrt nach Riga"), article)
    assert mentions and not refused
    article = document("Nils Aker came to the ferry port of Riga on Friday.")
    mentions, refused = told(lambda _, b: whole(b, "Nils Aker dies on the Riga ferry"), article)
    assert not mentions
    assert "prove" in refused[0].reason


def test_a_written_none_is_no_event_either() -> None:
    """Of a model without a grammar, in an article that has the word."""
    article = document("There were none left.")
    assert told(lambda _, branch: whole(branch, "none"), article) == ([], [])


@pytest.mark.parametrize("beginning", ["", "F", "Ferry crews", 'Ferry crews" and', "Ferry \\u00"])
def test_an_answer_that_is_cut_off_loses_only_itself(beginning: str) -> None:
    mentions, refused = told(
        only("Friday", lambda branch: Reply(branch.forced + beginning, False, 0.1))
    )
    assert [mention.title for mention in mentions] == [
        mention.title for mention in told(good)[0] if "go on strike" not in mention.title
    ]
    (skipped,) = refused
    assert skipped.reason == "the answer was cut off before it made a title"


def test_a_cut_off_title_with_enough_of_it_is_kept() -> None:
    mentions, refused = told(only("Friday", lambda b: cut_off(b, "Ferry crews go on strike in Lu")))
    assert refused == []
    assert mentions[1].title == "Ferry crews go on strike"


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize(
    "title",
    ["Ferry crews’ strike cuts off Lunholm – 日本 😀", "Governor Nils Aker flies home, at last"],
)
def test_every_beginning_of_an_answer_gives_a_beginning_of_its_title(
    title: str, ascii_only: bool
) -> None:
    """The whole title, a shorter one or none; never words that were not written, never a fault."""
    article = document(title + " on Friday.")
    chunk = one_chunk(article)
    (branch,) = task_of(chunk).branches
    text = branch.forced + json.dumps(title, ensure_ascii=ascii_only)[1:] + "}"
    found = set()
    for length in range(len(text) + 1):
        reply = Reply(text[:length], length == len(text), 0.1)
        mentions, refused = told(lambda _, __, reply=reply: reply, article)  # type: ignore[misc]
        assert len(mentions) + len(refused) == 1
        for mention in mentions:
            found.add(mention.title)
            assert title.startswith(mention.title)
            assert title[len(mention.title) :][:1] in ("", " ", ",")
    assert title in found
    assert len(found) > 2


@given(st.text(), st.booleans())
def test_no_answer_is_so_wrong_that_it_stops_the_run(text: str, complete: bool) -> None:
    mentions, refused = told(lambda *_: Reply(text, complete, 0.1), document("It rained in 1961."))
    assert len(mentions) + len(refused) <= 1


@given(st.text(alphabet='abu0dD8{}[]": ,\\n', max_size=40), st.booleans())
def test_nor_is_any_title(written: str, complete: bool) -> None:
    tell = lambda _, branch: Reply(branch.forced + written, complete, 0.1)  # noqa: E731
    mentions, refused = told(tell, document("It rained in 1961."))
    assert len(mentions) + len(refused) <= 1


@given(texts())
def test_evidence_is_the_exact_words(text: str) -> None:
    article = document(text)
    chunks = chunks_of(article, ScriptedModel(repeat_sentence), Options())
    tasks = [task_of(chunk) for chunk in chunks]
    model = ScriptedModel(repeat_sentence)
    for chunk, answer in zip(chunks, model.answers(tasks), strict=True):
        for mention in mentions_from(chunk, answer)[0]:
            evidence = mention.evidence
            assert text[evidence.start : evidence.end] == evidence.quote != ""
            assert (mention.date is None) is (mention.date_from is None)
            assert 0 <= mention.confidence <= 1
            if mention.when:
                assert text[mention.when.start : mention.when.end] == mention.when.text
                assert evidence.start <= mention.when.start < evidence.end


def test_scripted_answers_are_what_the_grammar_lets_through() -> None:
    """The script tells what a model could tell."""
    for branch in task_of(one_chunk(document(STRIKE))).branches:
        reply = good(Task((), ()), branch)
        if reply.text is not None:
            assert EventAnswer.model_validate_json(reply.text).what == title_of(branch)
