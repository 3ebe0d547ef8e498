"""Archives that are handed out as one .zip: those of X and Mastodon, and WACZ.

Only the files that tell of posts are unpacked, into memory; nothing is written anywhere, whatever the names inside.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from analysis.statements.decoding import LARGEST, Unreadable

MAX_MEMBERS = 200_000
MAX_TAKEN = 200
MAX_TOGETHER = 256 << 20
"""Bytes of all that is taken out of one archive."""
TELLING = re.compile(
    r"(?:^|/)(?:data/(?:tweets?|community-tweet|deleted-tweets?)(?:-part\d+)?\.js|outbox\.json|result\.json|archive/[^/]+\.warc(?:\.gz)?)$"
)


def members(path: Path | io.BytesIO) -> list[tuple[str, bytes]]:
    """Name and bytes of every file that tells of posts; none is written anywhere. Raises Unreadable."""
    taken: list[tuple[str, bytes]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            for member in _telling(archive):
                left = MAX_TOGETHER - sum(len(data) for _, data in taken)
                taken.append((member.filename.rpartition("/")[2], _bytes(archive, member, min(left, LARGEST))))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        zlib.error,
    ) as error:
        raise Unreadable(f"The archive can't be unpacked ({type(error).__name__}).") from error
    return taken


def _telling(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    listed = archive.infolist()
    if len(listed) > MAX_MEMBERS:
        raise Unreadable(f"It holds more than {MAX_MEMBERS:,} files.")
    return [each for each in listed if TELLING.search(each.filename)][:MAX_TAKEN]


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(member) as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise Unreadable(f"{member.filename.rpartition('/')[2]} in it unpacks to more than is read at once: unpack it and give that file.")
    return data
