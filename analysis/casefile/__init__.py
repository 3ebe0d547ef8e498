"""The case file, case.toml: reading it into a `Case`, and editing it without losing what a person wrote.

`load` is all that a checker needs; `CaseFile` is what a form edits. Whatever in a file can't be used becomes a
`Problem` of the case, with its key and one sentence, and the rest is used; only where there is no case file at all is
`CaseFileError` raised.

Beside the keys of every case there are: `day_first` (true or false) for dates such as 03/04/2024; `excerpt = true` on a statement whose
text is not whole; tables `[[copies]]`, the confirmed earlier copies (file or url, at, strength, and as here and there the matching seconds
of this video and of the copy, "0-12.5, 20-31"); `place`, where it was recorded ("51.2303, 35.2689", or a table with at, name,
within_km, why, source); tables `[[lights]]`, the light in a still (still, seen, strength, why), and `[[shadows]]`, a shadow in a
still (foot, tip, top, north as pixels with their error, or height and length; points_to or foot_at and tip_at; clock); a table
`[series]` with completeness, lateness and vagueness, each from 0 to 1; and a period as `event`, `during` or a copy's `at`, written
"2024-09-17 14:00/2024-09-18 14:00". Local times are those of `zone`; without it they are as wide as all zones.

Which files a case may name: `file` (the text of a statement) is a path inside the case's own folder, links included.
`video` is such a path too, or an absolute one, since videos of several GB often lie elsewhere; an absolute path is only
hashed and examined as a video, and its content is never copied into the case.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from analysis.case import Case
from analysis.casefile.editing import CaseFile, CaseFileError, ChangedOnDisk

__all__ = ["CaseFile", "CaseFileError", "ChangedOnDisk", "load"]


def load(path: Path, now: datetime | None = None) -> Case:
    """The case in a file; `now` (UTC) is the instant at which its video counts as received. Raises `CaseFileError`."""
    return CaseFile.load(path).case(now)
