"""Chromaprint's codes of a sound track, held to what ffmpeg gives when it is asked by hand, and to the seconds of sounds made for it."""

from __future__ import annotations

import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from analysis.media.sound import SOUND, SPAN_S, STEP_S, sound_codes
from analysis.media.worker import Refused, Stopped, WorkerFailed
from tests.archive.films import film
from tests.archive.voices import again, speech, under


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return under(speech(1, 20), tmp_path_factory.mktemp("spoken") / "spoken.mka", codec=("pcm_s16le",))


def test_the_codes_are_those_that_ffmpeg_gives_by_hand(spoken: Path) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(spoken), "-ac", "1", "-ar", "11025", "-f", "chromaprint"]
    raw = subprocess.run([*command, "-fp_format", "raw", "-"], capture_output=True, check=True).stdout
    told: list[tuple[str, float]] = []
    codes = sound_codes(spoken, progress=lambda name, share: told.append((name, share)))
    assert codes.tolist() == np.frombuffer(raw, "<u4").tolist()
    assert told[-1] == ("sound", 1.0)
    # Twenty seconds hold so many steps of an eighth of a second after the first span.
    assert len(codes) == pytest.approx((20 - SPAN_S) / STEP_S, abs=2)


def test_a_track_that_starts_late_keeps_its_seconds(spoken: Path, tmp_path: Path) -> None:
    """A film from second 0, its sound from second 4 on: so many codes later comes the code that was the first."""
    pictures = film(tmp_path / "film.mp4", (1,), seconds=4)
    late = tmp_path / "late.mkv"
    again(pictures, late, "-itsoffset", "4", "-i", str(spoken), "-map", "0:v", "-map", "1:a", "-c", "copy")
    codes, moved = sound_codes(spoken), sound_codes(late)
    apart = [
        np.bitwise_count(codes[20:100] ^ moved[20 + shift : 100 + shift]).mean() for shift in range(len(moved) - 100)
    ]  # fmt: skip
    assert int(np.argmin(apart)) * STEP_S == pytest.approx(4, abs=STEP_S)


def test_what_has_no_sound_or_is_hostile_is_one_sentence(spoken: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no sound"):
        sound_codes(film(tmp_path / "silent.mp4", (1,), seconds=1))
    playlist = tmp_path / "list.mp4"
    playlist.write_text(f"#EXTM3U\n#EXTINF:20,\n{spoken}\n")
    with pytest.raises(Refused, match="no video in a format"):
        sound_codes(playlist)
    with pytest.raises(WorkerFailed):
        sound_codes(spoken, limits=replace(SOUND, memory=64 << 20))
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        sound_codes(spoken, stop=stop)
