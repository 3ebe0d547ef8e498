"""`archive` on the command line, with the sample whose older twin matches its seconds 0 to 10 at 3 to 13 by construction."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.archive import Archive, Dated, Entry, Match, SameSound
from analysis.casefile import load

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "recycled"


def test_add_find_confirm_and_remove(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "case"))
    archive = ["--archive", str(tmp_path / "archive")]
    assert main(["archive", "add", str(folder / "older"), *archive]) == 0
    assert capsys.readouterr().out.startswith("1 new")
    assert main(["archive", "find", str(folder / "clip.mp4"), "--json", "-", *archive]) == 0
    (match,) = json.loads(capsys.readouterr().out)["matches"]
    (stretch,) = match["stretches"]
    assert stretch["mirrored"]
    assert stretch["here_s"] == pytest.approx([0, 10], abs=0.5)
    assert stretch["there_s"] == pytest.approx([3, 13], abs=0.5)
    assert match["entry"]["span"]["end"].startswith("2021-08-14T14:3")  # timestamp 1628951400 in its side file
    case = folder / "unsearched.toml"
    assert main(["archive", "find", str(folder / "clip.mp4"), "--confirm", "1", "--case", str(case), *archive]) == 0
    (copy,) = load(case).copies
    assert copy.file == "older/harbour.mp4"
    assert main(["archive", "date", str(folder), "--at", "2020-01-01", "--zone", "UTC", *archive]) == 0
    capsys.readouterr()
    assert main(["archive", "list", *archive]) == 0
    assert "not after 2020-01-02T00:00:00Z" in capsys.readouterr().out
    assert main(["archive", "remove", str(folder), *archive]) == 0
    assert main(["archive", "find", str(folder / "clip.mp4"), *archive]) == 0
    assert "No earlier copy was found" in capsys.readouterr().out


def test_a_sound_alone_is_shown_as_such_and_can_not_be_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Entry(1, "a" * 64, (), 1, datetime(2026, 1, 1, tzinfo=UTC), False, 60.0, 120, Dated())
    match = Match(entry, (), sounds=(SameSound((0.0, 11.0), (31.25, 42.25), 0.0625),))
    monkeypatch.setattr(Archive, "find", lambda *_, **__: [match])
    asked = ["archive", "find", "clip.mp4", "--archive", str(tmp_path / "archive")]
    assert main([*asked, "--json", str(tmp_path / "found.json")]) == 0
    shown = capsys.readouterr().out
    assert "only the sound matches, which may lie over other pictures: no evidence by itself" in shown
    assert "the sound of 0 to 11 s of this video is that of 31 to 42 s of the file" in shown
    (record,) = json.loads((tmp_path / "found.json").read_text())["matches"]
    assert (record["by_sound_only"], record["stretches"]) == (True, [])
    assert record["sounds"] == [{"here_s": [0.0, 11.0], "there_s": [31.25, 42.25], "differing": 0.062}]
    case = tmp_path / "case.toml"
    case.write_text(before := (SAMPLE / "unsearched.toml").read_text())
    assert main([*asked, "--confirm", "1", "--case", str(case)]) == 1
    assert "may lie over other pictures" in capsys.readouterr().err
    assert case.read_text() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["add", "nowhere"], "no file or folder"),
        (["add", ".", "--at", "soon"], "soon"),
        (["find", "x.mp4", "--confirm", "1"], "go together"),
        (["find", "nowhere.mp4"], "nowhere.mp4"),
        (["date", "nowhere", "--at", "2020-01-01"], "None of these paths"),
    ],
)
def test_what_can_not_be_done_is_one_line(arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", *arguments, "--archive", str(tmp_path / "archive")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert sentence in said.err
