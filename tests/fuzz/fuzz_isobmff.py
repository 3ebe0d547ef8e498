"""Coverage-guided fuzzing of the MP4 reader: python tests/fuzz/fuzz_isobmff.py [CORPUS] [-max_total_time=600].

Needs atheris (pip install atheris==3.0.0), which the other tests do not.

Anything but MediaError is a finding; so is a place outside the file. Findings become cases of tests/media/isobmff/test_damage.py.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["analysis.media"]):
    from analysis.media import xmp  # noqa: F401  (loaded late by the reader: too late to be instrumented)
    from analysis.media.isobmff import nrt  # noqa: F401
    from analysis.media.isobmff.boxes import Allowance, Inflated, Window
    from analysis.media.isobmff.layout import read_file, read_photo
    from analysis.media.source import Listing, MediaError


def one_input(data: bytes) -> None:
    allowance = Allowance(200_000)
    whole = Window(Inflated(data, allowance), 0, len(data), allowance)
    listing = Listing()
    with contextlib.suppress(MediaError):
        (read_photo if data[:3] == b"\xff\xd8\xff" else read_file)(whole, listing)
    for field in listing.fields:
        if not 0 <= field.place.offset <= field.place.offset + field.place.length <= len(data):
            raise AssertionError(f"a place outside the file: {field}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
