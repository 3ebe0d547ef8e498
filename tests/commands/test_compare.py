"""`compare` and the exports of `check`, as a person and as another tool read them."""

from __future__ import annotations

import csv
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from analysis.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
KURSK = ROOT / "samples" / "leopard-kursk"


def test_why_the_answer_moved(capsys: pytest.CaptureFixture[str]) -> None:
    """Rows 1 and 5 of the published example: 0.9204, and with Friday's bulletin about 0.80."""
    assert main(["compare", str(KURSK / "article.toml"), str(KURSK / "following.toml"), "--no-pictures", "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert round(found["first"]["before"] + found["first"]["within"], 4) == 0.9204
    assert round(found["second"]["before"] + found["second"]["within"], 2) == 0.80
    moved = {piece["id"]: piece["moved_db"] for piece in found["pieces"]}
    assert moved["statements/friday"] < 0
    assert any(field["key"].startswith("statements[friday]") and field["first"] is None for field in found["fields"])
    assert main(["compare", str(KURSK / "article.toml"), str(KURSK / "article.toml"), "--no-pictures"]) == 0
    assert "Nothing in the case file differs" in capsys.readouterr().out


HOSTILE = "=HYPERLINK(0)\x1b[31m\u202e ![x](https://example.org/x.png) <img src=x> @all"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    quoted = HOSTILE.replace("\x1b", "\\u001b").replace("\u202e", "\\u202e")
    path = tmp_path / "case.toml"
    path.write_text(
        f'title = "{quoted}"\nsubject = ["x"]\n[claim]\ntext = "{quoted}"\nevent = "2024-09-18"\nmade = "2024-09-18"\n[[posts]]\n'
        f'at = "2024-09-19"\n[[circumstances]]\nnot_before = "2024-08-06"\nwhy = "{quoted}"\n',
        "utf-8",
    )
    return path


def test_the_timeline_as_timesketch_reads_it(tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    main(["check", str(KURSK / "article.toml"), "--no-pictures", "--csv", str(target)])
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"message", "datetime", "timestamp_desc"} <= set(rows[0])
    moments = [datetime.fromisoformat(row["datetime"]) for row in rows]
    assert all(moment.utcoffset() is not None and not moment.utcoffset() for moment in moments)
    assert moments == sorted(moments)
    told = {(row["datetime"], row["timestamp_desc"]) for row in rows if row["id"] == "statements/wednesday"}
    assert told == {("2024-09-17T11:00:00+00:00", "Statement period starts"), ("2024-09-18T11:00:00+00:00", "Statement released")}
    assert any(row["datetime"] == "2024-08-05T21:00:00+00:00" and row["timestamp_desc"] == "Recorded not before" for row in rows)


def test_text_from_strangers_in_every_export(hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """OWASP, CSV Injection: no cell begins with = + - @, tab or CR. No control or direction character goes out anywhere."""
    out = {name: tmp_path / f"out.{name}" for name in ("html", "csv", "md")}
    main(["check", str(hostile), "--report", str(out["html"]), "--csv", str(out["csv"]), "--markdown", str(out["md"])])
    printed = capsys.readouterr()
    texts = {name: path.read_text("utf-8") for name, path in out.items()} | {"printed": printed.out + printed.err}
    for text in texts.values():
        assert "HYPERLINK" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
    with out["csv"].open(encoding="utf-8", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert "<img" not in texts["html"]
    for live in ("![", "<img", "](http", "https://", "@all"):
        assert not re.search(rf"(?<!\\){re.escape(live)}", texts["md"]), live


@pytest.mark.parametrize("option", ["--csv", "--markdown"])
def test_an_export_to_standard_output_stands_there_alone(capsys: pytest.CaptureFixture[str], option: str) -> None:
    main(["check", str(KURSK / "article.toml"), "--no-pictures", option, "-"])
    out = capsys.readouterr().out
    assert out.startswith("message," if option == "--csv" else "*Leopard")
    assert "Kept silent" not in out
