"""`python -m tests.endurance.kill`: SIGKILL at random points of save, index and export; nothing may be lost or half-written.

Each round starts a process that saves a case, writes reports, or adds films to an archive, over and over, and says which version it has
finished; it is killed after a random time, and what lies on the disk is looked at by a process that knows nothing of the other.

    python -m tests.endurance.kill --rounds 200
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.endurance.seeds import CONTAINERS, ROOT, clip

BODY = 40_000
"""Characters of a saved text, so that writing takes long enough to be cut in two."""


def saying(version: int) -> None:
    """Tell the round's parent that this version is finished."""
    os.write(1, f"{version}\n".encode())


def save(folder: Path) -> None:
    """Save one case again and again, every version all of one letter and number."""
    from analysis.casefile import CaseFile

    path = folder / "case.toml"
    book = CaseFile.load(path) if path.exists() else CaseFile.new(title="version 0")
    book.set("claim.text", "0" * BODY)
    book.save(path)
    for version in range(1, 1_000_000):
        book.set("title", f"version {version}")
        book.set("claim.text", f"{version:07d}" * (BODY // 7))
        book.save()
        saying(version)


def saved(folder: Path, last: int) -> None:
    """The case loads, is all of one version, and no finished one is lost."""
    from analysis.casefile import CaseFile

    path = folder / "case.toml"
    if not path.exists():
        assert last < 0
        return
    book = CaseFile.load(path)
    version = int(str(book.get("title")).removeprefix("version "))
    text = str(book.get("claim.text"))
    assert text == ("0" * BODY if version == 0 else f"{version:07d}" * (BODY // 7)), "half of one version and half of another"
    assert last <= version <= max(0, last) + 1, f"version {last} was finished, version {version} is there"


def export(folder: Path) -> None:
    """Write report and record again and again, one version after the other."""
    from dataclasses import replace

    from analysis.commands import write_json, written
    from analysis.hearing import hear
    from analysis.views.record import check_record
    from analysis.views.report import report
    from analysis.weighing.weigh import weigh
    from tests.endurance.checking import worked_example

    for version in range(1_000_000):
        verdict = weigh(hear(replace(worked_example(), title=f"version {version}"), pictures=False))
        with written(str(folder / "report.html")) as file:
            file.write(report(verdict))
        write_json(str(folder / "record.json"), check_record(verdict))
        saying(version)


def exported(folder: Path, last: int) -> None:
    """Report and record are whole, and none older than the last that was finished."""
    page, record = folder / "report.html", folder / "record.json"
    if last < 0 and not (page.exists() and record.exists()):
        return
    text = page.read_text(encoding="utf-8")
    assert text.rstrip().endswith("</html>"), "the report breaks off"
    found = re.search(r"version (\d+)", text)
    assert found is not None
    assert int(found[1]) >= last
    assert int(str(json.loads(record.read_text(encoding="utf-8"))["case"]).removeprefix("version ")) >= last


def index(folder: Path) -> None:
    """Add films to an archive, one after the other."""
    from analysis.archive import Archive

    with Archive(folder / "archive") as archive:
        for version, film in enumerate(sorted((folder / "films").iterdir())):
            archive.add([film], workers=1)
            saying(version)
    time.sleep(60)


def indexed(folder: Path, last: int) -> None:
    """The archive opens, is sound, holds every film that was finished, and takes the rest."""
    from analysis.archive import Archive

    films = sorted((folder / "films").iterdir())
    if (folder / "archive" / "archive.sqlite").exists():
        with sqlite3.connect(folder / "archive" / "archive.sqlite") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert not database.execute("PRAGMA foreign_key_check").fetchall()
        database.close()
    with Archive(folder / "archive") as archive:
        names = {place.name for entry in archive.entries() for place in entry.places}
        assert names >= {film.name for film in films[: last + 1]}, f"{last + 1} films were finished, {sorted(names)} are there"
        archive.add(films[:3], workers=1)
        assert {place.name for entry in archive.entries() for place in entry.places} >= {film.name for film in films[:3]}


Work = Callable[[Path], None]
OPERATIONS: dict[str, tuple[Work, Callable[[Path, int], None], float]] = {
    "save": (save, saved, 0.4),
    "export": (export, exported, 1.0),
    "index": (index, indexed, 6.0),
}
"""By name: what is done, how it is looked at afterwards, and within how many seconds of its start the kill comes."""


def one_round(name: str, films: Path, chance: random.Random) -> int:
    """Start, kill, look; how many versions were finished before the kill. Raises AssertionError where something was lost."""
    _, look, within = OPERATIONS[name]
    with tempfile.TemporaryDirectory(prefix="before-or-after-kill-") as made:
        folder = Path(made)
        shutil.copytree(films, folder / "films")
        command = [sys.executable, "-m", "tests.endurance.kill", "--do", name, "--folder", made]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        # Most often from the first finished version on, else while it still starts.
        finished = [int(process.stdout.readline())] if chance.random() < 0.9 else [-1]
        time.sleep(chance.random() * within)
        process.send_signal(signal.SIGKILL)
        finished += [int(line) for line in process.stdout.read().split(b"\n")[:-1] if line]
        process.stdout.close()
        process.wait()
        look(folder, finished[-1])
        return finished[-1] + 1


def make_films(folder: Path) -> None:
    """Small films, all different."""
    folder.mkdir(parents=True, exist_ok=True)
    made = clip(folder / "0.mkv", CONTAINERS["clip.mkv"])
    assert made is not None
    data = made.read_bytes()
    for number in range(1, 8):
        (folder / f"{number}.mkv").write_bytes(data + b"\xec\x81" + bytes([number]))  # a Void element: other bytes, the same film


def main() -> int:
    parts = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parts.add_argument("--rounds", type=int, default=200)
    parts.add_argument("--seed", type=int, default=9)
    parts.add_argument("--do", choices=sorted(OPERATIONS), help=argparse.SUPPRESS)
    parts.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parts.parse_args()
    if given.do:
        OPERATIONS[given.do][0](given.folder)
        return 0
    chance = random.Random(given.seed)
    failures, finished = 0, dict.fromkeys(OPERATIONS, 0)
    with tempfile.TemporaryDirectory(prefix="before-or-after-films-") as films:
        make_films(Path(films))
        for number in range(given.rounds):
            name = ("save", "save", "export", "export", "index")[number % 5]
            try:
                finished[name] += one_round(name, Path(films), chance)
            except Exception as error:
                failures += 1
                print(f"round {number}, {name}: {type(error).__name__}: {error}", flush=True)
            if number % 20 == 19:
                print(f"{number + 1} rounds, {failures} failures", flush=True)
    told = ", ".join(f"{name} {count}" for name, count in finished.items())
    print(f"{given.rounds} kills, {failures} failures; versions finished before the kills: {told}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
