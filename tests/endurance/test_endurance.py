"""Small versions of the endurance runs: the same code, fewer rounds. What each run is and how to repeat it stands in its own docstring."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.damage import SECONDS
from tests.endurance import disk, fuzz, kill, network, soak
from tests.endurance.checking import check
from tests.endurance.seeds import CONTAINERS, ROOT, clip

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


def told(module: str, *arguments: str) -> str:
    """What a run says; it is skipped, visibly, where the run says that it can't be tried here."""
    command = [sys.executable, "-m", f"tests.endurance.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode == network.SKIPPED == disk.SKIPPED:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@linux
def test_not_one_connection() -> None:
    said = told("network", "--few")
    assert f"{len(network.FEW)} files through check, facts, shots and the archive: 0 visitors" in said
    assert "0 connections or look-ups" in said


@linux
def test_a_full_and_a_read_only_disk_get_clear_words_and_lose_nothing() -> None:
    said = told("disk")
    assert "full, saving a case: case.toml could not be saved: No space left on device." in said
    assert "read-only, saving a case: case.toml could not be saved: Read-only file system." in said
    assert "0 failures" in said


def test_broken_files_break_nothing(tmp_path: Path) -> None:
    """A hundredth of the fuzz run, by its own numbers, without the pictures."""
    mutations = fuzz.Mutations(tmp_path / "seeds", [], seed=1904)
    found: dict[int, list[str]] = {}
    for number in range(0, 20_000, 200):
        work = tmp_path / str(number)
        work.mkdir()
        wrong = check(mutations.make(number, work))
        if wrong:
            found[number] = wrong
    assert not found


def test_a_broken_file_is_the_same_file_on_every_run(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        mutations = fuzz.Mutations(tmp_path / "seeds", [], seed=1904)
        path = mutations.make(17, tmp_path / name)
        made.append((path.name, path.read_bytes()))
    assert made[0] == made[1]
    assert SECONDS == fuzz.CPU_S


@pytest.mark.parametrize("name", ["save", "export", "index"])
def test_a_kill_loses_nothing(name: str, tmp_path: Path) -> None:
    kill.make_films(tmp_path / "films")
    chance = random.Random(5)
    assert sum(kill.one_round(name, tmp_path / "films", chance) for _ in range(2)) >= 0


@linux
def test_the_memory_stays_flat_over_many_cases() -> None:
    sizes = soak.soak(60, every=20, pictures_every=1000)
    assert sizes[-1] < 1.1 * sizes[0]


def test_every_seed_is_made_here(tmp_path: Path) -> None:
    """Where this ffmpeg can't write a container, the runs would test less than they say."""
    assert {name for name, how in CONTAINERS.items() if clip(tmp_path / name, how) is None} <= {"clip.rm"}
