"""Files beside a video: found by name, whatever its case; a folder that is kept in mind is looked at again once it has changed."""

from __future__ import annotations

import os
from pathlib import Path

from analysis.media.beside import beside


def test_names_in_either_case_and_nothing_else(tmp_path: Path) -> None:
    video = tmp_path / "Clip.MP4"
    for name in ("Clip.MP4", "clip.srt", "CLIP.mp4.SRT", "Clip2.srt", "other.srt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "clip.SRT").symlink_to(tmp_path / "other.srt")
    assert [path.name for path in beside(video, (".srt",))] == ["CLIP.mp4.SRT", "clip.srt"]
    assert beside(tmp_path / "absent" / "a.mp4", (".srt",)) == []


def test_a_folder_at_rest_is_read_again_when_it_changes(tmp_path: Path) -> None:
    video = tmp_path / "a.mp4"
    video.write_bytes(b"x")
    os.utime(tmp_path, (1_600_000_000, 1_600_000_000))
    assert beside(video, (".srt",)) == []
    (tmp_path / "a.srt").write_bytes(b"x")  # the system sets the folder's date
    assert [path.name for path in beside(video, (".srt",))] == ["a.srt"]
    os.utime(tmp_path, (1_600_000_001, 1_600_000_001))
    assert [path.name for path in beside(video, (".srt",))] == ["a.srt"]
