"""A case as one zip: to hand to a colleague, to open again, to check by its hashes.

manifest.json            what is in it, with the sha256 of every file, of the video, and the head of the custody log
case.toml                the case file; names of files in it are those of the zip
custody.jsonl            the custody log, as it was
clip.mp4, wednesday.txt  the video (or only its hash, where it is left out), the files beside it, the statements' texts
extra/                   report, stills and what else was packed for reading; opening the case needs none of it
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from analysis import __version__
from analysis.casefile import CaseFile, CaseFileError
from analysis.casefile.files import FileProblem, inside
from analysis.casefile.limits import LARGEST as LARGEST_CASE
from analysis.casefile.schema import shown
from analysis.exhibit import ExhibitError, sha256_of
from analysis.keeping import custody
from analysis.keeping.zipped import BadZip, Zipped, add
from analysis.media.beside import beside
from analysis.when import iso

MANIFEST = "manifest.json"
CASE = "case.toml"
CUSTODY = "custody.jsonl"
EXTRA = "extra/"
FORMAT = "before-or-after case"
LARGEST_MANIFEST = 4 << 20
SIDES = (
    ".info.json", ".xmp", ".srt", ".xml", ".thm", ".moi", ".nmea", ".gpx", ".jpg", ".jpeg", "m01.xml", ".heic",
    ".tsr", ".tst", ".ots",
)  # fmt: skip
"""Endings of files beside a video that witnesses read."""
LARGEST_SIDE = 64 << 20


class BundleError(Exception):
    """The case can't be packed or opened; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of a zip found: `faults`, a sentence each (none: all matches), and what was checked."""

    faults: tuple[str, ...]
    files: int
    entries: int
    head: str
    video_included: bool
    video_sha256: str


def pack(
    case_file: Path, target: Path, now: datetime, *, with_video: bool = True, extra: Mapping[str, bytes] | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Write a case as one zip at `target`, whole or not at all; the manifest. `extra` are files by name, such as report.html.

    `now` (UTC) goes into the manifest. A file that stands at `target` is not replaced. Raises BundleError.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        if target.exists():
            raise BundleError(f"There is already a file at {target}: choose another name.")
        with zipfile.ZipFile(part, "x") as archive:
            manifest = _filled(archive, case_file, now, with_video, extra or {}, progress or (lambda name, share: None))
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(target)
    except (CaseFileError, ExhibitError, FileProblem, custody.CustodyError) as error:
        raise BundleError(str(error)) from error
    except (OSError, ValueError) as error:
        raise BundleError(f"{target.name} can't be written: {getattr(error, 'strerror', None) or error}.") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return manifest


def _filled(
    archive: zipfile.ZipFile, case_file: Path, now: datetime, with_video: bool, extra: Mapping[str, bytes],
    progress: Callable[[str, float], None],
) -> dict[str, Any]:  # fmt: skip
    book = CaseFile.load(case_file)
    assert book.folder is not None
    files: list[dict[str, Any]] = []
    taken = {MANIFEST, CASE, CUSTODY}

    def put(name: str, source: Path | bytes, *, stored: bool = False) -> str:
        progress(name, 0.0)
        if isinstance(source, bytes):
            digest, size = add(archive, name, source, stored=stored)
        else:
            with source.open("rb") as file:
                digest, size = add(archive, name, file, stored=stored)
        files.append({"name": name, "sha256": digest, "bytes": size})
        return digest

    case = book.case(now)
    video: dict[str, Any] | None = None
    if case.exhibit is not None:
        path = case.exhibit.path
        name = _free(path.name, taken)
        digest = put(name, path, stored=True) if with_video else sha256_of(path, lambda share: progress(name, share))
        video = {"name": name, "sha256": digest, "bytes": case.exhibit.size, "included": with_video}
        book.set("video", name)
        for side in beside(path, SIDES):
            if side.stat().st_size <= LARGEST_SIDE and side.resolve() != case_file.resolve():
                # Witnesses find it by the video's own name, so it keeps that and is left out where the name is taken.
                wanted = name.removesuffix(path.suffix) + side.name[len(path.stem) :] if side.name.startswith(path.stem) else side.name
                if _free(wanted, set(taken)) == wanted:
                    put(_free(wanted, taken), side)
    for index, entry in enumerate(book.get("statements") or []):
        if isinstance(entry, dict) and isinstance(entry.get("file"), str) and entry["file"]:
            source = inside(book.folder, entry["file"])
            known = _free(PurePosixPath(entry["file"]).name, taken)
            put(known, source)
            book.set(f"statements[{index}].file", known)
    for index, entry in enumerate(book.get("done") or []):
        if isinstance(entry, dict) and isinstance(entry.get("file"), str) and entry["file"]:
            try:
                source = inside(book.folder, entry["file"])
                known = _free(source.name, taken) if source.is_file() else source.name
                if source.is_file():
                    put(known, source)
            except (FileProblem, OSError):  # whoever opens the zip is told that it is not there, and not where it lies on this computer
                known = entry["file"].replace("\\", "/").rpartition("/")[2]
            book.set(f"done[{index}].file", known)
    for index, entry in enumerate(book.get("copies") or []):
        if isinstance(entry, dict) and isinstance(entry.get("file"), str):  # the path of someone's archive is nobody else's business
            book.set(f"copies[{index}].file", entry["file"].replace("\\", "/").rpartition("/")[2])
    put(CASE, book.text.encode())
    log = custody.log_of(case_file)
    checked = custody.check(log)
    if log.exists():
        put(CUSTODY, log.read_bytes())
    for name, data in extra.items():
        put(EXTRA + _free(name, taken), data, stored=name.endswith((".jpg", ".zip", ".pdf")))
    manifest = {
        "format": FORMAT,
        "schema": 1,
        "made": iso(now),
        "version": __version__,
        "title": case.title,
        "video": video,
        "custody": {"entries": len(checked.entries), "head": checked.head},
        "files": files,
    }
    add(archive, MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
    return manifest


def verify(path: Path) -> Verified:
    """Check a zip: its shape, every hash, that nothing is missing or added, the custody log. Raises BadZip where it is refused."""
    with Zipped(path) as archive:
        manifest = _manifest(archive)
        faults = list(_wrong_names(archive, manifest))
        log = b""
        for entry in manifest["files"]:
            name = entry["name"]
            if name not in archive.files:
                continue
            kept: list[bytes] = []
            into = kept.append if name == CUSTODY else _nowhere
            if archive.files[name].file_size != entry["bytes"]:
                faults.append(f"“{name}” has {archive.files[name].file_size} bytes, {entry['bytes']} in the manifest.")
                continue
            try:
                digest = archive.copy(name, into)
            except BadZip as error:
                faults.append(str(error))
                continue
            if digest != entry["sha256"]:
                faults.append(f"“{name}” does not match: its SHA-256 is {digest}, in the manifest {entry['sha256']}.")
            log = b"".join(kept) or log
        checked = custody.check_lines(log)
        faults += checked.faults
        if (checked.head, len(checked.entries)) != (manifest["custody"]["head"], manifest["custody"]["entries"]):
            faults.append("The custody log does not end where the manifest says.")
        video = manifest["video"]
        listed = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
        if video is not None and video["included"] and listed.get(video["name"]) != video["sha256"]:
            faults.append("The video is not the file whose hash the manifest states.")
        return Verified(
            tuple(faults), len(manifest["files"]), len(checked.entries), checked.head,
            bool(video and video["included"]), str(video["sha256"]) if video else "",
        )  # fmt: skip


def unpack(path: Path, folder: Path, now: datetime) -> Path:
    """Open a case from a zip into a new folder, every file checked; the case file. The custody log goes on with the opening.

    Nothing is left behind where anything does not match. Raises BundleError.
    """
    try:
        found = verify(path)
        if found.faults:
            raise BundleError(f"“{path.name}” is not opened: {found.faults[0]}")
        digest = sha256_of(path)
        if folder.exists():
            raise BundleError(f"There is already something at {folder}: choose another folder.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with Zipped(path) as archive:
            need = sum(info.file_size for info in archive.files.values())
            if shutil.disk_usage(folder.parent).free < need + (64 << 20):
                raise BundleError(f"“{path.name}” needs {need:,} bytes, and the disk does not have them.")
            part = folder.with_name(f".{folder.name[:80]}.{secrets.token_hex(4)}.part")
            try:
                _extract(archive, _manifest(archive), part)
                _own_files_only(part / CASE, path.name)
                log = part / CUSTODY
                if log.exists():
                    log.rename(custody.log_of(part / CASE))
                details = {"zip": path.name, "sha256": digest, "video_sha256": found.video_sha256}
                custody.append(custody.log_of(part / CASE), "opened from a zip", details, now)
                part.rename(folder)
            finally:
                shutil.rmtree(part, ignore_errors=True)
    except (BadZip, CaseFileError, ExhibitError, custody.CustodyError) as error:
        raise BundleError(str(error)) from error
    except (OSError, ValueError) as error:
        raise BundleError(f"“{path.name}” can't be opened into {folder}: {getattr(error, 'strerror', None) or error}.") from error
    return folder / CASE


def _own_files_only(case_file: Path, zip_name: str) -> None:
    """`pack` writes the video's bare name. Any other path would read a file of whoever opens the zip. Raises BundleError, CaseFileError."""
    name = CaseFile.load(case_file).get("video")
    if isinstance(name, str) and (name.startswith("~") or any(sign in name for sign in "/\\:")):
        raise BundleError(f"“{zip_name}” is not opened: its case names a video outside the zip, {shown(name)}.")


def _extract(archive: Zipped, manifest: dict[str, Any], part: Path) -> None:
    part.mkdir()
    for entry in manifest["files"]:
        if entry["name"] not in archive.files:  # whoever changes the zip between check and opening gains nothing
            raise BundleError(f"“{archive.name}” changed while it was opened.")
        target = part / entry["name"]
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            if archive.copy(entry["name"], file.write) != entry["sha256"]:
                raise BundleError(f"“{entry['name']}” changed while it was opened.")
            file.flush()
            os.fsync(file.fileno())
    (part / MANIFEST).write_bytes(archive.read(MANIFEST, LARGEST_MANIFEST))


def _manifest(archive: Zipped) -> dict[str, Any]:
    """The manifest, in the shape that `pack` writes. Raises BadZip."""
    try:
        found = json.loads(archive.read(MANIFEST, LARGEST_MANIFEST))
        if found["format"] != FORMAT or found["schema"] != 1:
            raise BadZip(f"“{archive.name}” is a case of another kind or of a later version of the tool.")
        video, log = found["video"], found["custody"]
        whole = all(isinstance(e["name"], str) and isinstance(e["sha256"], str) and isinstance(e["bytes"], int) for e in found["files"])
        whole = whole and isinstance(log["head"], str) and isinstance(log["entries"], int)
        whole = whole and (video is None or (isinstance(video["name"], str) and isinstance(video["sha256"], str)))
        if video is not None:
            video["included"] = bool(video["included"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadZip(f"“{archive.name}” is no case: its manifest can't be read.") from error
    if not whole:
        raise BadZip(f"“{archive.name}” is no case: its manifest can't be read.")
    if CASE in archive.files and archive.files[CASE].file_size > LARGEST_CASE:
        raise BadZip(f"“{archive.name}” is refused: its case file is larger than {LARGEST_CASE >> 20} MB.")
    return dict(found)


def _wrong_names(archive: Zipped, manifest: dict[str, Any]) -> list[str]:
    listed = [entry["name"] for entry in manifest["files"]]
    faults = [f"“{name}” stands in the manifest and is not in the zip." for name in listed if name not in archive.files]
    faults += [f"“{name}” is in the zip and not in the manifest." for name in archive.files if name not in listed and name != MANIFEST]
    if len(set(listed)) != len(listed):
        faults.append("The manifest names a file twice.")
    if CASE not in listed:
        faults.append("There is no case file in it.")
    return faults


def _free(name: str, taken: set[str]) -> str:
    """A name for the zip that every system can hold, and that no other file has; `taken` grows by it."""
    kept = unicodedata.normalize("NFC", "".join(sign if sign.isalnum() or sign in "._- ()+,@" else "_" for sign in name))
    kept = kept.strip(". ")[-120:].strip(". ") or "file"
    stem, dot, suffix = kept.partition(".")
    wanted, number = kept, 1
    while wanted.casefold() in {each.casefold() for each in taken}:
        number += 1
        wanted = f"{stem}-{number}{dot}{suffix}"
    taken.add(wanted)
    return wanted


def _nowhere(data: bytes) -> None:
    """Bytes that are only hashed."""
