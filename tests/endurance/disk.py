"""`python -m tests.endurance.disk`: a disk that is full, and a folder that is read-only; clear words, and nothing lost.

Needs Linux and `unshare -rm` for a small disk of its own in memory; where that is not permitted it says so and ends with status 77.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from analysis.__main__ import main as tool
from analysis.casefile import CaseFile, CaseFileError
from analysis.panels.shelf import keep
from tests.endurance.seeds import CONTAINERS, ROOT, clip

SKIPPED = 77
EXAMPLE = ROOT / "samples" / "leopard-kursk" / "article.toml"
DISK_KB = 256


def main() -> int:
    if "--inside" in sys.argv:
        with tempfile.TemporaryDirectory(prefix="before-or-after-disk-") as folder:
            return inside(Path(folder))
    apart = ["unshare", "--map-root-user", "--mount", "--"]
    if sys.platform != "linux" or shutil.which("unshare") is None or subprocess.run([*apart, "true"], capture_output=True).returncode:
        print("Not tried: mounting a small disk is not permitted here (unshare -rm).")
        return SKIPPED
    return subprocess.run([*apart, sys.executable, "-m", "tests.endurance.disk", "--inside"], cwd=ROOT, check=False).returncode


def inside(folder: Path) -> int:
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_KB}k", "tmpfs", str(disk)], check=True)
    try:
        return on(disk, folder)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def on(disk: Path, folder: Path) -> int:
    film = clip(folder / "film.mkv", CONTAINERS["clip.mkv"])
    assert film is not None
    path = disk / "case.toml"
    CaseFile.new(title="first").save(path)
    tool(["archive", "add", str(film), "--archive", str(disk / "archive")])
    before = path.read_bytes()
    failed = []
    for state, words in (
        ("full", "No space left on device|disk is full|disk I/O error"),
        ("read-only", "Read-only file system|read-only|readonly"),
    ):
        with full(disk) if state == "full" else read_only(disk):
            for name, act in attempts(disk, path, folder).items():
                said = act()
                good = any(word in said for word in words.split("|")) and "Traceback" not in said
                untouched = path.read_bytes() == before and not list(disk.rglob("*.part"))
                print(f"{state}, {name}: {said}{'' if untouched else ' (SOMETHING WAS LEFT OR CHANGED)'}")
                if not (good and untouched):
                    failed.append(f"{state}, {name}")
    (disk / "filler").unlink(missing_ok=True)
    book = CaseFile.load(path)
    book.set("title", "second")
    book.save()
    listed = commanded(["archive", "list", "--archive", str(disk / "archive")])
    if "film.mkv" not in listed:
        failed.append(f"the archive afterwards: {listed}")
    print(f"{len(failed)} failures{': ' if failed else ''}{'; '.join(failed)}")
    return 1 if failed else 0


@contextlib.contextmanager
def full(disk: Path) -> Iterator[None]:
    """The disk filled to its last byte."""
    with (disk / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    yield
    (disk / "filler").unlink()


@contextlib.contextmanager
def read_only(disk: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def attempts(disk: Path, path: Path, folder: Path) -> dict[str, Callable[[], str]]:
    """What a person may try, each giving the words that they are then shown."""
    other = folder / "other.mkv"
    other.write_bytes((folder / "film.mkv").read_bytes() + b"\xec\x81\0")
    return {
        "saving a case": lambda: saving(path),
        "a new case": lambda: new(disk / "new.toml"),
        "a report": lambda: commanded(["check", str(EXAMPLE), "--no-pictures", "--report", str(disk / "report.html")]),
        "a record": lambda: commanded(["check", str(EXAMPLE), "--no-pictures", "--json", str(disk / "record.json")]),
        "a dropped video": lambda: dropping(folder / "film.mkv", disk / "dropped"),
        "the archive": lambda: commanded(["archive", "add", str(other), "--archive", str(disk / "archive")]),
    }


def saving(path: Path) -> str:
    book = CaseFile.load(path)
    book.set("claim.text", "x" * 100_000)
    try:
        book.save()
    except CaseFileError as error:
        assert book.changed, "what was not saved counts as saved"
        return str(error)
    return "it was saved"


def new(path: Path) -> str:
    try:
        CaseFile.new(title="x" * 50_000).save(path)
    except CaseFileError as error:
        assert not path.exists(), "half a file"
        return str(error)
    return "it was saved"


def dropping(film: Path, folder: Path) -> str:
    try:
        with film.open("rb") as data:
            keep(data, folder, "clip.mkv")
    except OSError as error:
        assert not list(folder.glob("*.mkv")), "half a film"
        return str(error.strerror)
    return "it was kept"


def commanded(arguments: list[str]) -> str:
    said, shown = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(shown):
        tool(arguments)
    return (said.getvalue() + shown.getvalue()).strip()[-400:]


if __name__ == "__main__":
    sys.exit(main())
