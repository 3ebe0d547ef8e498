"""The custody log: what it keeps, and that an edit, a removal, another order and a write that was cut off are told apart."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.keeping import custody

NOW = datetime(2024, 9, 19, 12, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = custody.log_of(tmp_path / "case.toml")
    for number in range(5):
        custody.append(path, "changed", {"key": "habit", "to": f"value {number}"}, NOW + timedelta(seconds=number))
    return path


def test_a_whole_log_names_its_entries_and_its_head(log: Path) -> None:
    found = custody.check(log)
    assert log.name == "case.custody.jsonl"
    assert found.faults == ()
    assert [(entry.number, entry.act, entry.details["to"]) for entry in found.entries][-1] == (5, "changed", "value 4")
    assert found.entries[0].at == "2024-09-19T12:00:00Z"
    assert found.head == json.loads(log.read_text().splitlines()[-1])["hash"]


def spoiled(lines: list[bytes], how: str) -> list[bytes]:
    if how == "edited":
        return [lines[0], lines[1].replace(b"value 1", b"value 9"), *lines[2:]]
    if how == "removed":
        return [lines[0], *lines[2:]]
    if how == "the first removed":
        return lines[1:]
    if how == "another order":
        return [lines[0], lines[2], lines[1], *lines[3:]]
    if how == "twice":
        return [*lines, lines[-1]]
    if how == "a line of noise":
        return [*lines[:2], b"noise", *lines[2:]]
    assert how == "a line damaged"
    return [*lines[:2], lines[2][:-20], *lines[3:]]


@pytest.mark.parametrize("how", ["edited", "removed", "the first removed", "another order", "twice", "a line of noise", "a line damaged"])
def test_what_was_done_to_a_log_is_seen(log: Path, how: str) -> None:
    log.write_bytes(b"\n".join(spoiled(log.read_bytes().splitlines(), how)) + b"\n")
    assert custody.check(log).faults


@pytest.mark.parametrize("kept", [1, 40, -2, -1])
def test_a_line_cut_off_by_a_dying_process_is_no_fault_and_the_log_goes_on(log: Path, kept: int) -> None:
    """Every length that a write may stop at: the first byte, the middle, all but two, all but the end of the line."""
    whole = log.read_bytes()
    last = whole.splitlines(keepends=True)[-1]
    log.write_bytes(whole[: len(whole) - len(last)] + last[:kept])
    assert custody.check(log).faults == ()
    custody.append(log, "opened", {}, NOW)
    custody.append(log, "opened", {}, NOW)
    found = custody.check(log)
    assert found.faults == ()
    assert found.entries[-1].act == "opened"
    assert len(found.entries) == (7 if kept == -1 else 6)


def test_values_from_strangers_stay_data_and_short(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    custody.append(log, "changed", {"to": "x\n{}\u202e" + "y" * 100_000, "n": float("nan"), "bad": "\ud800"}, NOW)
    found = custody.check(log)
    assert found.faults == ()
    assert len(log.read_bytes().splitlines()) == 1
    assert found.entries[0].details["to"]["characters"] == 100_005


def test_two_programs_at_once_write_one_chain(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC; from analysis.keeping import custody\n"
        "for n in range(40): custody.append(Path(sys.argv[1]), sys.argv[2], {'n': n}, datetime(2024, 1, 1, tzinfo=UTC))"
    )
    root = Path(__file__).resolve().parents[2]
    running = [subprocess.Popen([sys.executable, "-c", code, str(log), name], cwd=root) for name in ("one", "two")]
    assert [each.wait(60) for each in running] == [0, 0]
    found = custody.check(log)
    assert found.faults == ()
    assert len(found.entries) == 80


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be killed")
def test_a_kill_at_any_moment_loses_no_entry_that_was_acknowledged(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC; from analysis.keeping import custody\n"
        "while True: print(custody.append(Path(sys.argv[1]), 'changed', {'x': 'y' * 500}, datetime(2024, 1, 1, tzinfo=UTC)), flush=True)"
    )
    root = Path(__file__).resolve().parents[2]
    said: list[str] = []
    for after in (1, 3, 7):
        with subprocess.Popen([sys.executable, "-c", code, str(log)], cwd=root, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            said += [running.stdout.readline().strip() for _ in range(after)]
            running.send_signal(signal.SIGKILL)
            said += [line.strip() for line in running.stdout if len(line) == 65]
    found = custody.check(log)
    assert found.faults == ()
    assert set(said) <= {entry.hash for entry in found.entries}


def test_a_folder_that_can_not_be_written_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(custody.CustodyError, match=r"^The custody log case\.custody\.jsonl can't be written: .*\.$"):
        custody.append(tmp_path / "nowhere" / "case.custody.jsonl", "opened", {}, NOW)


def test_a_full_disk_leaves_the_log_as_it_was(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = log.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(custody.CustodyError, match="No space left"):
        custody.append(log, "opened", {}, NOW)
    assert log.read_bytes() == before
