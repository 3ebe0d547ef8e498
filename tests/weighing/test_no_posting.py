"""Without a posting the prior knows only when the file was received: no answer follows from that alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from analysis.case import Case, Claim
from analysis.hearing import Hearing
from analysis.place import Aside
from analysis.testimony import Bearing, Strength, Testimony
from analysis.views import words
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from analysis.when import Span

MOSCOW = timezone(timedelta(hours=3))
RELEASE = datetime(2024, 9, 18, 14, tzinfo=MOSCOW)
CLAIM = Claim(window=Span(RELEASE - timedelta(days=1), RELEASE), released=RELEASE)
RECEIVED = datetime(2026, 11, 23, tzinfo=UTC)


def said(bearing: Bearing, span: Span, strength: Strength = "strong") -> Testimony:
    return Testimony(
        stage="recorded", bearing=bearing, spans=(span,), strength=strength, saw="", raw="", place=Aside(""), means="", fooled_by=(),
        key=bearing, id=f"w/{bearing}",
    )  # fmt: skip


def verdict_of(*testimony: Testimony) -> Verdict:
    return weigh(Hearing(Case(), RECEIVED, testimony, (), ()), CLAIM, habit="days")


def test_nothing_but_the_receipt_gives_no_answer() -> None:
    """Two years lie between the release and the receipt: the prior alone would say "after, over 99 %"."""
    verdict = verdict_of(said("not_before", Span(datetime(2024, 8, 6, tzinfo=MOSCOW), None)))
    assert verdict.shares is not None
    assert verdict.shares.after > 0.99
    assert verdict.shares.answer == "undetermined"
    assert verdict.withheld
    assert words.figure(verdict) == ""
    assert "no answer is given" in words.sentence(verdict)


def test_a_clock_that_dates_the_recording_answers_without_a_posting() -> None:
    for day, answer in ((10, "before"), (25, "after")):
        start = datetime(2024, 9, day, 12, tzinfo=UTC)
        verdict = verdict_of(said("during", Span.at(start)))
        assert verdict.shares is not None
        assert verdict.shares.answer == answer
        assert not verdict.withheld


def test_a_hard_bound_settles_without_a_posting() -> None:
    verdict = verdict_of(said("not_before", Span(RELEASE + timedelta(hours=1), None), "hard"))
    assert verdict.shares is not None
    assert verdict.shares.answer == "after"
    assert verdict.settled


def test_with_a_posting_the_rule_stands_as_it_is() -> None:
    posted = replace(said("during", Span.at(RELEASE + timedelta(hours=1))), stage="posted", id="posts/a", key="a")
    assert not verdict_of(posted).withheld
