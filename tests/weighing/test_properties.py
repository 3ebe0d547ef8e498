"""What must hold of any verdict, whatever was said: properties that follow from the reasoning, not from how it is computed."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis import testimony as testimony_module
from analysis.case import Claim, Habit, Series
from analysis.testimony import Testimony
from analysis.weighing.posterior import Posterior
from analysis.weighing.prior import Floats
from analysis.weighing.verdict import Shares, Verdict
from analysis.weighing.weigh import weigh
from analysis.when import Span
from tests.weighing.strategies import HOURS, SOFT, STRENGTHS, WIDTHS, claims, everything, habits, logs, pieces, postings, series
from tests.weighing.told import NOON, RECEIVED, bulletin, claim, heard, hours, posting, said

GRID: Floats = NOON.timestamp() + 3600.0 * np.array([-2e5, -1e4, -500.0, *np.arange(-260, 100, 7.5), 2e4])
several = settings(max_examples=50, deadline=None)


def mass_before(posterior: Posterior) -> Floats:
    """P(T < x) at each point of the grid."""
    return np.concatenate([[0.0], np.cumsum(posterior.spread(GRID)[0])])


def triple(shares: Shares | None) -> tuple[float, float, float, float]:
    assert shares is not None
    return shares.before, shares.within, shares.after, shares.until_release


@several
@given(everything(), claims, habits, series, st.randoms(use_true_random=False))
def test_the_order_of_testimony_does_not_matter(said_: list[Testimony], claim_: Claim, habit: Habit, series_: Series, rnd) -> None:
    shuffled = list(said_)
    rnd.shuffle(shuffled)
    one, other = (weigh(heard(*told), claim_, habit=habit, series=series_) for told in (said_, shuffled))
    assert mass_before(one.posterior) == pytest.approx(mass_before(other.posterior), abs=1e-9)
    assert one.bounds.not_before == other.bounds.not_before
    assert one.bounds.not_after == other.bounds.not_after
    assert {frozenset(c.between) for c in one.contradictions} == {frozenset(c.between) for c in other.contradictions}
    assert [hole.span for hole in one.holes] == [hole.span for hole in other.holes]
    for id_, weight in one.weights.items():
        assert weight.counted == other.weights[id_].counted


@several
@given(everything(), pieces("voice"), claims, habits)
def test_a_repeated_voice_changes_nothing(said_: list[Testimony], voice: Testimony, claim_: Claim, habit: Habit) -> None:
    voice, again = (
        said(voice.bearing, *voice.spans, key=key, strength=voice.strength, clock="phone", stage=voice.stage) for key in ("voice", "again")
    )
    once, twice = (weigh(heard(*told), claim_, habit=habit) for told in ([*said_, voice], [*said_, voice, again]))
    assert mass_before(once.posterior) == pytest.approx(mass_before(twice.posterior), abs=1e-12)
    assert once.impossible == twice.impossible
    assert not (twice.weights["told/voice"].counted and twice.weights["told/again"].counted)


def settings_for_a_bound(said_: list[Testimony], bound: Testimony) -> tuple[Verdict, Verdict]:
    with_, without_ = (weigh(heard(*told, posting(hours(50, 60)))) for told in ([*said_, bound], said_))
    assume(not with_.impossible)
    return with_, without_


# Postings and hard bounds may close the domain, from which the age is counted: they are the prior's, not a likelihood's.
bounded = st.lists(pieces("piece"), max_size=1).flatmap(lambda one: logs().map(lambda log: [*one, *log]))


@several
@given(bounded, HOURS, STRENGTHS)
def test_a_not_after_bound_never_makes_later_likelier(said_: list[Testimony], at: float, strength) -> None:
    with_, without_ = settings_for_a_bound(said_, said("not_after", hours(None, at), key="bound", strength=strength))
    assert np.all(mass_before(with_.posterior) >= mass_before(without_.posterior) - 1e-9)


@several
@given(bounded, HOURS, STRENGTHS)
def test_a_not_before_bound_never_makes_earlier_likelier(said_: list[Testimony], at: float, strength) -> None:
    with_, without_ = settings_for_a_bound(said_, said("not_before", hours(at, None), key="bound", strength=strength))
    assert np.all(mass_before(with_.posterior) <= mass_before(without_.posterior) + 1e-9)


@several
@given(st.lists(pieces("piece", SOFT), max_size=1), habits)
def test_reliability_towards_zero_leaves_the_prior(said_: list[Testimony], habit: Habit) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for strength in testimony_module.RELIABILITY:
            patch.setitem(testimony_module.RELIABILITY, strength, 1e-12)
        posterior = weigh(heard(*said_, posting(hours(40, 64))), habit=habit).posterior
    now, prior = posterior.spread(GRID)
    assert now == pytest.approx(prior, abs=1e-9)


@several
@given(postings(), habits)
def test_with_no_evidence_but_the_posting_the_posterior_is_the_prior(said_: list[Testimony], habit: Habit) -> None:
    posterior = weigh(heard(*said_[:1]), habit=habit).posterior
    now, prior = posterior.spread(GRID)
    assert now == pytest.approx(prior, abs=1e-12)


@given(habits)
def test_with_nothing_at_all_the_prior_counts_from_the_receipt_of_the_file(habit: Habit) -> None:
    verdict = weigh(heard(), habit=habit)
    assert not verdict.posting_known
    assert verdict.posted.end == RECEIVED
    assert verdict.shares is None
    whole = RECEIVED.timestamp() + np.array([-7e8, 0.0])
    assert [mass.sum() for mass in verdict.posterior.spread(whole)] == pytest.approx([1.0, 1.0])


@several
@given(logs(), habits)
def test_a_source_that_reports_nothing_of_the_kind_says_nothing(log: list[Testimony], habit: Habit) -> None:
    told = [*log, posting(hours(30, 54))]
    now, prior = weigh(heard(*told), habit=habit, series=Series(completeness=0.0)).posterior.spread(GRID)
    assert now == pytest.approx(prior, abs=1e-12)


@several
@given(everything(), claims, habits, series)
def test_shares_are_probabilities(said_: list[Testimony], claim_: Claim, habit: Habit, series_: Series) -> None:
    verdict = weigh(heard(*said_), claim_, habit=habit, series=series_)
    if verdict.impossible:
        assert verdict.shares is None
        return
    every = [*verdict.by_habit.values(), *(w.without for w in verdict.weights.values() if w.without is not None)]
    every += [shares for check in verdict.next_checks for _, _, shares in check.outcomes]
    for shares in every:
        assert shares.before + shares.within + shares.after == pytest.approx(1.0, abs=1e-9)
        assert all(0 <= x <= 1 for x in triple(shares))
    assert not any(math.isnan(weight.decibans) for weight in verdict.weights.values())
    assert all(-1e-12 <= hole.mass <= 1 + 1e-12 for hole in verdict.holes)


@settings(max_examples=50, deadline=None)
@given(everything(), claims, habits, series)
def test_the_verdict_without_a_piece_is_the_verdict_of_a_hearing_without_it(
    said_: list[Testimony], claim_: Claim, habit: Habit, series_: Series
) -> None:
    hearing = heard(*said_)
    verdict = weigh(hearing, claim_, habit=habit, series=series_)
    for id_, weight in verdict.weights.items():
        then = weigh(hearing, claim_, habit=habit, series=series_, leave_out=[id_])
        if weight.counted:
            assert (weight.without is None) == then.impossible, id_
        elif not verdict.impossible:
            assert not then.impossible, id_
        if weight.without is not None and then.shares is not None:
            assert triple(weight.without) == pytest.approx(triple(then.shares), abs=1e-6), id_


@several
@given(everything(), claims, habits, st.lists(st.floats(-3000, 3000), min_size=2, max_size=30))
def test_spread_over_any_grid_sums_to_the_same(said_: list[Testimony], claim_: Claim, habit: Habit, at: list[float]) -> None:
    verdict = weigh(heard(*said_), claim_, habit=habit)
    assume(not verdict.impossible)
    grid = np.unique(NOON.timestamp() + 3600 * np.array([-3e5, *at, 3e5]))
    for mass in verdict.posterior.spread(grid):
        assert mass.sum() == pytest.approx(1.0, abs=1e-9)
        assert np.all(mass >= -1e-12)
    # A coarser grid holds the sums of a finer one.
    fine = np.unique(np.concatenate([grid, NOON.timestamp() + np.arange(-1e6, 1e6, 54321.0)]))
    summed = np.add.reduceat(verdict.posterior.spread(fine)[0], np.searchsorted(fine, grid)[:-1])
    assert verdict.posterior.spread(grid)[0] == pytest.approx(summed, abs=1e-9)


@several
@given(HOURS, WIDTHS, SOFT, habits, st.sampled_from([1 / 60, 24.0]))
def test_a_clock_alone_is_right_with_its_reliability(start: float, width: float, strength, habit: Habit, posted: float) -> None:
    reading = said("during", hours(start, start + width), key="reading", strength=strength)
    posterior = weigh(heard(reading, posting(hours(160, 160 + posted), strength="limited")), habit=habit).posterior
    ends = NOON.timestamp() + 3600 * np.array([start, start + width])
    now, prior = (float(mass[0]) for mass in posterior.spread(ends))
    assert now == pytest.approx(reading.reliability + (1 - reading.reliability) * prior, abs=1e-9)


@pytest.mark.parametrize("span", [hours(100, 120), hours(-200_000, -199_000), hours(25, 26)])
def test_a_reading_outside_the_domain_changes_nothing_and_is_reported(span: Span) -> None:
    told = [posting(hours(0, 24)), bulletin(hours(-30, -6), "named", "b")]
    reading = said("during", span, key="reading", strength="hard")
    with_, without_ = (weigh(heard(*t), claim(-30, -6)) for t in ([*told, reading], told))
    assert triple(with_.shares) == pytest.approx(triple(without_.shares), abs=1e-12)
    assert with_.weights["told/reading"].why_not == "outside"
    assert not with_.weights["told/reading"].counted


def test_a_reading_after_the_posting_contradicts_it() -> None:
    reading = said("during", hours(100, 120), key="reading")
    verdict = weigh(heard(posting(hours(0, 24)), reading), claim(-30, -6))
    assert [set(c.between) for c in verdict.contradictions] == [{"told/posting", "told/reading"}]
    assert verdict.bounds.contested


def about(testimony: Testimony) -> Span:
    """The span for the recording by the lifecycle rule, the hull of a recurring testimony's; written anew for the tests."""
    span = testimony.span
    if testimony.stage != "recorded" or testimony.bearing == "not_after":
        return Span(None, span.end)
    return Span(span.start, None) if testimony.bearing == "not_before" else span


def bears(testimony: Testimony) -> bool:
    return testimony.bearing in ("during", "not_after") or (testimony.stage == "recorded" and testimony.bearing == "not_before")


@several
@given(everything(), claims)
def test_the_bounds_never_exclude_what_all_agree_on(said_: list[Testimony], claim_: Claim) -> None:
    bounds = weigh(heard(*said_), claim_).bounds
    worthy = [about(t) for t in said_ if bears(t) and t.reliability >= 0.8]
    common: Span | None = Span()
    for span in worthy:
        common = None if common is None else common.cut(span)
    if common is not None:
        assert (bounds.not_before, bounds.not_after) == (common.start, common.end)
        assert not bounds.contested
    else:
        assert bounds.contested


@several
@given(everything(strengths=SOFT), claims)
def test_contested_bounds_hold_every_reading_of_the_contradiction(said_: list[Testimony], claim_: Claim) -> None:
    bounds = weigh(heard(*[t for t in said_ if t.strength != "hard"]), claim_).bounds
    worthy = [about(t) for t in said_ if bears(t) and t.strength != "hard" and t.reliability >= 0.8]
    fighting = [a for a in worthy if any(a.apart(b) for b in worthy)]
    peaceful = [a for a in worthy if not any(a.apart(b) for b in worthy)]
    # Whoever of the fighting is right, if all the others are right too, the truth lies within the bounds.
    for one in fighting:
        possible: Span | None = one
        for other in peaceful:
            possible = None if possible is None else possible.cut(other)
        if possible is not None:
            assert Span(bounds.not_before, bounds.not_after).covers(possible)


def test_the_hull_of_a_contradiction_cut_by_what_nobody_contradicts() -> None:
    told = [
        said("during", hours(-50, -40), key="one"),
        said("during", hours(-10, -5), key="two"),
        said("not_before", hours(-45, None), key="floor"),
        said("not_after", hours(None, 0), key="roof"),
        said("during", hours(-300, -200), key="weak", strength="limited"),
    ]
    bounds = weigh(heard(*told), claim(-20, -10)).bounds
    assert bounds.contested
    assert (bounds.not_before, bounds.not_after) == (NOON - timedelta(hours=45), NOON - timedelta(hours=5))
    assert bounds.not_before_by == ("told/floor",)
    assert bounds.not_after_by == ("told/two",)


def test_hard_evidence_that_excludes_itself_leaves_the_bounds_open() -> None:
    told = [said("not_before", hours(-10, None), key="a", strength="hard"), said("not_after", hours(None, -20), key="b", strength="hard")]
    bounds = weigh(heard(*told, posting(hours(0, 24), strength="limited")), claim(-20, -10)).bounds
    assert bounds.contested
    assert bounds.not_before is None
    assert bounds.not_after is None


@pytest.mark.parametrize(
    "told",
    [
        [said("not_before", hours(-10, None), key="a", strength="hard"), said("not_after", hours(None, -20), key="b", strength="hard")],
        [said("not_before", hours(50, None), key="a", strength="hard")],
        [said("during", hours(-9, -8), key="a", strength="hard"), said("during", hours(-7, -6), key="b", strength="hard")],
        [
            said("recurring", hours(-9, -8), hours(-33, -32), key="a", strength="hard"),
            said("during", hours(-20, -10), key="b", strength="hard"),
        ],
    ],
)
def test_hard_evidence_that_excludes_itself_says_so_and_nothing_else(told: list[Testimony]) -> None:
    verdict = weigh(heard(*told, bulletin(hours(-30, -6), "named", "x"), posting(hours(0, 24))), claim(-30, -6))
    assert verdict.impossible
    assert verdict.shares is None
    assert verdict.by_habit == {}
    assert not verdict.settled
    assert verdict.contradictions
    assert verdict.holes == ()
    assert verdict.next_checks == ()
    assert not any(math.isnan(weight.decibans) for weight in verdict.weights.values())
    assert not np.isnan(verdict.posterior.spread(GRID)[0]).any()


@several
@given(everything())
def test_contradictions_are_exactly_the_pairs_that_share_no_instant(said_: list[Testimony]) -> None:
    def parts(t: Testimony) -> list[Span]:
        return list(t.spans) if t.bearing == "recurring" else [about(t)]

    bearing = [t for t in said_ if t.bearing != "series" and (bears(t) or (t.stage, t.bearing) == ("recorded", "recurring"))]
    expected = {
        frozenset((a.id, b.id))
        for i, a in enumerate(bearing)
        for b in bearing[i + 1 :]
        if all(x.apart(y) for x in parts(a) for y in parts(b))
    }
    found = weigh(heard(*said_)).contradictions
    assert {frozenset(c.between) for c in found} == expected
    assert len(found) == len(expected)


YEAR_1, YEAR_9999 = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
FIRST_DAY, LAST_DAY = Span(YEAR_1, YEAR_1 + timedelta(days=1)), Span(YEAR_9999 - timedelta(days=1), YEAR_9999)


@pytest.mark.parametrize("posted", [FIRST_DAY, LAST_DAY, Span.at(YEAR_1), Span(None, YEAR_1), Span(YEAR_1, None), Span(), None])
@pytest.mark.parametrize("window", [FIRST_DAY, LAST_DAY, Span(YEAR_1, YEAR_9999)])
def test_the_ends_of_the_calendar(posted: Span | None, window: Span) -> None:
    told = [
        said("during", Span(), key="no limits"),
        said("during", FIRST_DAY, key="first"),
        said("not_before", LAST_DAY, key="last"),
        said("recurring", FIRST_DAY, LAST_DAY, key="twice"),
        bulletin(FIRST_DAY, "silent", "b1"),
        bulletin(LAST_DAY, "named", "b2"),
        bulletin(Span(YEAR_1, None), "named", "open"),
    ]
    told += [] if posted is None else [posting(posted)]
    verdict = weigh(heard(*told), Claim("", window, window.end))
    if verdict.shares is not None:
        assert sum(triple(verdict.shares)[:3]) == pytest.approx(1.0, abs=1e-6)
    assert not any(math.isnan(weight.decibans) for weight in verdict.weights.values())


def test_a_posting_before_the_claim_settles_nothing_unless_it_is_hard() -> None:
    soft, hard = (weigh(heard(posting(hours(-100, -90), strength=s)), claim(-20, -10)) for s in ("very strong", "hard"))
    assert soft.shares is not None
    assert soft.shares.answer == "before"
    assert not soft.settled
    assert hard.settled
    assert hard.shares is not None
    assert hard.shares.before == 1


def test_hard_bounds_settle_the_answer() -> None:
    told = [posting(hours(0, 24)), said("not_after", hours(None, -20), key="stamp", stage="saved", strength="hard")]
    assert weigh(heard(*told), claim(-20, -10)).settled
    assert not weigh(heard(*told), claim(-30, -10)).settled
    within = [*told, said("not_before", hours(-25, None), key="floor", strength="hard")]
    verdict = weigh(heard(*within), claim(-30, -10))
    assert verdict.settled
    assert verdict.shares is not None
    assert verdict.shares.answer == "within"


def test_the_reach_of_the_prior_settles_nothing() -> None:
    """The domain goes back 20 years: a claim of 1990 is outside it, but no evidence says so."""
    old = Claim("", Span(datetime(1990, 1, 1, tzinfo=UTC), datetime(1990, 1, 2, tzinfo=UTC)), datetime(1990, 1, 2, tzinfo=UTC))
    verdict = weigh(heard(posting(hours(0, 24), strength="hard")), old)
    assert not verdict.settled


@several
@given(everything(), claims, habits, series)
def test_what_to_check_next_gains_no_more_than_there_is_to_gain(
    said_: list[Testimony], claim_: Claim, habit: Habit, series_: Series
) -> None:
    verdict = weigh(heard(*said_), claim_, habit=habit, series=series_)
    for check in verdict.next_checks:
        assert verdict.shares is not None
        now = [x for x in triple(verdict.shares)[:3] if x > 0]
        entropy = -sum(x * math.log2(x) for x in now)
        assert 0 <= check.expected_bits <= entropy + 1e-9
        assert sum(chance for _, chance, _ in check.outcomes) == pytest.approx(1.0, abs=1e-9)
        mean = [sum(chance * triple(then)[i] for _, chance, then in check.outcomes) for i in range(4)]
        assert mean == pytest.approx(triple(verdict.shares), abs=1e-6)
    gains = [check.expected_bits for check in verdict.next_checks]
    assert gains == sorted(gains, reverse=True)


@several
@given(everything(), claims, habits)
def test_holes_and_statements_together_cover_the_line(said_: list[Testimony], claim_: Claim, habit: Habit) -> None:
    verdict = weigh(heard(*said_), claim_, habit=habit)
    windows = [t.span for t in said_ if t.bearing == "series"]
    for hole in verdict.holes:
        assert all(hole.span.apart(window) for window in windows)
    for one, other in zip(verdict.holes, verdict.holes[1:], strict=False):
        assert one.span.apart(other.span)
