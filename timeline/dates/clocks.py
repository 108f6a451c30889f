"""What words for a time of day mean: "at 10:30", "half past ten", "4 in the morning"."""

from __future__ import annotations

from timeline.dates.builders import Built
from timeline.dates.match import Match
from timeline.dates.meaning import Plain, Step, Timed
from timeline.dates.numbers import number_of

NOON = 12  # hours
DUSK = 5  # hours: "at five at night" is in the afternoon's half of the day


def part(match: Match) -> Built:
    """A part of day: "this morning", and "the evening" for others to lean on."""
    said = str(match.value("midday" if match.has("midday") else "part", "PART"))
    here = "this" in match.tokens.words[match.first : match.last]
    return "time", Timed(Step("day", 0) if here else None, f"T{said}")


def clock(match: Match) -> Built:
    """A time of day on the clock."""
    time = _clock_time(match)
    return None if time is None else ("time", Timed(None, time))


def clock_every(match: Match) -> Built:
    """A time of day of many days: "8:25 each morning", "9 p.m. on Saturdays"."""
    time = _clock_time(match)
    weekday = match.value("weekday", "WEEKDAYS")
    days = "XXXX-XX-XX" if weekday is None else f"XXXX-WXX-{int(weekday) + 1}"
    return None if time is None else ("set", Plain(days + time))


def _clock_time(match: Match) -> str | None:
    words = match.words("time")
    noon = match.value("time", "NOON")
    half = match.value("time", "AMPM")
    if noon:
        hours, minutes = (int(piece) for piece in str(noon).split(":"))
    elif ":" in words[0] or "." in words[0]:
        hours, minutes = (int(piece) for piece in words[0].replace(".", ":").split(":")[:2])
    elif len(words[0]) == 4 and words[0].isdigit():
        hours, minutes = int(words[0][:2]), int(words[0][2:])  # "0830 GMT"
    else:
        number = number_of(words[:1], match.lexicon)
        hours, minutes = (-1 if number is None else int(number)), 0
    if half == "pm" and hours < 12:
        hours += 12
    if half == "am" and hours == 12:
        hours = 0
    if not (0 <= hours <= 24 and minutes < 60):
        return None
    return f"T{hours:02d}:{minutes:02d}"


def clock_words(match: Match) -> Built:
    """Words like "half past ten", "a quarter to five", "ten minutes past noon"."""
    hour = number_of(match.words("hour"), match.lexicon)
    parts = match.words("minutes")
    minutes = 30 if "half" in parts else 15 if "quarter" in parts else match.integer("minutes")
    if hour is None or not 1 <= hour <= 24 or not 0 < minutes < 60:
        return None
    if match.value("half", "AMPM") == "pm" and hour < 12:
        hour += 12
    total = int(hour) * 60 + (minutes if match.has("past") else -minutes)
    return "time", Timed(None, f"T{total // 60 % 24:02d}:{total % 60:02d}")


def small_hours(_: Match) -> Built:
    """Words like "the small hours of Tuesday"."""
    return "time", Timed(None, "TMO")


def clock_part(match: Match) -> Built:
    """Words like "4 in the morning", "ten at night"."""
    words = match.words("time")
    hours, _, minutes = words[0].replace(".", ":").partition(":")
    hour = number_of([hours], match.lexicon)
    if hour is None or not 1 <= hour <= NOON or not int(minutes or 0) < 60:
        return None
    part = "NI" if match.has("night") else match.value("part", "PART")
    small = part == "NI" and (hour == NOON or hour < DUSK)
    late = part != "MO" and not small
    here = match.has("night") or "this" in match.tokens.words[match.first : match.last]
    on: Step | None = Step("day", 0) if here else None
    if match.has("rel"):
        steps = 1 if match.value("rel", "REL") else int(match.value("rel", "MENTIONREL") or 0)
        on = Step("day", steps, "mention")
    return "time", Timed(on, f"T{int(hour) % NOON + NOON * late:02d}:{int(minutes or 0):02d}")
