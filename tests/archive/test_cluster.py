"""The archive on a cluster of worker processes: the same result as on one machine, also where a worker dies in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from analysis.archive import Archive, ArchiveError, Match, cluster, sound_index
from analysis.archive.cluster import Cluster
from analysis.media.fingerprint import fingerprint
from analysis.media.sound import sound_codes
from tests.archive.films import altered, film
from tests.archive.voices import speech, under

ROOT = Path(__file__).resolve().parents[2]
distributed = pytest.importorskip("distributed", reason="work on a cluster needs requirements-cluster.txt")


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Any]:
    """A scheduler and two worker processes as one starts them by hand; each worker's nanny starts a new one for one that died."""
    about = tmp_path / "scheduler.json"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    crew = [sys.executable, "-m", "distributed.cli.dask_worker", "--nworkers", "2", "--nthreads", "1", "--no-dashboard"]
    with ExitStack() as running:
        for command in (program, crew):
            given = [*command, "--scheduler-file", str(about)]
            made = subprocess.Popen(given, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            running.callback(made.wait, 60)
            running.callback(made.terminate)
        client = running.enter_context(distributed.Client(scheduler_file=str(about), timeout=120))
        client.wait_for_workers(2, timeout=120)
        yield client


def told(matches: list[Match]) -> list[object]:
    return [(match.entry.name, match.entry.sha256, match.stretches, match.sounds) for match in matches]


@pytest.mark.filterwarnings("ignore")  # what Dask says while it loses a worker
def test_the_same_result_with_a_worker_killed_in_the_middle(workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    videos = tmp_path / "videos"
    videos.mkdir()
    for name in range(4):
        film(videos / f"{name}.mp4", (2 * name, 2 * name + 1), seconds=2)
    (videos / "broken.mp4").write_bytes(b"no video")
    spoken = under(speech(1, 10), tmp_path / "spoken.mka")
    long = altered(videos / "0.mp4", tmp_path / "long.mp4", "fps=4,tpad=stop_duration=6")
    under(speech(1, 12)[16_000:], videos / "5.mkv", film=long)
    copy = altered(videos / "2.mp4", tmp_path / "clip.mp4", "hflip,scale=240:-2")
    clip, sound = fingerprint(copy, dense=True), sound_codes(spoken)
    address = workers.scheduler.address
    running = list(workers.run(os.getpid).values())
    killed: list[int] = []

    def kill_one(at: Any) -> None:
        if at.done >= 1 and not killed:
            killed.append(running[0])
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr(cluster, "A_PARTITION", 3)
    monkeypatch.setattr(sound_index, "A_RANGE", 8)
    with Archive(tmp_path / "alone") as alone, Archive(tmp_path / "spread") as spread:
        assert alone.add([videos]).new == 5
        added = spread.add([videos], scheduler=address, progress=kill_one)
        assert (added.new, added.failed, len(killed)) == (5, 1, 1)
        assert [(e.sha256, e.pictures, e.dated) for e in spread.entries()] == [(e.sha256, e.pictures, e.dated) for e in alone.entries()]
        assert [each.sentence for each in spread.failures()] == [each.sentence for each in alone.failures()]
        expected = alone.find(clip, sound=sound, exact=False)
        assert told(spread.find(clip, sound=sound, exact=False, scheduler=address)) == told(expected)
        # The pictures of one file, and the sound of another over other pictures, from its second 1 on.
        assert [(match.entry.name, match.by_sound_only) for match in expected] == [("2.mp4", False), ("5.mkv", True)]
        assert [same.here[0] - same.there[0] for same in expected[1].sounds] == pytest.approx([1], abs=0.2)
        for kind in ("partitions", "sound-partitions"):
            assert len(list((tmp_path / "spread").glob(f"{kind}-*/*.parquet"))) > 1
    assert what_is_lost_is_sent_again(address, monkeypatch) == ["lost", "sent again"]


def what_is_lost_is_sent_again(address: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often a piece of work was sent whose first sending the cluster forgot, as where the connection breaks."""
    told: list[str] = []
    with Cluster(address) as one:
        send = one._client.submit

        def forgetful(*given: Any, **more: Any) -> Any:
            future = send(*given, **more)
            told.append("sent again" if told else "lost")
            if len(told) == 1:
                future.cancel()
            return future

        monkeypatch.setattr(one._client, "submit", forgetful)
        assert one.call(sorted, [2, 1]) == [1, 2]
    return told


def test_no_scheduler_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECTS_S", 0.2)
    with Archive(tmp_path / "archive") as archive, pytest.raises(ArchiveError, match="no Dask scheduler"):
        archive.add([tmp_path], scheduler="tcp://127.0.0.1:9")
