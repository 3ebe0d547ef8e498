"""Fetching the video behind an address with yt-dlp: the one act of this tool that contacts anyone, and only when told to.

The platform then sees this computer's address and what was asked for. Kept beside the video are yt-dlp's own description
(.info.json) and the SHA-256 of what came, with the moment of the fetch; nothing that is in the folder is overwritten. The
download happens in a process of its own, so that it can be stopped; it takes no configuration files, no cookies and no plug-ins of
the user's yt-dlp.
Source: yt-dlp's documentation, "Embedding yt-dlp".
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from analysis.media.clip import ffmpeg_program

MISSING = "Fetching needs yt-dlp, which is not installed: pip install -r requirements-fetch.txt"
LARGEST = 20 << 30
"""Bytes of one video."""
LONGEST = 6 * 3600.0
"""Seconds that one fetch may take."""
CHUNK = 4 << 20
MOST_WORDS = 400

Progress = Callable[[str], None]


class CannotFetch(Exception):
    """Nothing was fetched; the message is one sentence: what, and what to do."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the video, yt-dlp's description beside it, the record of the fetch, and the video's SHA-256."""

    video: Path
    info: Path
    record: Path
    sha256: str


def host_of(url: str) -> str:
    """Whom fetching this address would contact. Raises CannotFetch for what is no web address."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", None
    if parts is None or parts.scheme.lower() not in ("http", "https") or not host or not url.strip().isprintable():
        raise CannotFetch("That is no web address: give one that begins with https://.")
    return host


def warning(url: str) -> str:
    """What fetching means, in one sentence for the one who decides. Raises CannotFetch."""
    host = host_of(url)
    return (
        f"Fetching contacts {host} and the servers that it names: "
        "they learn this computer’s network address, and that this video was asked for."
    )


def installed() -> bool:
    """Whether yt-dlp is there; nothing of it is run."""
    from importlib.util import find_spec

    return find_spec("yt_dlp") is not None


def fetch(url: str, folder: Path, now: datetime, *, progress: Progress | None = None, stop: threading.Event | None = None) -> Fetched:
    """Fetch one video into a folder; `now` (UTC) is written into the record. Raises CannotFetch.

    What arrives goes into a folder of its own below `folder` first and is moved out when it is whole.
    """
    host = host_of(url)
    if not installed():
        raise CannotFetch(MISSING)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".fetching-") as name:
            there = Path(name)
            _download(url, there, progress, stop)
            return _keep(url, host, there, folder, now)
    except OSError as error:
        raise CannotFetch(f"The folder {folder} can't be used: {error.strerror or error}.") from error


def _download(url: str, there: Path, progress: Progress | None, stop: threading.Event | None) -> None:
    """Run yt-dlp; what it says is read to its end. Raises CannotFetch."""
    command = [
        sys.executable, "-I", "-m", "yt_dlp", "--ignore-config", "--no-plugin-dirs", "--no-playlist", "--playlist-items", "1",
        "--no-cache-dir",
        "--write-info-json", "--no-overwrites", "--no-mtime", "--restrict-filenames", "--no-exec", "--newline", "--no-colors",
        "--max-filesize", str(LARGEST), "--socket-timeout", "30", "--retries", "3", "--trim-filenames", "100",
        "--paths", str(there), "--output", "%(title).80B [%(id).60B].%(ext)s", *_merger(), "--", url,
    ]  # fmt: skip
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            text=True, encoding="utf-8", errors="replace",
            cwd=there, env={**os.environ, "HOME": str(there), "XDG_CONFIG_HOME": str(there), "XDG_CACHE_HOME": str(there)},
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise CannotFetch(f"yt-dlp can't be started: {error.strerror or error}.") from error
    timer = threading.Timer(LONGEST, process.kill)
    timer.start()
    last = ""
    assert process.stdout is not None
    try:
        for line in process.stdout:
            text = " ".join(line.split())[:MOST_WORDS]
            if text.startswith("ERROR:") or not last.startswith("ERROR:"):
                last = text or last
            if progress is not None and text:
                progress(text)
            if stop is not None and stop.is_set():
                raise CannotFetch("Stopped; nothing was kept.")
        if process.wait() != 0:
            raise CannotFetch(f"yt-dlp did not get the video: {last.removeprefix('ERROR:').strip() or 'it ended without a word'}")
    finally:
        timer.cancel()
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stdout.close()


def _merger() -> list[str]:
    """Where ffmpeg is, which puts sound and picture together."""
    try:
        return ["--ffmpeg-location", str(ffmpeg_program())]
    except (ImportError, RuntimeError):
        return []


def _keep(url: str, host: str, there: Path, folder: Path, now: datetime) -> Fetched:
    files = [each for each in sorted(there.iterdir()) if each.is_file() and not each.is_symlink()]
    infos = [each for each in files if each.name.endswith(".info.json")]
    videos = [each for each in files if not each.name.endswith((".info.json", ".part", ".ytdl", ".json"))]
    if not infos or not videos:
        raise CannotFetch("yt-dlp came back without a video: it may be larger than is allowed, gone, or only for those who are signed in.")
    video = max(videos, key=lambda each: each.stat().st_size)
    stem = _free(folder, video)
    sha256 = _sha256(video)
    kept = folder / f"{stem}{video.suffix}"
    info, record = kept.with_suffix(".info.json"), kept.with_suffix(".fetched.json")
    told = {
        "url": url,
        "host": host,
        "fetched": now.isoformat().replace("+00:00", "Z"),
        "file": kept.name,
        "sha256": sha256,
        "bytes": video.stat().st_size,
        "info": {"file": info.name, "sha256": _sha256(infos[0])},
    }
    (there / "record").write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    infos[0].rename(info)
    (there / "record").rename(record)
    video.rename(kept)  # last: where the video is, its description is
    return Fetched(kept, info, record, sha256)


def _free(folder: Path, video: Path) -> str:
    """A name that is free in the folder, with the video's, the description's and the record's ending."""
    plain = re.sub(r"[^\w.\-\[\] ]", "_", video.stem).strip(". ")[:120] or "video"
    for number in range(1, 10_000):
        stem = plain if number == 1 else f"{plain}-{number}"
        endings = (video.suffix, ".info.json", ".fetched.json")
        if not any((folder / f"{stem}{video.suffix}").with_suffix(ending).exists() for ending in endings):
            return stem
    raise CannotFetch(f"There are too many files called {plain} in {folder}.")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
