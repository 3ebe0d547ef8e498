"""A zip from a stranger, opened so that nothing in it leaves its folder, fills the disk or has two meanings.

`Zipped` looks at the whole directory of the archive before anything is read. What it refuses, it refuses with one sentence.
"""

from __future__ import annotations

import hashlib
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

MOST_FILES = 2_000
LONGEST_NAME = 240
DEEPEST = 4
LARGEST = 64 << 30
"""Bytes of all files together."""
MOST_SMALLER = 200
"""How many times larger than the archive its files may be; texts of statements get some ten times smaller, video hardly at all."""
ALLOWANCE = 16 << 20
"""Bytes that may come out in any case, so that a small archive of texts may be small."""
CHUNK = 1 << 20
ENCRYPTED = 0x1 | 0x40
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}
"""Names that are no files on Windows, whatever their ending."""


class BadZip(Exception):
    """The archive is refused; the message is one sentence."""


class Zipped:
    """An archive whose directory was found harmless; a context manager. Raises BadZip."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._size = path.stat().st_size
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise BadZip(f"“{self.name}” is no zip that can be read: {str(error)[:100]}.") from error
        except OSError as error:
            raise BadZip(f"“{self.name}” can't be read: {error.strerror or error}.") from error
        try:
            self.files = self._looked_through()
        except BadZip:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._zip.close()

    def _looked_through(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            raise BadZip(f"“{self.name}” holds more than {MOST_FILES:,} files: that is no case.")
        found: dict[str, zipfile.ZipInfo] = {}
        seen: set[str] = set()
        for info in infos:
            if reason := _refused(info):
                raise BadZip(f"“{self.name}” is refused: {_shown(info.orig_filename)} {reason}.")
            if info.is_dir():
                continue
            folded = unicodedata.normalize("NFC", info.filename).casefold()
            if folded in seen:
                raise BadZip(f"“{self.name}” is refused: it holds two files called {_shown(info.filename)}.")
            seen.add(folded)
            found[info.filename] = info
        total = sum(info.file_size for info in found.values())
        if total > min(LARGEST, ALLOWANCE + MOST_SMALLER * self._size):
            raise BadZip(f"“{self.name}” is refused: its files would take {total:,} bytes, far more than such an archive holds.")
        return found

    def read(self, name: str, largest: int) -> bytes:
        """The bytes of a file, not more than `largest`. Raises BadZip."""
        if name not in self.files:
            raise BadZip(f"“{self.name}” has no file {_shown(name)}.")
        if self.files[name].file_size > largest:
            raise BadZip(f"“{self.name}” is refused: {_shown(name)} is larger than {largest >> 20} MB.")
        parts: list[bytes] = []
        self.copy(name, parts.append)
        return b"".join(parts)

    def copy(self, name: str, into: Callable[[bytes], object]) -> str:
        """Give the file's bytes to `into` chunk by chunk; their sha256 in hex. Raises BadZip, OSError."""
        info = self.files[name]
        digest, done = hashlib.sha256(), 0
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(CHUNK):
                    done += len(chunk)
                    if done > info.file_size:
                        raise BadZip(f"“{self.name}” is refused: {_shown(name)} is larger than its directory states.")
                    digest.update(chunk)
                    into(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise BadZip(f"{_shown(name)} in “{self.name}” is damaged: {str(error)[:100]}.") from error
        return digest.hexdigest()


def _refused(info: zipfile.ZipInfo) -> str:
    """Why a file in an archive is refused, as the end of a sentence; "" where it is not."""
    name = info.orig_filename
    parts = name.removesuffix("/").split("/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    if stat.S_ISLNK(kind):
        return "is a link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no plain file"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that cases are not"
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts or "//" in name:
        return "has a path that leads out of the case's folder"
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in name):
        return "has a name with signs that can't be seen"
    if len(name) > LONGEST_NAME or len(parts) > DEEPEST:
        return "has too long a name"
    if any(part in (".", "") or part != part.rstrip(". ") or part.split(".")[0].lower() in DEVICES for part in parts):
        return "has a name that is no file on some systems"
    return ""


def _shown(name: str) -> str:
    kept = "".join(sign if sign.isprintable() else "·" for sign in name[:80])
    return f"“{kept}{'…' if len(name) > 80 else ''}”"


def add(archive: zipfile.ZipFile, name: str, data: bytes | BinaryIO, *, stored: bool = False) -> tuple[str, int]:
    """Write one file into an archive under a fixed date; its sha256 and size. `data` is read to its end."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=not isinstance(data, bytes)) as into:
        if isinstance(data, bytes):
            into.write(data)
            return hashlib.sha256(data).hexdigest(), len(data)
        while chunk := data.read(4 << 20):
            into.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
