"""What tests share: the real media and statements beside the project, where they are present."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; tests that need it are skipped, visibly, where it is absent."""
    if not (SHARED / "README.md").is_file():
        pytest.skip("the shared data does not lie beside the project")
    return SHARED
