"""Stills to take away: what the manifest says is what lies in the folder and in the ZIP file, and what decoding finds there."""

from __future__ import annotations

import hashlib
import json
import zipfile
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from analysis.__main__ import main
from analysis.media.shots import still
from analysis.place import Frame
from tests.media.conftest import cut_film, films

__all__ = ["cut_film", "films"]


def test_the_folder_holds_what_its_manifest_says(cut_film: tuple[Path, list[float]], tmp_path: Path, capsys) -> None:
    path, _ = cut_film
    out, packed = tmp_path / "stills", tmp_path / "stills.zip"
    assert main(["shots", str(path), "--out", str(out), "--pack", str(packed), "--no-text"]) == 0
    capsys.readouterr()
    facts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert facts["video"] == {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
    assert len(facts["stills"]) == 8
    for each in facts["stills"]:
        data = (out / each["file"]).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (each["sha256"], each["bytes"])
        assert float(each["pts"] * Fraction(each["time_base"])) == each["keyframe_s"]
        reopened = still(path, Frame(each["pts"], Fraction(each["time_base"])))
        one, other = (cv2.imdecode(np.frombuffer(each, np.uint8), cv2.IMREAD_COLOR) for each in (data, reopened))
        assert one is not None
        assert other is not None
        assert np.abs(one.astype(int) - other).mean() < 12
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        sheet = cv2.imdecode(np.frombuffer(archive.read("contact-sheet-01.jpg"), np.uint8), cv2.IMREAD_COLOR)
    # Eight pictures of 320 x 180 in rows of five.
    assert sheet is not None
    assert sheet.shape[1] > 5 * 320
    assert 2 * 180 < sheet.shape[0] < 3 * 180
    assert list(tmp_path.glob(".*")) == []
