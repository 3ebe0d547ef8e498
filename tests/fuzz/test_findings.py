"""What fuzzing has found, read again: one file a finding, named by its reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.readers import names, target

FINDINGS = sorted((Path(__file__).parent / "findings").iterdir())


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.name)
def test_a_finding_stays_mended(path: Path) -> None:
    """The target raises where a reader raises anything but MediaError, places a field outside the file, or reads what has no span."""
    target(path.name.rpartition("-")[0])(path.read_bytes())


@pytest.mark.parametrize("name", names())
def test_every_reader_has_a_target(name: str) -> None:
    for data in (b"", b"\0", bytes(4096), b"\xff" * 4096, bytes(range(256)) * 8):
        target(name)(data)
