"""Which day a document was published: the places that may say so, in order, and who disagrees."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline.documents.dateline import Dateline
from timeline.documents.days import whole
from timeline.errors import UsageError
from timeline.records import PublicationDay, PublishedFrom

# An editor's own word beside the file wins over the file, the file over the text and its name.
DEFAULT_ORDER: tuple[PublishedFrom, ...] = (
    "sidecar", "front-matter", "meta", "dateline", "filename",
)  # fmt: skip
# When a file was made or changed is not when its article was published: only for who asks.
PLACES: tuple[PublishedFrom, ...] = (*DEFAULT_ORDER, "created", "modified", "mtime")
FILED_BEFORE = 1  # days; what is filed in the evening is printed, or dated in UTC, the next day

_DASHED = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
# Eight digits are often a serial number; they are a date only between 1900 and 2099.
_COMPACT = re.compile(r"((?:19|20)\d{6})(?!\d)")
# news/2024/05/07/title.html, and the mirror of a site: news/2024/05/07/title/index.html
_FOLDERS = re.compile(r"(?:^|/)((?:19|20)\d\d)/(\d\d?)/(\d\d?)/(?:[^/]+/)?[^/]+\Z")
_FOLDER = re.compile(r"(?:^|/)(\d{4}-\d{2}-\d{2})/[^/]+\Z")


class Choice(NamedTuple):
    """The day that counts and where it is from; who disagrees; and a remark on it for people."""

    published: datetime.date | None
    place: PublishedFrom | None
    differing: tuple[PublicationDay, ...] = ()
    remark: str | None = None


def known(order: Sequence[PublishedFrom]) -> tuple[PublishedFrom, ...]:
    """The order as given; UsageError when it names a place that nobody knows."""
    unknown = set(order) - set(PLACES)
    if unknown:
        raise UsageError(
            f"publication dates are not looked for in {', '.join(sorted(unknown))}; "
            f"choose from {', '.join(PLACES)}"
        )
    return tuple(dict.fromkeys(order))


def choose(
    said: Sequence[PublicationDay],
    dateline: Dateline | None,
    *,
    option: datetime.date | None,
    order: Sequence[PublishedFrom],
) -> Choice:
    """The first day in the order of places. `option` wins over all of them, and ends the search.

    A dateline without a year takes it from the other places. It agrees with a day that is the
    next one.
    """
    if option:
        return Choice(option, "option")
    days = {place: [one.day for one in said if one.place == place] for place in order}
    if dateline and "dateline" in days:
        others = [day for place in order for day in days[place]]
        filed = dateline.on(others[0] if others else None)
        if filed is None and not others:
            return Choice(None, None, (), f"its dateline names {dateline} and no year")
        days["dateline"] = [filed] if filed else []
    claims = [PublicationDay(day, place) for place in order for day in days[place]]
    if not claims:
        return Choice(None, None)
    first = claims[0]
    differing = tuple(dict.fromkeys(claim for claim in claims if not _agree(first, claim)))
    others_say = ", ".join(f"{claim.place} {claim.day}" for claim in differing)
    remark = f"published {first.day} by its {first.place}, but {others_say}" if differing else None
    return Choice(first.day, first.place, differing, remark)


def _agree(one: PublicationDay, other: PublicationDay) -> bool:
    apart = abs((one.day - other.day).days)
    return apart <= (FILED_BEFORE if "dateline" in (one.place, other.place) else 0)


def in_file_name(path: str) -> datetime.date | None:
    """The day at the head of a file's name, or of the folders it is in. None: no day.

    `2005-05-07_…`, `20050507-…`, `2005/05/07/…`, `2005-05-07/…`; digits that are no day of the
    calendar are a number.
    """
    name = path.rpartition("/")[2]
    found = _DASHED.match(name) or _COMPACT.match(name) or _FOLDER.search(path)
    try:
        if found:
            return datetime.date.fromisoformat(found[1])
    except ValueError:
        return None
    folders = _FOLDERS.search(path)
    return whole(*(int(group) for group in folders.groups())) if folders else None
