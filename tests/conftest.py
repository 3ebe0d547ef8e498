"""What tests share: the real media and statements beside the project, where they are present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# `make test` tries the same examples each time, so that a change is judged by what it changed;
# HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, print_blob=True, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; tests that need it are skipped, visibly, where it is absent."""
    if not (SHARED / "README.md").is_file():
        pytest.skip("the shared data does not lie beside the project")
    return SHARED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Why a browser test needed its second try: a pass hides it else."""
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.section(f"first try of {report.nodeid}, {report.when}", sep="-")
        terminalreporter.write_line("\n".join(report.longreprtext.splitlines()[-25:]))
