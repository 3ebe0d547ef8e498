"""Cases over time: the list with search and status, autosave, undo and redo, what changed since a version."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from analysis.casefile import CaseFile
from analysis.keeping import versions
from analysis.panels import shelf
from tests.panels.test_exports import acts, case_file, opened, text, type_in

__all__ = ["case_file"]


def click(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def test_a_change_is_saved_undone_and_done_again(case_file: Path) -> None:
    before = case_file.read_bytes()
    app = opened(case_file)
    assert case_file.read_bytes() == before
    app.segmented_control(key="1 habit").set_value("live").run()
    assert CaseFile.load(case_file).get("habit") == "live"
    [(_, version)] = versions.versions(case_file)
    assert version.read_bytes() == before
    app.toggle[0].set_value(False).run()
    left_out = set(app.session_state["desk"].switched_off)
    assert len(left_out) == 1
    click(app, "Undo")
    assert not app.session_state["desk"].switched_off
    click(app, "Undo")
    assert case_file.read_bytes() == before  # byte by byte, with its comments
    click(app, "Redo")
    assert CaseFile.load(case_file).get("habit") == "live"
    click(app, "Redo")
    assert app.session_state["desk"].switched_off == left_out
    assert not app.exception
    assert [act for act in acts(case_file) if act in ("undone", "done again")] == ["undone", "undone", "done again", "done again"]


def test_another_page_that_saved_meanwhile_is_told_once(case_file: Path) -> None:
    app = opened(case_file)
    theirs = case_file.read_text("utf-8") + "\n# by someone else\n"
    case_file.write_text(theirs, "utf-8")
    app.segmented_control(key="1 habit").set_value("live").run()
    assert "was changed or removed since it was opened" in text(app)
    assert case_file.read_text("utf-8") == theirs


def test_the_list_has_status_and_is_searched(case_file: Path) -> None:
    app = opened(case_file)
    app.segmented_control(key="1 habit").set_value("live").run()
    [entry] = [entry for entry in shelf.entries() if not entry.sample]
    assert entry.name == "A river over its banks (invented case, synthetic video)"
    assert entry.answer == app.session_state["desk"]._answer() != ""
    app.run()
    assert f"{entry.answer}. Changed" in text(app)
    type_in(app, "Search", "river BANKS")
    rows = [button.label for button in app.button if button.key and " open 0 " in button.key]
    assert rows == ["A river over its banks \\(invented case\\, synthetic video\\)"]
    type_in(app, "Search", "no such words")
    assert "No case holds these words." in text(app)


def test_the_worked_example_shows_how_far_the_bulletins_move_it() -> None:
    """The article's version gives 0.9204 before the release (the method's worked example, case 1); the others lie beside it."""
    app = opened(shelf.FIRST)
    box = next(box for box in app.selectbox if box.label == "Compared with")
    assert [name for name in box.options if "beside" in name] == ["bulletins.toml, beside this case", "following.toml, beside this case"]
    box.set_value("bulletins.toml, beside this case").run()
    assert "The answer was: Likely recorded within the period that Wednesday’s statement covers" in text(app)
    assert "It is: Very likely recorded before the release of Wednesday’s statement 92 %" in text(app)
    assert not app.exception


def test_what_changed_since_a_version_and_against_another_file(case_file: Path) -> None:
    app = opened(case_file)
    app.segmented_control(key="1 habit").set_value("live").run()
    box = next(box for box in app.selectbox if box.label == "Compared with")
    box.set_value(box.options[-1]).run()
    assert "habit: unknown, now live" in text(app)
    assert "it is “posts live, within hours”, which moves the answer too." in text(app)
    type_in(app, "or with another case file", str(shelf.FIRST))
    assert "title: Leopard in Kursk Region" in text(app)
    type_in(app, "or with another case file", "/nowhere/case.toml")
    assert "There is no case file at /nowhere/case.toml." in text(app)
    assert not app.exception
