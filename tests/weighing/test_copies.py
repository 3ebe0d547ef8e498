"""A file that was encoded after it had been posted is a later copy: said, and no contradiction."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import imageio_ffmpeg

from analysis.casefile import CaseFile
from analysis.hearing import hear
from analysis.views import remarks
from analysis.weighing.weigh import weigh

NOW = datetime(2026, 11, 1, tzinfo=UTC)
CASE = '[claim]\nevent = "2024-05-19Z"\n[[posts]]\nat = "{}"\nkind = "copy"\n'


def test_a_posting_before_the_encoding_is_explained(tmp_path: Path) -> None:
    """The clip carries the x264 build that imageio-ffmpeg ships (2023 or later), and was posted, so the case says, in 2016."""
    clip = tmp_path / "clip.mp4"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "testsrc=d=1:r=5:s=64x48", "-c:v", "libx264", str(clip)]
    subprocess.run(command, check=True, timeout=60)
    for posted, expected in (("2016-01-01Z", 1), ("2026-10-01Z", 0)):
        book = CaseFile(f'video = "clip.mp4"\n{CASE.format(posted)}', folder=tmp_path)
        verdict = weigh(hear(book.case(NOW), pictures=False, now=NOW))
        told = remarks.later_copies(verdict)
        assert len(told) == expected
        assert not verdict.contradictions
        assert all("later copy" in sentence for sentence in told)
    assert verdict.bounds.not_after is not None
