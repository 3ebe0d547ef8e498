"""The archive: what is stored once, what goes on after a stop, what is skipped, which date a file has, and what is found."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.archive import Archive, ArchiveError, Progress
from analysis.archive.store import Seen
from analysis.when import Span
from tests.archive.films import altered, film, still
from tests.archive.voices import speech, under


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    for name, seeds in (("one.mp4", (1, 2)), ("two.mp4", (3, 4)), ("three.mp4", (5,))):
        film(folder / name, seeds, seconds=3)
    return folder


@pytest.fixture
def videos(films: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(films, tmp_path / "videos"))


def test_each_file_once_wherever_it_lies(videos: Path, tmp_path: Path) -> None:
    shutil.copy(videos / "one.mp4", videos / "again.mp4")
    with Archive(tmp_path / "archive") as archive:
        first = archive.add([videos])
        assert (first.new, first.moved, first.failed) == (3, 1, 0)
        again = archive.add([videos])
        assert (again.new, again.moved, again.unchanged) == (0, 0, 4)
        (videos / "two.mp4").rename(videos / "elsewhere.mp4")
        moved = archive.add([videos])
        assert (moved.new, moved.moved, moved.unchanged) == (0, 1, 3)
        assert len(archive.entries()) == 3
        assert {entry.path for entry in archive.entries()} <= set(videos.iterdir())


def test_a_stop_keeps_what_was_stored_and_the_next_run_goes_on(videos: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def after_one(at: Progress) -> None:
        if at.done >= 1:
            stop.set()

    with Archive(tmp_path / "archive") as archive:
        added = archive.add([videos], workers=1, progress=after_one, stop=stop)
        assert added.stopped
        stored = len(archive.entries())
    with Archive(tmp_path / "archive") as archive:
        assert len(archive.entries()) == stored
        rest = archive.add([videos])
        assert rest.unchanged == stored
        assert rest.new == 3 - stored
        assert archive.failures() == []


def test_hostile_files_are_listed_and_skipped_and_loops_are_not_entered(videos: Path, tmp_path: Path) -> None:
    (videos / "empty.mp4").touch()
    (videos / "text.mp4").write_text("#EXTM3U\nfile:///etc/passwd\n")
    cut = (videos / "three.mp4").read_bytes()
    (videos / "cut.mp4").write_bytes(cut[:200])
    odd = os.fsencode(videos) + b"/odd \xff\n'name.mp4"
    shutil.copy(os.fsencode(videos / "three.mp4"), odd)
    (videos / "loop").symlink_to(videos)
    (videos / "self.mp4").symlink_to(videos / "self.mp4")
    os.mkfifo(videos / "pipe.mp4")
    with Archive(videos / "archive") as archive:
        added = archive.add([videos])
        assert (added.new, added.moved, added.failed) == (3, 1, 3)
        assert {failed.path.name for failed in archive.failures()} == {"empty.mp4", "text.mp4", "cut.mp4"}
        assert all(failed.sentence.endswith(".") for failed in archive.failures())
        assert archive.add([videos]).unchanged == 7
        with pytest.raises(ArchiveError, match="no file or folder"):
            archive.add([videos / "missing"])


def test_removed_files_are_not_found_again(videos: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive:
        archive.add([videos])
        assert [match.entry.name for match in archive.find(videos / "one.mp4", exact=False)] == ["one.mp4"]
        assert archive.remove([videos / "one.mp4"]) == 1
        assert archive.find(videos / "one.mp4", exact=False) == []
        assert archive.remove([videos]) == 2


def test_dates_come_from_the_user_or_from_beside_the_file_and_are_else_unknown(videos: Path, tmp_path: Path) -> None:
    """The timestamp is 14 August 2021, 14:30 UTC; yt-dlp writes it in seconds since 1970."""
    (videos / "one.info.json").write_text(json.dumps({"extractor": "generic", "_type": "video", "timestamp": 1628951400}))
    with Archive(tmp_path / "archive") as archive:
        archive.add([videos / "one.mp4", videos / "two.mp4"])
        archive.add([videos / "three.mp4"], at="2022-03-01", url="https://example.org/1")
        one, two, three = (next(e for e in archive.entries() if e.name == name) for name in ("one.mp4", "two.mp4", "three.mp4"))
        assert one.dated.span is not None
        assert one.dated.span.start is None
        assert one.dated.span.end is not None
        assert timedelta(0) <= one.dated.span.end - datetime(2021, 8, 14, 14, 30, tzinfo=UTC) <= timedelta(minutes=5)
        assert two.dated.span is None
        # No zone was given: the day is as wide as all zones, UTC+14 to UTC-12.
        assert three.dated.span == Span(datetime(2022, 2, 28, 10, tzinfo=UTC), datetime(2022, 3, 2, 12, tzinfo=UTC))
        for wrong in ("2999-01-01", "31.02.2022", "soon"):
            with pytest.raises(ArchiveError):
                archive.add([videos], at=wrong)
        archive.date(two, "2020-05-01", zone=timedelta(0))
        assert [e.dated.span for e in archive.entries() if e.name == "two.mp4"] == [Span(None, datetime(2020, 5, 2, tzinfo=UTC))]


def test_the_earliest_copy_comes_first_with_its_seconds(videos: Path, tmp_path: Path) -> None:
    altered(videos / "one.mp4", videos / "mirrored.mp4", "hflip")
    clip = altered(videos / "one.mp4", tmp_path / "clip.mp4", "scale=240:-2", "-ss", "1", "-t", "4")
    with Archive(tmp_path / "archive") as archive:
        archive.add([videos / "one.mp4"], at="2023-01-01")
        archive.add([videos / "mirrored.mp4"], at="2021-01-01")
        archive.add([videos])
        first, second = archive.find(clip)
    assert (first.entry.name, second.entry.name) == ("mirrored.mp4", "one.mp4")
    assert first.stretches[0].mirrored
    assert second.exact
    assert second.here[0] == pytest.approx((0, 4), abs=0.5)
    assert second.there[0] == pytest.approx((1, 5), abs=0.5)
    assert second.copy(videos.parent)["file"] == "videos/one.mp4"
    # The day is as wide as all zones: it ends at noon UTC of the next.
    assert second.copy()["at"] == "2023-01-02T12:00:00+00:00"


def test_a_picture_is_found_in_a_video(videos: Path, tmp_path: Path) -> None:
    picture = still(videos / "two.mp4", tmp_path / "still.jpg", 1.2)
    with Archive(tmp_path / "archive") as archive:
        archive.add([picture], at="2020-01-01")
        (match,) = archive.find(videos / "two.mp4")
    assert match.entry.still
    assert match.here[0][0] <= 1.2 + 0.3
    assert match.here[0][1] >= 1.2 - 0.3


def test_a_sound_over_other_pictures_is_told_as_such_and_is_no_copy(videos: Path, tmp_path: Path) -> None:
    """One sound under two films; a clip of the first with its sound: the first matches by both, the second by its sound only."""
    spoken = speech(1, 10)
    films = {name: altered(videos / f"{name}.mp4", tmp_path / f"{name}.mp4", "fps=4,tpad=stop_duration=4") for name in ("one", "two")}
    for name, pictures in films.items():
        under(spoken, videos / f"{name}.mkv", film=pictures)
    clip = under(spoken[16_000:] / 3, tmp_path / "clip.mkv", film=films["one"], codec=("libopus", "-b:a", "24k"))
    with Archive(tmp_path / "archive") as archive:
        archive.add([videos / "one.mkv"], at="2023-01-01")
        archive.add([videos / "two.mkv"], at="2020-01-01")
        both, other = archive.find(clip, exact=False)
        # The older date does not put a sound before pictures.
        assert (both.entry.name, both.by_sound_only, len(both.sounds)) == ("one.mkv", False, 1)
        assert (other.entry.name, other.by_sound_only, other.stretches) == ("two.mkv", True, ())
        assert other.sounds[0].here == pytest.approx((0, 9), abs=0.7)
        assert other.sounds[0].there == pytest.approx((1, 10), abs=0.7)
        with pytest.raises(ArchiveError, match="other pictures"):
            other.copy()
        archive.remove([videos])
        assert list(archive._store.sounds()) == []


def test_an_archive_from_before_sound_is_taken_over_and_its_files_are_heard_once(videos: Path, tmp_path: Path) -> None:
    """Version 2 had these tables without that of the sounds, version 3 without a word on whether a sound was looked for."""
    spoken = under(speech(1, 4), videos / "spoken.mkv", film=videos / "three.mp4")
    shutil.copy(spoken, videos / "again.mkv")
    with Archive(tmp_path / "archive") as archive:
        archive.add([videos])
        before = archive.entries()
    for version, change in ((2, "DROP TABLE sounds"), (3, "DELETE FROM sounds")):
        with sqlite3.connect(tmp_path / "archive" / "archive.sqlite") as database:
            database.execute(change)
            database.execute("ALTER TABLE files DROP COLUMN heard")
            database.execute(f"PRAGMA user_version = {version}")
        database.close()
        with Archive(tmp_path / "archive") as archive, Archive(tmp_path / "archive") as beside:
            assert archive.entries() == beside.entries() == before
            assert len(archive._store.prints(before[0].file)) == before[0].pictures
            # The same bytes at two places are heard once.
            added = [archive.add([videos]) for _ in range(2)]
            assert [(each.unchanged, each.new, each.heard) for each in added] == [(5, 0, 1), (5, 0, 0)]
            assert [file for file, _ in beside._store.sounds()] == [archive._store.file_at(Seen(spoken, 0, 0))]
    with Archive(tmp_path / "archive") as archive:
        archive._store._database.execute("UPDATE sounds SET probes = x'010203'")
        with pytest.raises(ArchiveError, match="damaged"):
            list(archive._store.sounds())


def test_a_full_disk_and_a_broken_database_are_one_sentence(videos: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive:
        archive.add([videos / "one.mp4"])
        archive._store._database.execute("PRAGMA max_page_count = 1")  # SQLite then says what it says of a full disk
        filler = [Seen(tmp_path / f"{number}.mp4", 1, 1) for number in range(100)]
        with pytest.raises(ArchiveError, match="disk is full"):
            [archive._store.fail(each, "x" * 9_000 + ".") for each in filler]
        assert [entry.name for entry in archive.entries()] == ["one.mp4"]
        archive._store._database.execute("PRAGMA max_page_count = 1000000")
        assert archive.add([videos]).new == 2
    with sqlite3.connect(tmp_path / "archive" / "archive.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ArchiveError, match="another version"):
        Archive(tmp_path / "archive")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "archive.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(ArchiveError, match="can't be used"):
        Archive(tmp_path / "other")
