"""The to-do list: a check ticked with a note and a file stands in the case file, in every export, in the custody log and in the zip."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.keeping import bundle, custody
from analysis.panels import exports
from analysis.panels.desk import Desk
from analysis.panels.todo import keep
from tests.panels.test_exports import ROOT, acts, opened, text, type_in

COMMENT = "# The case of the article"


@pytest.fixture
def case_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example as a case of one's own, with a comment that is to outlive every edit."""
    monkeypatch.setenv("BEFORE_OR_AFTER_CASES", str(tmp_path / "cases"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "samples" / "leopard-kursk", tmp_path / "cases" / "mine")
    case = tmp_path / "cases" / "mine" / "case.toml"
    case.write_text(f"{COMMENT}\n{(case.parent / 'article.toml').read_text('utf-8')}", "utf-8")
    return case


def test_a_check_is_ticked_with_a_note_and_a_file_and_stands_everywhere(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = opened(case_file)
    app.segmented_control(key="tab").set_value("What would change it").run()
    box = next(box for box in app.checkbox if box.label.startswith("Search for a copy that was online before"))
    name = box.label.replace("\\", "")
    figure = app.session_state["desk"].verdict().shares
    box.check().run()
    type_in(app, "Note", "Three engines, <b>nothing</b>")
    desk: Desk = app.session_state["desk"]
    found = io.BytesIO(b"engine,answer\n")
    found.name = "../search.csv"
    assert keep(desk, desk.case().done[0], found, case_file.parent)
    app.run()
    [done] = desk.case().done
    assert (done.check, done.note, done.file) == (name, "Three engines, <b>nothing</b>", "search.csv")
    assert desk.verdict().shares == figure  # a tick is no evidence
    assert "All of it is ticked" not in text(app)
    assert "Kept: search.csv" in text(app)

    saved = case_file.read_text("utf-8")
    assert saved.startswith(COMMENT)
    assert "[[done]]" in saved
    log = custody.check(custody.log_of(case_file)).entries
    [kept] = [entry.details for entry in log if entry.act == "file kept"]
    assert kept["sha256"] == hashlib.sha256(b"engine,answer\n").hexdigest()
    assert "check done" in acts(case_file)

    assert main(["check", str(case_file), "--no-pictures", "--json", "-"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [(each["check"], each["file"]) for each in record["done"]] == [(name, "search.csv")]
    report = exports.html(desk, desk.verdict(), None)
    assert "<h2>Checked</h2>" in report
    assert "Three engines, &lt;b&gt;nothing&lt;/b&gt;." in report
    assert report.count(name) == 1  # done, and no longer among what to check next
    assert main(["check", str(case_file), "--no-pictures", "--markdown", "-"]) == 0
    assert "Checked:\n\n1. Search for a copy" in capsys.readouterr().out

    target = tmp_path / "case.zip"
    bundle.pack(case_file, target, datetime.now(UTC))
    with zipfile.ZipFile(target) as made:
        assert made.read("search.csv") == b"engine,answer\n"
    assert not bundle.verify(target).faults

    next(box for box in app.checkbox if box.value and box.label.replace("\\", "") == name).uncheck().run()
    assert desk.case().done == ()
    assert "[[done]]" not in case_file.read_text("utf-8")
    assert (case_file.parent / "search.csv").exists()  # what was kept is not thrown away
    assert "check open again" in acts(case_file)
    assert not app.exception
