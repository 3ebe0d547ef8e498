"""Coverage-guided fuzzing of one of our own readers: python tests/fuzz/fuzz_reader.py READER [CORPUS] [-max_total_time=600].

READER is the name of a module of analysis.media.containers ("matroska", "mpegts"), or one of: xmp, tst_info, tokens, klv, dashcam. A
corpus is a folder of files to start from; real ones find more. Needs atheris (pip install atheris==3.0.0), which the other tests do not.

Anything but MediaError is a finding, and so is a place outside the file or a reading that has no span. Findings become files of
tests/fuzz/findings, which tests/fuzz/test_findings.py reads again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["analysis.media", "analysis.reference"]):
    import importlib

    from tests.fuzz import readers

    NAME = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    READ: Callable[[bytes], None] = readers.target(NAME)
    for late in readers.LOADED_LATE:
        importlib.import_module(late)

if __name__ == "__main__":
    atheris.Setup(sys.argv, READ)
    atheris.Fuzz()
