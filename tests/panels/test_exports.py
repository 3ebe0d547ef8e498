"""What is handed out of the page and what comes in: files of the Report menu, a case as a zip, the custody log of both."""

from __future__ import annotations

import html
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.keeping import bundle, custody
from analysis.panels import exports
from analysis.panels.desk import Desk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def case_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A saved case of one's own, in the folder of cases."""
    monkeypatch.setenv("BEFORE_OR_AFTER_CASES", str(tmp_path / "cases"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "samples" / "river-level", tmp_path / "cases" / "mine")
    return tmp_path / "cases" / "mine" / "case.toml"


def opened(case_file: Path) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    return type_in(app, "or the path of a case file", str(case_file))


def type_in(app: AppTest, label: str, value: str) -> AppTest:
    next(field for field in [*app.text_input, *app.text_area] if field.label == label).set_value(value)
    return app.run()


def text(app: AppTest) -> str:
    return html.unescape("\n".join(element.proto.body for element in app.get("html")))


def acts(case_file: Path) -> list[str]:
    checked = custody.check(custody.log_of(case_file))
    assert not checked.faults
    return [entry.act for entry in checked.entries]


def test_openings_and_decisions_stand_in_the_custody_log(case_file: Path) -> None:
    app = opened(case_file)
    app.segmented_control(key="1 habit").set_value("live").run()
    app.toggle[0].set_value(False).run()
    desk: Desk = app.session_state["desk"]
    desk.save()
    found = acts(case_file)
    assert found[0] == "case opened"
    assert [act for act in found if act in ("changed", "left out")] == ["changed", "left out"]
    assert "saved" in found
    entries = custody.check(custody.log_of(case_file)).entries
    assert next(entry for entry in entries if entry.act == "changed").details["habit"]["is"] == "live"
    app.segmented_control(key="tab").set_value("File").run()
    assert custody.check(custody.log_of(case_file)).head in text(app)
    assert not app.exception


def test_a_case_not_yet_saved_takes_its_entries_along(case_file: Path, tmp_path: Path) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    app.segmented_control(key="0 habit").set_value("live").run()
    assert not list((ROOT / "samples").rglob("*.custody.jsonl"))
    desk: Desk = app.session_state["desk"]
    desk.save(tmp_path / "cases" / "own")
    assert desk.note == ""
    assert acts(tmp_path / "cases" / "own" / "case.toml")[-2:] == ["changed", "saved"]


def test_a_case_handed_over_opens_where_it_matches(case_file: Path, tmp_path: Path) -> None:
    app = opened(case_file)
    desk: Desk = app.session_state["desk"]
    data = exports.packed(desk, desk.verdict(), None, "mine.zip", True)
    assert acts(case_file)[-1] == "packed"
    whole, spoiled = tmp_path / "whole.zip", tmp_path / "spoiled.zip"
    whole.write_bytes(data)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(spoiled, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"title", b"titel") if name == "case.toml" else source.read(name))
    assert not bundle.verify(whole).faults
    with zipfile.ZipFile(whole) as made:  # the answer as it was handed over, for who reads and for who reckons; all of it in the manifest
        listed = {entry["name"] for entry in json.loads(made.read("manifest.json"))["files"]}
        assert {f"extra/{name}" for name in ("report.html", "report.pdf", "record.json", "timeline.csv")} <= listed
        assert made.read("extra/report.pdf").startswith(b"%PDF-")
        assert json.loads(made.read("extra/record.json"))["verdict"]["answer"] == desk.verdict().shares.answer  # type: ignore[union-attr]
        assert made.read("extra/timeline.csv").startswith(b"message,datetime,timestamp_desc,")
    type_in(app, "or the path of a case file", str(spoiled))
    assert "“spoiled.zip” is not opened" in text(app)
    assert app.session_state["desk"] is desk
    type_in(app, "or the path of a case file", str(whole))
    assert "Every file of “whole.zip” has the hash that its manifest states." in text(app)
    other = tmp_path / "cases" / "whole" / "case.toml"
    assert acts(other)[-3:-1] == ["packed", "opened from a zip"] or "opened from a zip" in acts(other)
    assert app.session_state["desk"].path == other


def test_the_menu_hands_out_each_kind_and_records_it(case_file: Path) -> None:
    app = opened(case_file)
    desk: Desk = app.session_state["desk"]
    made = exports._told(desk, "a.json", lambda: exports._json(desk, desk.verdict(), None))()
    assert json.loads(made)["schema"] == 1
    last = custody.check(custody.log_of(case_file)).entries[-1]
    assert (last.act, last.details["file"], last.details["bytes"]) == ("exported", "a.json", len(made))
    assert desk.head() in exports.html(desk, desk.verdict(), None)
    labels = [button.label for button in app.get("download_button")]
    assert {"HTML, one file", "JSON", "Timeline, CSV", "For a chat, Markdown", "The case file", "Case, ZIP"} <= set(labels)
