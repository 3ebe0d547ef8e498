"""What an assumption moves: every point of a sweep is what the whole weighing says with that value, and a turn is a turn there too."""

from __future__ import annotations

import pytest

from analysis.case import Series
from analysis.weighing.sensitivity import ASSUMPTIONS, STEPS, Sweep, sweeps
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from analysis.when import Span
from tests.views.scenes import at, bulletin, claim, header, heard, operation, posting, worked_example


def weighed(verdict: Verdict, sweep: Sweep, value: float) -> Verdict:
    return weigh(verdict.hearing, verdict.claim, series=Series()._replace(**{sweep.assumption: value}))


def without_posting() -> Verdict:
    return weigh(heard(operation(), bulletin(18, "named"), bulletin(19, "silent")), claim())


def with_a_camera() -> Verdict:
    pieces = (operation(), posting(), header("recorded", "during", Span(at(17, 16), at(18, 16))))
    return weigh(heard(*pieces, *(bulletin(day, "named" if day == 18 else "silent") for day in range(10, 20))), claim())


@pytest.mark.parametrize("scene", [worked_example, with_a_camera, without_posting])
def test_each_point_is_what_the_whole_weighing_says(scene: object) -> None:
    verdict = scene()  # type: ignore[operator]
    found = sweeps(verdict)
    assert [each.assumption for each in found] == list(ASSUMPTIONS)
    for sweep in found:
        assert len(sweep.points) > STEPS
        for value, shares in sweep.points[::4]:
            then = weighed(verdict, sweep, value).shares
            assert then is not None
            assert then.answer == shares.answer
            assert (shares.before, shares.within, shares.after) == pytest.approx((then.before, then.within, then.after), abs=1e-12)


def test_the_answer_turns_where_the_sweep_says() -> None:
    """0.46 and 0.64 stand in no table of the reasoning: the weighing itself is asked a hair's breadth on either side."""
    verdict = worked_example()
    by_name = {sweep.assumption: sweep for sweep in sweeps(verdict)}
    assert len(by_name["completeness"].stretches) == 1
    for name in ("lateness", "vagueness"):
        first, second = by_name[name].stretches
        assert first.high == second.low
        for value, answer in ((first.high - 0.01, first.answer), (second.low + 0.01, second.answer)):
            then = weighed(verdict, by_name[name], value).shares
            assert then is not None
            assert then.answer == answer


def test_the_reasonings_own_figures_lie_on_the_sweeps() -> None:
    """docs/verdict.md, "With another assumption": before the release with q = 0.5, l = 0.3 and v = 0.5."""
    points = {sweep.assumption: dict(sweep.points) for sweep in sweeps(worked_example())}
    assert points["completeness"][0.5].until_release == pytest.approx(0.8242, abs=5e-5)
    assert points["lateness"][0.3].until_release == pytest.approx(0.8741, abs=5e-5)
    assert points["vagueness"][0.5].until_release == pytest.approx(0.9100, abs=5e-5)


def test_there_is_nothing_to_sweep_without_statements_or_without_a_claim() -> None:
    assert sweeps(weigh(heard(posting()), claim())) == ()
    assert sweeps(weigh(heard(posting(), bulletin(18, "named")), None)) == ()
