"""Files that try to make the tool open something else: nothing is contacted, and no other file is opened.

The bait is a listener on the loopback interface, which counts who comes, and a named pipe, on which the operating system tells
whether anyone holds it open for reading.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import imageio_ffmpeg
import pytest

from analysis.media.clip import cut_clip
from analysis.media.shots import find_shots
from analysis.media.streams import streams
from analysis.media.worker import ROOT, WorkerFailed
from tests.media.conftest import Film, one_scene

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the bait is a named pipe of POSIX")


@dataclass
class Bait:
    """Where hostile files point to. `opened` says that someone holds the pipe open for reading, now or since it was last asked."""

    pipe: Path
    port: int
    visitors: list[str] = field(default_factory=list)
    readers: list[float] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/segment.ts"

    @property
    def taken(self) -> bool:
        return bool(self.visitors or self.readers)


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    pipe = tmp_path / "secret.ts"
    os.mkfifo(pipe)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    baited = Bait(pipe, listener.getsockname()[1])
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            with contextlib.suppress(TimeoutError):
                visitor, address = listener.accept()
                baited.visitors.append(str(address))
                visitor.close()
            # Opening a pipe for writing fails where nobody reads it (ENXIO); a reader waits until this succeeds.
            with contextlib.suppress(OSError):
                os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
                baited.readers.append(time.monotonic())

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield baited
    done.set()
    watcher.join()
    listener.close()


def playlist(bait: Bait, target: str) -> bytes:
    return f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{target}\n#EXT-X-ENDLIST\n".encode()


def manifest(bait: Bait) -> bytes:
    return f"""<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S"
profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"
codecs="avc1.42c00d" width="320" height="180"><BaseURL>{bait.url}</BaseURL></Representation></AdaptationSet></Period></MPD>""".encode()


def session(bait: Bait) -> bytes:
    head = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    return f"{head}m=video {bait.port} RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n".encode()


TEXTS: dict[str, Callable[[Bait], bytes]] = {
    "hls-connection.mp4": lambda b: playlist(b, b.url),
    "hls-file.mp4": lambda b: playlist(b, str(b.pipe)),
    "hls-file-protocol.m3u8": lambda b: playlist(b, f"file:{b.pipe}"),
    "hls-subfile.mp4": lambda b: playlist(b, f"subfile,,start,0,end,100,,:{b.pipe}"),
    "concat.mp4": lambda b: f"ffconcat version 1.0\nfile '{b.pipe}'\n".encode(),
    "concat-connection.ffconcat": lambda b: f"ffconcat version 1.0\nfile '{b.url}'\n".encode(),
    "dash.mpd": manifest,
    "dash.mp4": manifest,
    "session.sdp": session,
    "session.mp4": session,
    "asx.wmv": lambda b: f'<ASX version="3.0"><Entry><Ref href="{b.url}"/></Entry></ASX>'.encode(),
    "smil.mp4": lambda b: f'<smil><body><video src="{b.url}"/></body></smil>'.encode(),
    "reference.mov": lambda b: f"RTSPtext\r\nrtsp://127.0.0.1:{b.port}/x\r\n".encode(),
    "windows.asf": lambda b: f"[Reference]\r\nRef1={b.url}\r\n".encode(),
}


def boxes(data: bytes, path: list[bytes], change: Callable[[bytes], bytes]) -> bytes:
    """The boxes of ISO/IEC 14496-12 with the body of those on the path changed, and every size around them put right."""
    out, at = b"", 0
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + size]
        if path and kind == path[0]:
            body = boxes(body, path[1:], change) if len(path) > 1 else change(body)
        out += struct.pack(">I4s", len(body) + 8, kind) + body
        at += size
    return out


def alias(target: Path) -> bytes:
    """A data reference of kind "alis": an alias record (QuickTime File Format, data references) with the target's absolute path."""
    name = target.name.encode()
    record = struct.pack(">4sHH", b"\0\0\0\0", 200, 2) + struct.pack(">H", 0)
    record += bytes([6]) + b"volume".ljust(27, b"\0") + bytes(12)
    record += bytes([len(name)]) + name.ljust(63, b"\0") + bytes(16) + struct.pack(">hh", 1, 1) + bytes(16)
    path = str(target).encode()
    record += struct.pack(">hH", 2, len(path)) + path + b"\0" * (len(path) % 2) + struct.pack(">hH", -1, 0)
    body = bytes(4) + record
    return struct.pack(">I4s", len(body) + 8, b"alis") + body


def external(film: Path, reference: bytes) -> bytes:
    """The film with its media said to lie elsewhere."""
    references = struct.pack(">II", 0, 1) + reference
    return boxes(film.read_bytes(), [b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"], lambda body: references)


def url_reference(target: str) -> bytes:
    body = bytes(4) + target.encode() + b"\0"
    return struct.pack(">I4s", len(body) + 8, b"url ") + body


@pytest.fixture(params=[*TEXTS, "alias.mov", "url-connection.mov", "url-file.mp4"])
def hostile(request: pytest.FixtureRequest, bait: Bait, films: Film, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    if request.param in TEXTS:
        path.write_bytes(TEXTS[request.param](bait))
    else:
        film = one_scene(films, "plain.mov")
        reference = {"alias.mov": alias(bait.pipe), "url-connection.mov": url_reference(bait.url)}
        path.write_bytes(external(film, reference.get(request.param, url_reference(f"file://{bait.pipe}"))))
    return path


def test_nothing_else_is_opened_by_the_tool(hostile: Path, bait: Bait, tmp_path: Path) -> None:
    seen = streams(hostile)
    assert seen.problems or seen.streams
    found = find_shots(hostile, tmp_path / "stills")
    assert found.problems or found.shots
    with contextlib.suppress(WorkerFailed):
        cut_clip(hostile, tmp_path / "clip.mp4", seconds=1)
    time.sleep(0.15)
    assert not bait.taken


def test_nothing_else_is_opened_without_the_locks_of_the_system(hostile: Path, bait: Bait) -> None:
    """FFmpeg's own lists and the refusal of further files hold alone, in a process that may open whatever it likes."""
    code = """
import sys
from analysis.media.decoder.opening import Failures, Refusal, open_video, video_stream
with open(0, "rb", buffering=0) as file:
    try:
        with open_video(file) as container:
            print(sum(1 for _ in Failures().frames(container, video_stream(container))))
    except Refusal as refusal:
        print(refusal)
"""
    with hostile.open("rb") as file:
        done = subprocess.run([sys.executable, "-c", code], stdin=file, capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
    assert done.stdout.strip()
    time.sleep(0.15)
    assert not bait.taken


@pytest.mark.parametrize("name", ["hls-connection.mp4", "hls-file.mp4", "alias.mov"])
def test_the_bait_works(name: str, bait: Bait, films: Film, tmp_path: Path) -> None:
    """An ffmpeg that is told to follow every reference takes it: the tests above would have seen that."""
    path = tmp_path / name
    path.write_bytes(TEXTS[name](bait) if name in TEXTS else external(one_scene(films, "plain.mov"), alias(bait.pipe)))
    follow = ["-f", "hls", "-allowed_extensions", "ALL", "-extension_picky", "0", "-protocol_whitelist", "file,http,tcp,crypto,data"]
    if name not in TEXTS:
        follow = ["-enable_drefs", "1", "-use_absolute_path", "1"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", *follow, "-i", str(path), "-f", "null", "-"]
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, timeout=10, check=False)
    time.sleep(0.15)
    assert bait.taken


def test_a_name_is_only_a_name(films: Film, tmp_path: Path) -> None:
    """Names that FFmpeg or a command line would read as an option, a protocol, a pattern or two lines."""
    film = one_scene(films, "plain.mov").read_bytes()
    for name in ("-i", "%d.mp4", "file:x.mp4", "concat:a|b.mp4", "pipe:0", "a\nb.mp4", "'; ls #.mp4", "кадр 1.mov"):
        path = tmp_path / name
        path.write_bytes(film)
        assert streams(path).format.startswith("mov")
        assert len(find_shots(path).shots) == 1
        out = tmp_path / f"out {name}"
        assert cut_clip(path, out, seconds=1).size == out.stat().st_size
