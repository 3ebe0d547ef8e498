"""Fetching with yt-dlp, from a server of the test's own on loopback; without the word of the one who decides nothing is contacted."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.fetching import CannotFetch, fetch, host_of, warning

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "river-level" / "river.mp4"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Quiet(http.server.SimpleHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one server at a time

    def do_HEAD(self) -> None:
        self.asked.append(self.path)
        super().do_HEAD()

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A folder with a small MP4, served on loopback."""
    served = tmp_path / "served"
    served.mkdir()
    (served / "river.mp4").write_bytes(SAMPLE.read_bytes())
    Quiet.asked = []
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(served)))
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def test_a_video_is_fetched_with_its_description_and_hash(server: str, tmp_path: Path) -> None:
    pytest.importorskip("yt_dlp")
    folder = tmp_path / "kept"
    found = fetch(f"{server}/river.mp4", folder, NOW)
    assert found.video.read_bytes() == SAMPLE.read_bytes()
    assert found.sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    told = json.loads(found.record.read_text(encoding="utf-8"))
    assert (told["sha256"], told["fetched"], told["file"]) == (found.sha256, "2026-11-01T12:00:00Z", found.video.name)
    assert json.loads(found.info.read_text(encoding="utf-8"))["extractor"] == "generic"
    assert found.info.stem.removesuffix(".info") == found.video.stem  # where the witness of download records looks for it
    again = fetch(f"{server}/river.mp4", folder, NOW)
    assert again.video != found.video
    assert sorted(each.suffix for each in folder.iterdir()) == [".json"] * 4 + [".mp4"] * 2


def test_what_is_not_there_leaves_nothing_behind(server: str, tmp_path: Path) -> None:
    pytest.importorskip("yt_dlp")
    with pytest.raises(CannotFetch, match="did not get the video"):
        fetch(f"{server}/gone.mp4", tmp_path / "kept", NOW)
    assert list((tmp_path / "kept").iterdir()) == []


def test_nothing_is_contacted_without_the_flag(server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", f"{server}/river.mp4", "--into", str(tmp_path / "kept")]) == 1
    told = capsys.readouterr().err
    assert "Nothing was fetched" in told
    assert "127.0.0.1" in told
    assert "--contact-the-platform" in told
    assert Quiet.asked == []
    assert not (tmp_path / "kept").exists()


def test_a_missing_library_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.fetching.installed", lambda: False)
    with pytest.raises(CannotFetch, match="requirements-fetch"):
        fetch("https://x.com/a/status/1577855540407197696", tmp_path, NOW)


@pytest.mark.parametrize(
    "url", ["", "clip.mp4", "file:///etc/passwd", "--exec=x", "ftp://a.example/b", "https://", "https://a.example/\nb"]
)
def test_what_is_no_web_address_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(CannotFetch, match="no web address"):
        fetch(url, tmp_path, NOW)


def test_whom_it_would_contact_is_named() -> None:
    assert host_of("https://x.com/a/status/1") == "x.com"
    assert "x.com" in warning("https://x.com/a/status/1")
