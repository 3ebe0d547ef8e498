"""A time-stamp authority of our own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a root and a time-stamping certificate (see `signing.make_authority`); skipped, visibly, without openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("the openssl command is not installed")
    from tests.witnesses.signing import make_authority

    folder = tmp_path_factory.mktemp("authority")
    make_authority(folder)
    return folder
