"""`sun` on the command line. Longyearbyen and Anchorage: U.S. Naval Observatory, as in tests/sky."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.__main__ import main


def test_an_instant_and_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sun", "--place", "61.216667, -149.866667", "--at", "2020-01-05 10:20"]) == 0
    said = capsys.readouterr().out
    assert "America/Anchorage, the zone of this place" in said
    assert "10:10  sunrise" in said  # 19:11 UTC on 5 January 2020, to the minute
    assert "Day: the sun is seen" in said


def test_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["sun", "--place", "78.216667, 15.633333", "--from", "2020-06-15", "--to", "2020-06-16", "--zone", "UTC", "--json", "-"]
    assert main(given) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["remark"] == "The sun does not set: midnight sun."
    assert record["span"] == {"start": "2020-06-15T00:00:00Z", "end": "2020-06-17T00:00:00Z"}
    assert {event["kind"] for event in record["events"]} == {"highest", "lowest"}


def test_a_case_gives_place_zone_and_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.toml"
    path.write_text('zone = "+03:00"\nplace = "51.23, 35.27"\n[claim]\nevent = "2024-09-18"\n', "utf-8")
    assert main(["sun", str(path), "--json", "-"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["span"]["start"] == "2024-09-17T21:00:00Z"
    assert [event["kind"] for event in record["events"]].count("sunrise") == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--at", "2024-09-18"], "no place"),
        (["--place", "99, 20", "--at", "2024-09-18"], "out of range"),
        (["--place", "51, 35", "--at", "1850-01-01"], "1900 to 2100"),
        (["--place", "51, 35"], "of what time"),
        (["--place", "51, 35", "--from", "2024-02-01", "--to", "2024-01-01"], "ends before"),
        (["--place", "51, 35", "--from", "2020-01-01", "--to", "2024-01-01"], "at most 400 days"),
        (["--place", "39.5, 76", "--at", "2024-01-01"], "Asia/Shanghai or Asia/Urumqi"),
        (["--place", "51, 35", "--at", "2024-01-01", "--zone", "Mars"], "no time zone"),
        (["missing.toml", "--at", "2024-01-01"], "no case file"),
    ],
)
def test_what_it_cannot_do_is_one_line(given: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sun", *given]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
