"""`posts` on the command line: what it prints, what it adds to a case, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.casefile import CaseFile
from tests.posting import files


def test_an_address_tells_its_platform_its_id_and_its_resolution(capsys: pytest.CaptureFixture[str]) -> None:
    """2022-09-28 19:02:03 UTC is the time of this post in the tests of yt-dlp (TwitterIE)."""
    assert main(["posts", "https://twitter.com/a/status/1575199173472927762", "https://t.me/channel/17"]) == 0
    told = capsys.readouterr().out
    assert "X, the id of the post: 2022-09-28T19:02:03" in told
    assert "to the millisecond" in told
    assert "recorded not after" in told
    assert "A Telegram address carries no time" in told


@pytest.mark.parametrize("typed", ["x.com/a/status/1575199173472927762", "hxxps://x[.]com/a/status/1575199173472927762"])
def test_an_address_without_its_scheme_is_no_file(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["posts", typed]) == 0
    assert "X, the id of the post: 2022-09-28T19:02:03" in capsys.readouterr().out


def test_posts_are_added_to_a_case_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = files.put(tmp_path, "result.json", files.TELEGRAM)
    case = files.put(tmp_path, "case.toml", 'title = "Smoke" # kept\nzone = "Europe/Moscow"\n')
    given = ["posts", str(export), "--into", str(case), "--search", "harbour", "--json", "-"]
    assert main(given) == 0
    record = json.loads(capsys.readouterr().out)
    assert [(post["kind"], post["at"]["text"]) for post in record["posts"]] == [("edit", "2022-02-18 10:11:12Z")]
    assert main(given) == 0
    assert "0 added, 1 left out" in capsys.readouterr().err
    book = CaseFile.load(case)
    assert book.get("posts") == [
        {"at": "2022-02-18 10:11:12Z", "url": "https://t.me/c/1234567890/17", "kind": "edit", "edited": "2022-02-18 11:00:00Z"}
    ]
    assert "# kept" in book.text
    (post,) = book.case().posts
    assert (post.kind, post.edited is not None) == ("edit", True)


def test_a_whole_export_is_not_poured_into_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"https://t.me/c/{number},2024-09-19\n" for number in range(60))
    table = files.put(tmp_path, "many.csv", "url,at\n" + rows)
    case = files.put(tmp_path, "case.toml", "")
    assert main(["posts", str(table), "--into", str(case)]) == 1
    assert "--search" in capsys.readouterr().err
    assert case.read_text() == ""


def test_what_tells_of_no_post_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["posts", str(files.put(tmp_path, "a.json", "{}"))]) == 1
    assert "none of these" in capsys.readouterr().err
