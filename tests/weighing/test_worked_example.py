"""The worked example of the published reasoning: a Leopard in Kursk Region, September 2024.

Expected values: the table of section 7 of the design's reasoning.md, to four places; the article's own conclusion is
"most likely recorded prior to the release of Wednesday's statement".
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from analysis.case import HABITS, Claim
from analysis.hearing import Hearing
from analysis.testimony import Mention, Testimony
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from analysis.when import Span
from tests.weighing.told import bulletin, heard, posting, said

MOSCOW = timezone(timedelta(hours=3))
DAY = timedelta(days=1)


def moscow(day: int, hour: int = 0, month: int = 9) -> datetime:
    return datetime(2024, month, day, hour, tzinfo=MOSCOW)


OPERATION = said("not_before", Span(moscow(6, month=8), None), key="operation")
THAT_DAY = Span(moscow(19), moscow(20))
AT_15, AT_12 = (Span.at(moscow(19, hour), timedelta(minutes=1)) for hour in (15, 12))


def day(number: int, mention: Mention) -> Testimony:
    released = moscow(number, 14)
    return bulletin(Span(released - DAY, released), mention, key=str(number))


WEDNESDAY = Claim("", Span(moscow(17, 14), moscow(18, 14)), moscow(18, 14), "wednesday")
TWO = (day(18, "named"), day(19, "silent"))
VAGUE = (day(18, "named"), day(19, "unnamed"))
THREE = (*VAGUE, day(20, "named"))

ROWS: dict[int, tuple[tuple[Testimony, ...], Span]] = {
    1: (TWO, THAT_DAY), 2: (TWO, AT_15), 3: (TWO, AT_12), 4: (VAGUE, THAT_DAY), 5: (THREE, THAT_DAY), 6: (THREE, AT_12),
}  # fmt: skip

PUBLISHED = {
    (1, "days"): (0.4675, 0.4529, 0.0796), (1, "unknown"): (0.3472, 0.3150, 0.3378), (1, "live"): (0.0496, 0.0873, 0.8631),
    (2, "days"): (0.4756, 0.4384, 0.0860), (2, "unknown"): (0.3168, 0.2643, 0.4188), (2, "live"): (0.0384, 0.0454, 0.9162),
    (3, "days"): (0.4826, 0.4610, 0.0565), (3, "unknown"): (0.4313, 0.3784, 0.1903), (3, "live"): (0.1033, 0.1455, 0.7512),
    (4, "days"): (0.4390, 0.4298, 0.1311), (4, "unknown"): (0.3045, 0.2791, 0.4164), (4, "live"): (0.0381, 0.0678, 0.8941),
    (5, "days"): (0.4491, 0.3516, 0.1992), (5, "unknown"): (0.2475, 0.1812, 0.5713), (5, "live"): (0.0233, 0.0330, 0.9438),
    (6, "days"): (0.4723, 0.3646, 0.1631), (6, "unknown"): (0.3325, 0.2354, 0.4321), (6, "live"): (0.0425, 0.0482, 0.9092),
}  # fmt: skip


def hearing(row: int) -> Hearing:
    series, posted = ROWS[row]
    return heard(OPERATION, posting(posted), *series)


@pytest.mark.parametrize(("row", "habit"), PUBLISHED)
def test_the_published_numbers_to_four_places(row: int, habit: str) -> None:
    shares = weigh(hearing(row), WEDNESDAY).by_habit[habit]  # type: ignore[index]
    assert tuple(round(x, 4) for x in (shares.before, shares.within, shares.after)) == PUBLISHED[row, habit]


@pytest.mark.parametrize("habit", HABITS)
def test_the_chosen_habit_gives_the_answer(habit: str) -> None:
    verdict = weigh(hearing(1), WEDNESDAY, habit=habit)  # type: ignore[arg-type]
    assert verdict.shares == verdict.by_habit[habit]  # type: ignore[index]


@pytest.fixture(scope="module")
def article() -> Verdict:
    """Row 1: what the article knew, for a channel that posts days later."""
    return weigh(hearing(1), WEDNESDAY, habit="days")


def test_the_articles_conclusion(article: Verdict) -> None:
    assert article.shares is not None
    assert article.shares.answer == "before the release"
    assert round(article.shares.until_release, 4) == 0.9204
    assert not article.settled


def test_it_hangs_on_how_fast_the_channel_posts(article: Verdict) -> None:
    assert article.hangs_on_habit
    assert round(article.by_habit["live"].until_release, 2) == 0.14
    assert round(article.by_habit["unknown"].until_release, 2) == 0.66


def test_the_hours_between_thursdays_bulletin_and_the_posting_are_a_hole(article: Verdict) -> None:
    (hole,) = article.holes
    assert hole.span.start == moscow(19, 14).astimezone(UTC)
    assert hole.span.end is not None
    # The posting is averaged over the midpoints of 24 hours: the last one is 23:30.
    assert hole.span.end == moscow(19, 23) + timedelta(minutes=30)
    assert 0 < hole.mass < 0.0796


def test_the_hour_of_the_posting_and_the_next_bulletin_are_to_check(article: Verdict) -> None:
    kinds = {check.kind for check in article.next_checks}
    assert "posting hour" in kinds
    after_thursday = Span(moscow(19, 14), moscow(20, 14))
    assert after_thursday in [check.span for check in article.next_checks if check.kind == "statement"]


def test_every_next_bulletin_foreseen_is_the_bulletin_weighed(article: Verdict) -> None:
    """What the advice foresees for Thursday's successor against weighing it: the background counts it too, so they agree closely only."""
    friday = next(c for c in article.next_checks if c.kind == "statement" and c.span.end == moscow(20, 14))
    for name, _, foreseen in friday.outcomes:
        then = weigh(heard(OPERATION, posting(THAT_DAY), *TWO, day(20, name)), WEDNESDAY, habit="days").shares  # type: ignore[arg-type]
        assert then is not None
        assert then.until_release == pytest.approx(foreseen.until_release, abs=0.03)
