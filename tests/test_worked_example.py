"""The worked example from a case file to the verdict: typed dates, statements' texts, the hearing and the weighing together.

Expected values: the reasoning's table, rows 1 to 6 under the habits days, unknown and live.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analysis.casefile import CaseFile
from analysis.hearing import hear
from analysis.weighing.weigh import weigh

RECEIVED = datetime(2024, 10, 1, tzinfo=UTC)
SAID = {"named": "Two Leopards were destroyed.", "unnamed": "One tank was destroyed.", "silent": "Five trucks were destroyed."}
ROWS = [
    ("2024-09-19", ("named", "silent"), (0.4675, 0.4529, 0.0796), (0.3472, 0.3150, 0.3378), (0.0496, 0.0873, 0.8631)),
    ("2024-09-19 15:00", ("named", "silent"), (0.4756, 0.4384, 0.0860), (0.3168, 0.2643, 0.4188), (0.0384, 0.0454, 0.9162)),
    ("2024-09-19 12:00", ("named", "silent"), (0.4826, 0.4610, 0.0565), (0.4313, 0.3784, 0.1903), (0.1033, 0.1455, 0.7512)),
    ("2024-09-19", ("named", "unnamed"), (0.4390, 0.4298, 0.1311), (0.3045, 0.2791, 0.4164), (0.0381, 0.0678, 0.8941)),
    ("2024-09-19", ("named", "unnamed", "named"), (0.4491, 0.3516, 0.1992), (0.2475, 0.1812, 0.5713), (0.0233, 0.0330, 0.9438)),
    ("2024-09-19 12:00", ("named", "unnamed", "named"), (0.4723, 0.3646, 0.1631), (0.3325, 0.2354, 0.4321), (0.0425, 0.0482, 0.9092)),
]  # fmt: skip

Shares = tuple[float, float, float]


@pytest.mark.parametrize(("posted", "mentions", "days", "unknown", "live"), ROWS)
def test_a_case_file_gives_the_numbers_of_the_reasoning(
    posted: str, mentions: tuple[str, ...], days: Shares, unknown: Shares, live: Shares
) -> None:
    book = CaseFile.new(zone="Europe/Moscow", subject=["Leopard"], possible=["tank"], habit="days")
    book.add_post(at=posted)
    book.add_circumstance(not_before="2024-08-06", strength="strong", why="the operation began on 6 August 2024")
    for day, mention in enumerate(mentions, start=18):
        book.add_statement(id=f"{day} September", source="Ministry", released=f"2024-09-{day} 14:00", covers="24h", text=SAID[mention])
    book.set("claim.statement", "18 September")
    verdict = weigh(hear(book.case(RECEIVED), only=("circumstances", "posts", "statements"), now=RECEIVED))
    for habit, expected in (("days", days), ("unknown", unknown), ("live", live)):
        shares = verdict.by_habit[habit]  # type: ignore[index]
        assert (shares.before, shares.within, shares.after) == pytest.approx(expected, abs=5.1e-5), habit
    assert verdict.shares is not None
    assert verdict.shares.answer == "before the release"
