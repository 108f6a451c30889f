"""Does a confidence of .8 mean that eight of ten such events are in gold?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.evaluate.scores import Scored
from timeline.evaluate.tally import ratio

BINS = 10  # of equal width, from 0 to 1
_WIDTH = 40  # signs of a bar for a share of 1


@dataclass(frozen=True, slots=True)
class Bin:
    """Found events of about one confidence. Lower bound included; 1 belongs to the last bin."""

    low: float
    high: float
    events: int
    confidence: float  # mean, 0 without events
    right: float  # share that matches a gold event in text and date
    told: float  # share that matches one in text, whatever its date


def reliability(scored: Sequence[Scored]) -> tuple[Bin, ...]:
    """The bins that have events, lowest first, over all sets."""
    judged: list[tuple[float, bool, bool]] = []
    for one in scored:
        right = {column for _, column in one.matches.right}
        told = right | {column for _, column in one.matches.wrong_date}
        judged += [
            (event.confidence, number in right, number in told)
            for number, event in enumerate(one.found)
        ]
    bins = []
    for number in range(BINS):
        inside = [j for j in judged if min(int(j[0] * BINS + 1e-9), BINS - 1) == number]
        if inside:
            confidence, right_share, told_share = (
                sum(column) / len(inside) for column in zip(*inside, strict=True)
            )
            bounds = number / BINS, (number + 1) / BINS
            bins.append(Bin(*bounds, len(inside), confidence, right_share, told_share))
    return tuple(bins)


def expected_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean |confidence − share in gold|, weighted by events.

    M. Naeini, G. Cooper, M. Hauskrecht: Obtaining Well Calibrated Probabilities Using Bayesian
    Binning, 2015.
    """
    events = sum(one.events for one in bins)
    return ratio(sum(one.events * abs(one.confidence - one.right) for one in bins), events)


def calibration_data(bins: Sequence[Bin]) -> dict[str, object]:
    """What `--json` prints."""
    return {
        "expected_error": expected_error(bins),
        "bins": [
            {
                "low": one.low,
                "high": one.high,
                "events": one.events,
                "confidence": one.confidence,
                "in_gold": one.right,
                "text_in_gold": one.told,
            }
            for one in bins
        ],
    }


def calibration_text(bins: Sequence[Bin]) -> str:
    """A reliability diagram in signs: `#` the share in gold, `-` with another date, `|` where a
    calibrated confidence ends.
    """
    lines = [
        f"calibration: expected error {expected_error(bins):.3f} (an upper bound where gold lists "
        "only some of the true events)",
        f"{'confidence':12}{'events':>7}{'mean':>7}{'in gold':>9}{'text only':>11}",
    ]
    lines += [
        f"{one.low:.1f} to {one.high:.1f}  {one.events:7}{one.confidence:7.2f}{one.right:9.2f}"
        f"{one.told - one.right:11.2f}  {_bar(one)}"
        for one in bins
    ]
    return "\n".join(lines)


def _bar(one: Bin) -> str:
    right, told = round(one.right * _WIDTH), round(one.told * _WIDTH)
    bar = ("#" * right + "-" * (told - right)).ljust(_WIDTH)
    mark = min(round(one.confidence * _WIDTH), _WIDTH)
    return f"{bar[:mark]}|{bar[mark:]}".rstrip()
