"""`log` on the command line: what it prints and why, the record, and into a case file that keeps what a person wrote."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.casefile import CaseFile

CASE = """# my own notes stay
title = "Mine" # a title
zone = "Europe/Moscow"
subject = ["Leopard", "Леопард"]
possible = ["tank"]

[[statements]]
id = "2024-09-18" # the first
source = "Ministry"
released = "2024-09-18 14:00"
covers = "24h"
text = "Over the past day: two Leopards."

[claim]
statement = "2024-09-18"
"""
LOG = (
    "released;text;source;covers\n"
    "2024-09-18 14:00;Over the past day: two Leopards.;Ministry;24h\n"
    "2024-09-19 14:00;Over the past day: one tank.;Ministry;24h\n"
    "2024-09-21 14:00;Over the past day: no Leopards were hit.;Ministry;24h\n"
    ";Words without a date.;Ministry;\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.toml"
    path.write_text(CASE, "utf-8")
    (tmp_path / "log.csv").write_text(LOG, "utf-8")
    return path


def test_what_was_found_and_why(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["log", str(case.with_name("log.csv")), "--zone", "Europe/Moscow", "--subject", "Leopard", "--possible", "tank"]
    assert main(given) == 0
    out = capsys.readouterr().out
    assert "2024-09-18 14:00  Ministry  names the subject: “Leopards”, 2 of them  [log.csv, row 2]" in out
    assert "may mean it, unnamed: “tank”, 1 of them" in out
    assert "Ministry  silent  [log.csv, row 4]" in out
    assert "not counted: “Leopards” (denied)" in out
    assert "released: the column of releases" in out
    assert "No statement of Ministry is logged for 20 September 2024." in out
    # 4 logged, 1 named, 1 unnamed: b = 2/9, u = 2/5 by the reasoning's formulas.
    assert "The subject is named in 1 of 4, something that may be it in 1: the chance taken for other reasons is 22 % and 40 %." in out
    assert "give: released" in out


def test_the_record(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", str(case.with_name("log.csv")), "--zone", "Europe/Moscow", "--subject", "Leopard", "--json", "-"]) == 0
    record = json.loads(capsys.readouterr().out)
    first = record["statements"][0]
    assert first["covers"]["span"] == {"start": "2024-09-17T11:00:00Z", "end": "2024-09-18T11:00:00Z"}
    assert first["mention"] == "named"
    assert record["statements"][3]["missing"] == ["released", "covers"]
    assert record["gaps"][0]["span"] == {"start": "2024-09-19T11:00:00Z", "end": "2024-09-20T11:00:00Z"}
    assert record["habits"][0]["named"] == 1


def test_into_a_case_that_keeps_its_comments(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", str(case.with_name("log.csv")), "--into", str(case)]) == 0
    assert capsys.readouterr().err.strip() == "2 added, 1 in the case already, 1 left out, whose release is not known."
    text = case.read_text("utf-8")
    assert text.startswith(CASE.partition("[claim]")[0].rstrip())
    statements = CaseFile.load(case).case().statements
    assert [(s.id, s.text) for s in statements] == [
        ("2024-09-18", "Over the past day: two Leopards."),
        ("2024-09-19", "Over the past day: one tank."),
        ("2024-09-21", "Over the past day: no Leopards were hit."),
    ]
    before = case.read_bytes()
    assert main(["log", str(case.with_name("log.csv")), "--into", str(case)]) == 0
    assert case.read_bytes() == before
    assert "3 in the case already" in capsys.readouterr().err


def test_another_zone_than_the_cases_is_refused(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = case.read_bytes()
    assert main(["log", str(case.with_name("log.csv")), "--into", str(case), "--zone", "Europe/Kyiv"]) == 1
    assert "has the zone Europe/Moscow" in capsys.readouterr().err
    assert case.read_bytes() == before


def test_instants_and_odd_words_survive_the_case_file(case: Path) -> None:
    words = "Слово \u200b«x» \\ \"\"\" \u0007 ''' #\nline"
    message = {"type": "message", "date_unixtime": "1726830420", "text": words}
    export = case.with_name("result.json")
    export.write_text(json.dumps({"name": "Канал", "messages": [message]}), "utf-8")
    assert main(["log", str(export), "--into", str(case)]) == 0
    added = CaseFile.load(case).case().statements[-1]
    assert added.text == words
    assert added.source == "Канал"
    assert added.released is not None
    assert added.released.isoformat() == "2024-09-20T11:07:00+00:00"  # date -u -d @1726830420


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["{}/nothing.csv"], "There is no file"),
        (["{}/case.toml"], "none of .txt"),
        (["{}/log.csv", "--zone", "Moskva"], "is no time zone"),
        (["{}/log.csv", "--into", "{}/other.toml"], "There is no case file"),
    ],
)
def test_bad_input_gets_one_sentence(case: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", *(part.replace("{}", str(case.parent)) for part in arguments)]) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error


def test_the_real_bulletins(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a CSV in the shape of an export, into an empty case: the case is sound and a second time changes nothing."""
    with (shared / "data" / "statements" / "kursk_bulletins.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["record_kind"] == "daily"]
    with (tmp_path / "log.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["source", "released", "text", "covers", "url"])
        writer.writerows(["Ministry", row["bulletin_date"], row["paraphrase"], "24h", row["page_url"]] for row in rows)
    case = tmp_path / "case.toml"
    case.write_text('zone = "Europe/Moscow"\nsubject = ["Leopard"]\npossible = ["tank"]\n', "utf-8")
    assert main(["log", str(tmp_path / "log.csv"), "--into", str(case)]) == 0
    captured = capsys.readouterr()
    named = sum(row["leopard_named"] == "yes" for row in rows)
    assert f"The subject is named in {named} of {len(rows)}" in captured.out
    assert f"{len(rows)} added." in captured.err
    found = CaseFile.load(case).case()
    assert len(found.statements) == len(rows)
    assert [problem for problem in found.problems if problem.key != "video"] == []
    before = case.read_bytes()
    assert main(["log", str(tmp_path / "log.csv"), "--into", str(case)]) == 0
    assert case.read_bytes() == before
