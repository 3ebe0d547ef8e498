"""The pack of keyframes: a zip that any program reads, with a manifest whose hashes are those of what it holds."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.media.keyframes import pack
from analysis.media.source import MediaError
from tests.archive.films import film


def test_the_manifest_says_what_each_still_is(tmp_path: Path) -> None:
    video = film(tmp_path / "film.mp4", (1, 2, 3), seconds=3)
    target = tmp_path / "keyframes.zip"
    assert main(["shots", str(video), "--pack", str(target)]) == 0
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        lines = list(csv.DictReader(packed.read("manifest.csv").decode().splitlines()))
        assert sorted(packed.namelist()) == sorted([*(line["file"] for line in lines), "manifest.csv", "contact-sheet-01.jpg"])
        for number, line in enumerate(lines, 1):
            assert int(line["number"]) == number
            data = packed.read(line["file"])
            assert data.startswith(b"\xff\xd8\xff")
            assert line["sha256"] == hashlib.sha256(data).hexdigest()
            assert line["video_sha256"] == hashlib.sha256(video.read_bytes()).hexdigest()
            assert float(line["shot_from_s"]) <= float(line["second"]) < float(line["shot_to_s"])
    # Cuts were made every three seconds.
    assert [float(line["shot_from_s"]) for line in lines] == pytest.approx([0, 3, 6], abs=0.11)
    assert main(["shots", str(video), "--pack", str(tmp_path / "missing" / "x.zip")]) == 1


def test_without_stills_there_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no still"):
        pack((), tmp_path, "")
