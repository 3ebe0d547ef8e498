"""What moved between two verdicts, in sentences."""

from __future__ import annotations

from analysis.views.changes import moved
from analysis.views.naming import Names
from analysis.weighing.weigh import weigh
from analysis.when import Span
from tests.views.scenes import at, bulletin, claim, heard, operation, posting, worked_example


def test_nothing_moved_between_a_verdict_and_itself() -> None:
    assert moved(worked_example(), worked_example()) == []
    assert moved(None, worked_example()) == []


def test_another_habit_moves_answer_and_shares() -> None:
    lines = moved(worked_example(), worked_example(habit="live"))
    assert lines[0].startswith("The answer was: Very likely recorded before the release")
    assert "Before: 47 %, now 5 %." in lines  # 0.4675 and 0.0496 in the reasoning's table
    assert "After: 8 %, now 86 %." in lines


def test_pieces_that_come_and_go_are_named() -> None:
    more = weigh(
        heard(operation(), posting(Span(at(19, 12), at(19, 13))), bulletin(18, "named"), bulletin(19, "silent"), bulletin(20, "named")),
        claim(),
    )
    lines = moved(worked_example(), more)
    assert "New: Friday’s statement names a Leopard." in lines
    assert "“Posted on 19 September, hour unknown” is now “Posted on 19 September, 12:00 to 13:00”." in lines
    assert "Gone: Friday’s statement names a Leopard." in moved(more, worked_example())


def test_a_name_without_its_year_is_no_change() -> None:
    """Before the claim's date is known a piece is named with its year, and afterwards without it: the piece says the same."""
    without, now = weigh(heard(operation(), posting())), weigh(heard(operation(), posting()), claim())
    assert Names(without).short(posting()) != Names(now).short(posting())
    assert not [line for line in moved(without, now) if "is now" in line]
