"""`check` on the command line: the contract's record, the same without a case file, and bad input in one sentence each."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "samples" / "leopard-kursk" / "article.toml"
CLIP = ARTICLE.with_name("clip.mp4")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the record and the report of the worked example, its pictures read."""
    folder = tmp_path_factory.mktemp("made")
    assert main(["check", str(ARTICLE), "--json", str(folder / "record.json"), "--report", str(folder / "report.html")]) == 0
    return folder


def test_the_worked_example_as_another_tool_reads_it(made: Path) -> None:
    record = json.loads((made / "record.json").read_text("utf-8"))
    verdict = record["verdict"]
    assert record["schema"] == 1
    assert verdict["answer"] == "before the release"
    assert round(verdict["probability"], 4) == 0.9204
    assert verdict["words"] == "very likely"
    assert verdict["by_habit"]["live"]["answer"] == "after"
    assert record["claim"]["window"] == {"start": "2024-09-17T11:00:00Z", "end": "2024-09-18T11:00:00Z"}
    assert record["bounds"] == {"not_before": "2024-08-05T21:00:00Z", "not_after": "2024-09-19T21:00:00Z", "contested": False}
    assert len(record["shots"]) >= 4
    ids = {piece["id"] for piece in record["testimony"]}
    assert set(verdict["rests_on"]) <= ids
    assert "statements/thursday" in ids


def test_a_habit_given_on_the_command_line_turns_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ARTICLE), "--habit", "live", "--no-pictures"]) == 0
    out = capsys.readouterr().out
    assert "recorded after the release" in out.splitlines()[0]


def test_the_same_without_a_case_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One statement that names the subject, and a posting: the words and the window are found."""
    text = tmp_path / "wednesday.txt"
    text.write_text("Two Leopard tanks were destroyed over the past day.", encoding="utf-8")
    given = ["check", str(CLIP), "--statement", str(text), "--released", "2024-09-18 14:00", "--zone", "Europe/Moscow"]
    given += ["--posted", "2024-09-19", "--subject", "Leopard", "--habit", "days", "--no-pictures", "--json", "-"]
    assert main(given) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["claim"]["window"] == {"start": "2024-09-17T11:00:00Z", "end": "2024-09-18T11:00:00Z"}
    assert [piece["mention"] for piece in record["testimony"] if piece["bearing"] == "series"] == ["named"]


def test_the_period_is_the_texts_own_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A weekly summary covers seven days, not the day that is taken where nothing says how long."""
    text = tmp_path / "summary.txt"
    given = ["check", str(CLIP), "--statement", str(text), "--released", "2024-09-20 14:00", "--zone", "Europe/Moscow", "--json", "-"]
    given += ["--subject", "Leopard", "--no-pictures"]
    for words, since, said in (
        ("Over the past week two Leopard tanks were destroyed.", "2024-09-13T11:00:00Z", "“the past week”"),
        ("Two Leopard tanks were destroyed.", "2024-09-19T11:00:00Z", "which nothing says"),
    ):
        text.write_text(words, encoding="utf-8")
        assert main(given) == 0
        out, err = capsys.readouterr()
        assert json.loads(out)["claim"]["window"] == {"start": since, "end": "2024-09-20T11:00:00Z"}
        assert said in err


def test_an_address_that_carries_a_clock_is_a_posting(capsys: pytest.CaptureFixture[str]) -> None:
    """X status 1212092628029698048 is of 2019-12-31T19:26:16.222Z (example in X's own documentation of snowflake ids)."""
    address = "https://x.com/TwitterDev/status/1212092628029698048"
    assert main(["check", str(CLIP), "--posted", address, "--no-pictures", "--json", "-"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["verdict"] is None
    assert record["bounds"]["not_after"].startswith("2019-12-31T19:26:1")


def test_a_video_alone_has_bounds_and_no_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(CLIP), "--no-pictures", "--json", "-"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["verdict"] is None
    assert record["bounds"]["not_after"] == record["exhibit"]["received"]


def test_the_report_is_one_file_that_asks_nothing_of_the_network(made: Path) -> None:
    html = (made / "report.html").read_text("utf-8")
    assert "data:image/jpeg;base64," in html
    for loading in ('src="http', "src='http", '<link rel="stylesheet"', "@import", "url(http", "<script src"):
        assert loading not in html
    assert sorted(path.name for path in made.iterdir()) == ["record.json", "report.html"]


CASE = """
video = "clip.mp4"
zone = "Europe/Moscow"
subject = ["Leopard"]
[[posts]]
at = "2024-09-19"
[claim]
statement = "wed"
[[statements]]
id = "wed"
source = "Ministry"
released = "2024-09-18 14:00"
covers = "24h"
text = "Two Leopard tanks."
"""


OVERLAPPING = """
[[statements]]
id = "b"
source = "Ministry"
released = "2024-09-18 20:00"
covers = "24h"
text = "x"
[claim]"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(('statement = "wed"', 'statement = "thu"'), "thu", id="an id that names no statement"),
        pytest.param(('statement = "wed"', 'text = "a claim"'), "claim", id="a claim with no date"),
        pytest.param(('covers = "24h"', 'covers_from = "2024-09-19"\ncovers_to = "2024-09-18"'), "statements[0]", id="a backward window"),
        pytest.param(('released = "2024-09-18 14:00"', 'released = "31 June 2024"'), "statements[0].released", id="no such date"),
        pytest.param(('at = "2024-09-19"', 'at = "03/04/2024"'), "posts[0].at", id="an ambiguous date"),
        pytest.param(('zone = "Europe/Moscow"', 'zone = "Moscow"'), "zone", id="no such zone"),
        pytest.param(('video = "clip.mp4"', 'video = "text.mp4"'), "video", id="a text called .mp4"),
        pytest.param(('video = "clip.mp4"', 'video = "empty.mp4"'), "video", id="zero bytes"),
        pytest.param(('video = "clip.mp4"', 'video = "none.mp4"'), "video", id="no file"),
        pytest.param(('video = "clip.mp4"', 'video = "../clip.mp4"'), "video", id="a path out of the folder"),
        pytest.param(
            ("[claim]", '[[circumstances]]\nnot_before = "2024-10-01"\nwhy = "x"\n[claim]'), "2024-10-01", id="posted before the bound"
        ),
        pytest.param(
            (
                "[claim]",
                OVERLAPPING,
            ),
            "statements",
            id="overlapping statements",
        ),
    ],
)
def test_bad_input_is_one_sentence_and_the_rest_still_works(
    change: tuple[str, str], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(CLIP, tmp_path / "clip.mp4")
    (tmp_path / "text.mp4").write_text("this is no video\n" * 40)
    (tmp_path / "empty.mp4").touch()
    path = tmp_path / "case.toml"
    assert change[0] in CASE
    path.write_text(CASE.replace(*change), encoding="utf-8")
    assert main(["check", str(path), "--no-pictures", "--json", str(tmp_path / "out.json")]) == 1
    heard = capsys.readouterr()
    lines = heard.err.strip().splitlines()
    assert len(lines) == 1, heard.err
    assert expected in lines[0]
    assert "Traceback" not in heard.err
    record = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert record["problems"]
    assert heard.out.strip()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("case.toml", "video = [unclosed"),
        ("none.toml", None),
        ("broken.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isom"),
        ("none.mp4", None),
        ("empty.mp4", b""),
    ],
)
def test_what_can_not_be_read_at_all_ends_with_status_1_or_bounds(
    name: str, content: str | bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    status = main(["check", str(path)])
    heard = capsys.readouterr()
    assert "Traceback" not in heard.err
    if name == "broken.mp4":  # a file there is: what can be said of it is said
        assert status == 0
        assert heard.out.strip()
    else:
        assert status == 1
        assert len(heard.err.strip().splitlines()) == 1


def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_file_whose_name_is_no_unicode_is_named_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.mp4"))
    try:
        shutil.copy(CLIP, odd)
    except OSError:
        pytest.skip("this file system takes no such name")
    assert main(["check", str(odd), "--no-pictures"]) == 1
    assert "holds bytes that are no characters" in capsys.readouterr().err
    assert main(["facts", str(odd), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["sha256"] == hashlib.sha256(CLIP.read_bytes()).hexdigest()


def test_a_case_file_and_ad_hoc_options_do_not_mix(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ARTICLE), "--posted", "2024-09-19"]) == 1
    assert "--posted" in capsys.readouterr().err


def test_control_characters_from_a_case_do_not_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.toml"
    path.write_text(
        CASE.replace("Two Leopard tanks.", "Two Leopard\\u001b]0;owned\\u0007 tanks.").replace('"Ministry"', '"Min\\u001b[2Jistry"')
    )
    shutil.copy(CLIP, tmp_path / "clip.mp4")
    assert main(["check", str(path), "--no-pictures"]) == 0
    heard = capsys.readouterr()
    assert "\x1b" not in heard.out + heard.err
    assert "\x07" not in heard.out + heard.err


def test_as_a_process(tmp_path: Path) -> None:
    """The real interpreter, so that nothing rests on what a test has imported."""
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "check", str(ARTICLE), "--no-pictures", "--json", "-"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert round(json.loads(done.stdout)["verdict"]["probability"], 4) == 0.9204
    assert done.stderr == ""


def test_a_drones_log_alone_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log is all that a researcher may have: its clock, local time of an unknown zone, bounds what it ran beside."""
    log = tmp_path / "DJI_0001.SRT"
    log.write_text("1\n00:00:00,000 --> 00:00:01,000\nHOME(35.2,51.1) 2017.8.5 14:11:51\n", "utf-8")
    assert main(["check", str(log), "--json", "-"]) == 0
    bounds = json.loads(capsys.readouterr().out)["bounds"]
    # from 14 hours before to 12 hours after what the clock shows, its own slack of two minutes and the log's second allowed for
    assert bounds == {"not_before": "2017-08-05T00:09:51Z", "not_after": "2017-08-06T02:13:53Z", "contested": False}
