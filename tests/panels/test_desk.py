"""The desk: what a person does once is done once, and can be undone."""

from __future__ import annotations

from analysis.casefile import CaseFile
from analysis.panels.desk import Desk


def test_an_act_that_a_run_cut_short_tells_twice_is_done_once() -> None:
    desk = Desk(CaseFile.new(title="Twice"))
    seen = desk.generation
    assert desk.edit_anew(lambda book: book.add_post(at="2024-09-19"), seen)
    assert not desk.edit_anew(lambda book: book.add_post(at="2024-09-19"), seen)
    assert len(desk.book.get("posts")) == 1
    assert len(desk.past) == 1


def test_removing_the_first_of_two_entries_twice_leaves_the_second() -> None:
    desk = Desk(CaseFile.new(title="Twice"))
    for day in ("2024-09-19", "2024-09-20"):
        desk.edit_anew(lambda book, day=day: book.add_post(at=day), desk.generation)
    seen = desk.generation
    for _ in range(2):
        desk.edit_anew(lambda book: book.remove("posts[0]"), seen)
    assert [post["at"] for post in desk.book.get("posts")] == ["2024-09-20"]
    desk.undo()
    assert [post["at"] for post in desk.book.get("posts")] == ["2024-09-19", "2024-09-20"]
