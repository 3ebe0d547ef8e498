"""Files that try to make the tool open something else, and the bait that they point to.

The bait is a listener on the loopback interface, which counts who comes, and a named pipe, on which the operating system tells
whether anyone holds it open for reading.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


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


@contextlib.contextmanager
def laid(folder: Path) -> Iterator[Bait]:
    """The bait, watched while the block runs."""
    pipe = folder / "secret.ts"
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
    try:
        yield baited
    finally:
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


def alias(target: Path, kind: bytes = b"alis") -> bytes:
    """A data reference of kind "alis": an alias record (QuickTime File Format, data references) with the target's absolute path."""
    name = target.name.encode()
    record = struct.pack(">4sHH", b"\0\0\0\0", 200, 2) + struct.pack(">H", 0)
    record += bytes([6]) + b"volume".ljust(27, b"\0") + bytes(12)
    record += bytes([len(name)]) + name.ljust(63, b"\0") + bytes(16) + struct.pack(">hh", 1, 1) + bytes(16)
    path = str(target).encode()
    record += struct.pack(">hH", 2, len(path)) + path + b"\0" * (len(path) % 2) + struct.pack(">hH", -1, 0)
    body = bytes(4) + record
    return struct.pack(">I4s", len(body) + 8, kind) + body


def external(film: bytes, reference: bytes) -> bytes:
    """The film with its media said to lie elsewhere."""
    references = struct.pack(">II", 0, 1) + reference
    return boxes(film, [b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"], lambda body: references)


def url_reference(target: str) -> bytes:
    body = bytes(4) + target.encode() + b"\0"
    return struct.pack(">I4s", len(body) + 8, b"url ") + body


def references(film: bytes, bait: Bait) -> dict[str, bytes]:
    """Films whose media is said to lie elsewhere, and films with references beside good media."""
    at_pipe = f"file://{bait.pipe}"
    return {
        "alias.mov": external(film, alias(bait.pipe)),
        "url-connection.mov": external(film, url_reference(bait.url)),
        "url-file.mp4": external(film, url_reference(at_pipe)),
        "resource.mov": external(film, alias(bait.pipe, b"rsrc")),
        "reference-movie.mov": _box(b"ftyp", b"qt  \0\0\0\0qt  ")
        + _box(
            b"moov",
            _box(
                b"rmra", _box(b"rmda", _box(b"rdrf", bytes(4) + b"url " + struct.pack(">I", len(bait.url) + 1) + bait.url.encode() + b"\0"))
            ),
        ),
    }


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def linked(film: bytes, bait: Bait) -> bytes:
    """A Matroska film that names the segments before and after it by file name (RFC 9559, 5.1.2: PrevFilename, NextFilename)."""
    name = str(bait.pipe).encode()
    names = b"\x3c\x83\xab" + _ebml_size(len(name)) + name + b"\x3e\x83\xbb" + _ebml_size(len(name)) + name
    names += b"\x3c\xb9\x23\x90" + bytes(range(16)) + b"\x3e\xb9\x23\x90" + bytes(range(16, 32))
    at = film.index(b"\x15\x49\xa9\x66")  # Info; the segment's own size is put right by leaving it unknown
    width = 1
    while not film[at + 4] & (0x80 >> (width - 1)):
        width += 1
    size = int.from_bytes(film[at + 4 : at + 4 + width], "big") & ((1 << 7 * width) - 1)
    body = film[at + 4 + width : at + 4 + width + size] + names
    segment = film.index(b"\x18\x53\x80\x67")
    return (
        film[: segment + 4] + b"\x01" + b"\xff" * 7 + film[segment + 12 : at] + film[at : at + 4] + _ebml_size(len(body)) + body
        + film[at + 4 + width + size :]
    )  # fmt: skip


def _ebml_size(length: int) -> bytes:
    return (length | 1 << 56).to_bytes(8, "big")


def beside(bait: Bait) -> dict[str, bytes]:
    """Side files and texts of other kinds that name addresses: entities, schemas, sources of pictures."""
    entity = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "{bait.url}"><!ENTITY b SYSTEM "file://{bait.pipe}">]>'
    schema = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x {bait.url}"'
    return {
        "entity.xmp": f'{entity}<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>&a;&b;</a></x:xmpmeta>'.encode(),
        "entityM01.xml": f'{entity}<NonRealTimeMeta {schema}><CreationDate value="&a;"/></NonRealTimeMeta>'.encode(),
        "clip.info.json": f'{{"id": "x", "extractor": "generic", "url": "{bait.url}", "upload_date": "20240918"}}'.encode(),
        "picture.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{bait.url}"/></svg>'.encode(),
        "clip.srt": f'1\n00:00:00,000 --> 00:00:01,000\n<img src="{bait.url}"> 2024-09-18 13:15:30.123\n'.encode(),
    }


def hostile_set(folder: Path, bait: Bait, mov: bytes, mkv: bytes) -> list[Path]:
    """All of them, written to the folder; `mov` and `mkv` are good films that they are made of."""
    content = {name: make(bait) for name, make in TEXTS.items()} | references(mov, bait) | beside(bait)
    content |= {"linked.mkv": linked(mkv, bait), "hls-inside.mp4": mov + playlist(bait, bait.url)}
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in content]
