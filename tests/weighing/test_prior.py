"""The age of footage in closed form, against scipy's distributions and numerical integration, and published medians."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from analysis.case import HABITS, Habit
from analysis.weighing.prior import OLDEST, Prior, age_cdf
from analysis.when import Span

HOUR = 3600.0
# Section 3 of the reasoning: medians of 1 h and 48 h, sigma ln 4, recycled log-uniform from 1 minute to 20 years.
LIVE = stats.lognorm(s=np.log(4), scale=1 * HOUR)
DAYS = stats.lognorm(s=np.log(4), scale=48 * HOUR)
RECYCLED = stats.loguniform(60, 20 * 365.25 * 24 * HOUR)
PARTS = {"live": (0.9, 0.0, 0.1), "days": (0.0, 0.9, 0.1), "unknown": (1 / 3, 1 / 3, 1 / 3)}
POSTED = datetime(2024, 9, 19, 12, tzinfo=UTC)


def peer(age: float, habit: Habit) -> float:
    return float(sum(w * d.cdf(age) for w, d in zip(PARTS[habit], (LIVE, DAYS, RECYCLED), strict=True)))


@given(st.floats(1e-3, OLDEST * 2), st.sampled_from(HABITS))
def test_the_age_agrees_with_scipys_distributions(age: float, habit: Habit) -> None:
    assert age_cdf(np.array([age]), habit)[0] == pytest.approx(peer(age, habit), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("habit", HABITS)
def test_the_age_is_the_integral_of_its_density(habit: Habit) -> None:
    """Integrated over the logarithm of the age, between points at which the density has no corner."""

    def density(log_age: float) -> float:
        age = np.exp(log_age)
        return float(age * sum(w * d.pdf(age) for w, d in zip(PARTS[habit], (LIVE, DAYS, RECYCLED), strict=True)))

    points = np.log([60.0, HOUR, 48 * HOUR, 30 * 24 * HOUR, OLDEST * 0.999999])
    for low, high in pairwise(points):
        area, _ = integrate.quad(density, low, high)
        ends = age_cdf(np.exp(np.array([low, high])), habit)
        assert ends[1] - ends[0] == pytest.approx(area, abs=1e-8)


@pytest.mark.parametrize("habit", HABITS)
def test_no_age_is_below_zero_and_nearly_none_above_twenty_years(habit: Habit) -> None:
    assert list(age_cdf(np.array([-1e9, -1.0, 0.0]), habit)) == [0.0, 0.0, 0.0]
    assert age_cdf(np.array([OLDEST]), habit)[0] == pytest.approx(1.0, abs=1e-6)
    # One in ten is recycled under every habit but the unknown, and a year takes its share of the log-uniform part.
    older_than_a_year = 1 - age_cdf(np.array([365.25 * 24 * HOUR]), habit)[0]
    assert older_than_a_year == pytest.approx(1 - peer(365.25 * 24 * HOUR, habit), abs=1e-9)


@pytest.mark.parametrize(("habit", "median_hours"), [("live", 1.0), ("days", 48.0)])
def test_the_medians(habit: Habit, median_hours: float) -> None:
    """Half of the log-normal part lies below its median; what is above or below half of the whole is the recycled part's."""
    below = age_cdf(np.array([median_hours * HOUR]), habit)[0]
    recycled = np.log(median_hours * 60) / np.log(20 * 365.25 * 24 * 60)
    assert below == pytest.approx(0.9 * 0.5 + 0.1 * recycled, abs=1e-12)


@pytest.mark.parametrize("habit", HABITS)
def test_the_prior_is_whole_and_falls_off_the_domain(habit: Habit) -> None:
    prior = Prior(Span.at(POSTED), habit)
    at = POSTED.timestamp()
    edges = np.array([at - 2 * OLDEST, at - OLDEST, at - 48 * HOUR, at - HOUR, at, at + HOUR])
    masses = prior.masses(edges)
    assert masses.sum() == pytest.approx(1.0, abs=1e-12)
    assert masses[0] == masses[-1] == 0
    expected = [(peer(b, habit) - peer(a, habit)) / peer(OLDEST, habit) for a, b in ((48 * HOUR, OLDEST), (HOUR, 48 * HOUR), (0, HOUR))]
    assert masses[1:-1] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("habit", HABITS)
def test_a_posting_known_as_a_day_is_the_mean_of_its_24_half_hours(habit: Habit) -> None:
    day = Span(POSTED, POSTED + timedelta(days=1))
    edges = POSTED.timestamp() + HOUR * np.array([-500.0, -30.0, -3.0, 2.25, 12.0, 23.5])
    instants = [POSTED + timedelta(hours=hour, minutes=30) for hour in range(24)]
    mean = np.mean([Prior(Span.at(instant), habit).masses(edges) for instant in instants], axis=0)
    assert Prior(day, habit).masses(edges) == pytest.approx(mean, abs=1e-12)
    assert Prior(day, habit).domain[1] == instants[-1].timestamp()
