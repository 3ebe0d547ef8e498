"""A thousand pieces and five thousand statements: leaving one out, reported for all at once, is what a hearing without it gives.

How long it takes is measured by benchmarks/weighing.py, not here.
"""

from __future__ import annotations

import math
import random

import pytest

from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from benchmarks.weighing import CASES, CLAIM


@pytest.fixture(scope="module", params=CASES)
def verdict(request: pytest.FixtureRequest) -> Verdict:
    return weigh(CASES[request.param](), CLAIM)


def test_a_sample_of_what_is_left_out(verdict: Verdict) -> None:
    assert len(verdict.weights) == 6001
    assert verdict.shares is not None
    rng = random.Random(20240919)
    near = sorted(verdict.weights, key=lambda id_: -abs(verdict.weights[id_].decibans))
    for id_ in [near[0], rng.choice(near)]:
        weight = verdict.weights[id_]
        then = weigh(verdict.hearing, CLAIM, leave_out=[id_]).shares
        assert then is not None
        assert weight.without is not None
        told = [(s.before, s.within, s.after, s.until_release) for s in (weight.without, then)]
        assert told[0] == pytest.approx(told[1], abs=1e-9), id_


def test_weights_are_numbers_and_some_matter(verdict: Verdict) -> None:
    decibans = [weight.decibans for weight in verdict.weights.values()]
    assert not any(map(math.isnan, decibans))
    assert max(map(abs, decibans)) > 0.1
