"""The worker process: whatever its program does, the caller gets an answer or one sentence, and nothing is left running."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from analysis.media import worker
from analysis.media.decoder import sandbox
from analysis.media.shots import Shots
from analysis.media.streams import Streams, streams
from analysis.media.worker import Limits, Refused, Stopped, WorkerFailed, read_picture, run
from tests.media.conftest import Film, one_scene

SOON = Limits(cpu_s=20, wall_s=20.0, stall_s=15.0)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture
def behave(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """`behave(code)`: put this program in the decoder's place and ask it for streams."""

    def ask(code: str, *, limits: Limits = SOON, stop: threading.Event | None = None, answer: type = Streams):
        monkeypatch.setattr(worker, "PROGRAM", ("-c", textwrap.dedent(code)))
        video = tmp_path / "video"
        video.write_bytes(b"x" * 1000)
        return run("streams", {}, answer, video=video, limits=limits, stop=stop)

    return ask


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import os; os.abort()", "crashed on this file \\(SIGABRT\\)"),
        ("import ctypes; ctypes.string_at(0)", "crashed on this file \\(SIGSEGV\\)"),
        ("raise SystemExit(3)", "ended without an answer \\(status 3\\)"),
        ("pass", "ended without an answer"),
        ("print('{\"answer\": ')", "not understood"),
        ("print('[1, 2]')", "not understood"),
        ("print('[' * 100000)", "not understood"),
        ('print(\'{"progress": ["a", 7]}\')', "not understood"),
        ('print(\'{"answer": {"streams": 3}}\')', "not what was asked for"),
        ('print(\'{"answer": {"duration_s": 1e999}}\')', "not what was asked for"),
        ('print(\'{"answer": {"duration_s": NaN}}\')', "not what was asked for"),
        ('print(\'{"broke": "memory"}\')', "2.0 GB of memory"),
        ('print(\'{"broke": "ValueError: x\\\\u001b[31m"}\')', "ValueError: x\\[31m"),
        ("import sys\nwhile True: sys.stdout.write('x' * 65536)", "longer than any|ended without"),
    ],
)
@POSIX
def test_misbehaviour_becomes_one_sentence(behave, code: str, sentence: str) -> None:
    with pytest.raises(WorkerFailed, match=sentence) as failure:
        behave(code)
    assert "\n" not in str(failure.value)
    assert "\x1b" not in str(failure.value)


def test_a_refusal_is_told_apart(behave) -> None:
    with pytest.raises(Refused, match="No pictures here"):
        behave('print(\'{"refused": "No pictures here."}\')')


def test_a_hang_ends_at_the_stall_limit(behave) -> None:
    began = time.monotonic()
    with pytest.raises(WorkerFailed, match="did not move on for 1 s"):
        behave("import time; time.sleep(60)", limits=Limits(stall_s=1.0))
    assert time.monotonic() - began < 10


def test_progress_does_not_outlast_the_wall_clock(behave) -> None:
    code = 'import time\nwhile True:\n    print(\'{"progress": ["a", 0.5]}\', flush=True)\n    time.sleep(0.01)'
    with pytest.raises(WorkerFailed, match="longer than 1 s"):
        behave(code, limits=Limits(wall_s=1.0))


@POSIX
def test_computing_time_is_limited(behave) -> None:
    code = """
        import sys; sys.path.insert(0, %r)
        from analysis.media.decoder import sandbox
        sandbox.limit(memory=2 << 30, cpu_s=1, file_bytes=1 << 20, open_files=64)
        while True: pass
    """ % str(worker.ROOT)  # noqa: UP031 - braces belong to the code
    with pytest.raises(WorkerFailed, match="more than 1 s of computing time"):
        behave(code, limits=Limits(cpu_s=1, wall_s=60.0))


@POSIX
def test_stopping_leaves_nothing_running(behave, tmp_path: Path) -> None:
    """The program starts a child; both are gone when `run` returns."""
    note = tmp_path / "pids"
    code = f"""
        import os, subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
        open({str(note)!r} + "~", "w").write(f"{{os.getpid()}} {{child.pid}}")
        os.replace({str(note)!r} + "~", {str(note)!r})
        time.sleep(300)
    """
    stop = threading.Event()

    def watch() -> None:
        while not note.exists():
            time.sleep(0.02)
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
    with pytest.raises(Stopped):
        behave(code, stop=stop)
    for pid in map(int, note.read_text().split()):
        assert gone(pid), pid


def gone(pid: int, within: float = 10.0) -> bool:
    """Whether a process is no more (or a zombie that nobody has collected) within some seconds."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{pid}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@POSIX
def test_the_worker_ends_when_its_parent_is_killed(films: Film, tmp_path: Path) -> None:
    """The pulse alone must do it, on every platform: PR_SET_PDEATHSIG is switched off for the test."""
    note = tmp_path / "pid"
    child = f"""
import sys, os, time, json, threading; sys.path.insert(0, {str(worker.ROOT)!r})
from analysis.media.decoder.__main__ import Speaker
open({str(note)!r} + "~", "w").write(str(os.getpid())); os.replace({str(note)!r} + "~", {str(note)!r})
threading.Thread(target=Speaker().keep_alive, args=(0,), daemon=True).start()
time.sleep(300)
"""
    parent = f"""
import sys; sys.path.insert(0, {str(worker.ROOT)!r})
from pathlib import Path
from analysis.media import worker
from analysis.media.streams import streams
worker.PROGRAM = ("-c", {child!r})
streams(Path({str(one_scene(films, "one.mp4"))!r}))
"""
    process = subprocess.Popen([sys.executable, "-c", parent])
    until = time.monotonic() + 30
    while not note.exists() and time.monotonic() < until:
        time.sleep(0.02)
    pid = int(note.read_text())
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert gone(pid)


@POSIX
def test_a_job_that_fills_the_memory_is_said_to(behave) -> None:
    code = f"""
        import sys; sys.path.insert(0, {str(worker.ROOT)!r})
        from analysis.media.decoder import __main__, facts
        facts.streams = lambda *given: bytearray(1 << 30)
        __main__.main(sys.argv[1])
    """
    with pytest.raises(WorkerFailed, match=r"needed more than the 0\.7 GB of memory"):
        behave(code, limits=Limits(memory=700 << 20))


@POSIX
def test_pictures_beyond_the_memory_allowed_are_no_crash(films: Film) -> None:
    """8000 x 4500 pixels are 54 MB a picture, and a decoder keeps several: what it drops is counted, if it does not fail whole."""
    video = one_scene(films, "large.mp4", seconds=0.2, scene="testsrc2=s=8000x4500:r=30")
    with contextlib.suppress(WorkerFailed):
        found = run("shots", {}, Shots, video=video, limits=Limits(memory=550 << 20, wall_s=60.0))
        assert found.pictures == 6 or found.decode_failures > 0


def test_no_file_and_no_ordinary_file(tmp_path: Path) -> None:
    with pytest.raises(WorkerFailed, match="can't be read"):
        streams(tmp_path / "none.mp4")
    with pytest.raises(WorkerFailed, match=r"can't be read|no ordinary file"):
        streams(tmp_path)


def test_a_picture_is_read_only_where_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"\xff\xd8\xffsecret")
    (tmp_path / "text.jpg").write_bytes(b"no picture")
    (tmp_path / "long.jpg").write_bytes(b"\xff\xd8\xff" + bytes(100))
    assert read_picture(tmp_path / "secret").endswith(b"secret")
    for name in ("text.jpg", "none.jpg"):
        with pytest.raises(WorkerFailed):
            read_picture(tmp_path / name)
    with pytest.raises(WorkerFailed):
        read_picture(tmp_path / "long.jpg", most=50)


@POSIX
def test_a_picture_is_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"\xff\xd8\xffsecret")
    (tmp_path / "shot-000.jpg").symlink_to(tmp_path / "secret")
    with pytest.raises(WorkerFailed):
        read_picture(tmp_path / "shot-000.jpg")


def test_the_locks_keep_other_files_connections_and_programs_out(tmp_path: Path) -> None:
    """Inside the locks: the output folder can be written; a file outside, a socket and a program can't be reached."""
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "secret").write_text("secret")
    code = f"""
import sys; sys.path.insert(0, {str(worker.ROOT)!r})
from pathlib import Path
import socket, subprocess
from analysis.media.decoder import sandbox
print(",".join(sandbox.lock(out=Path({str(out)!r}))))
def tried(name, action):
    try:
        action()
    except OSError as error:
        print(name, type(error).__name__)
    else:
        print(name, "done")
tried("write inside", lambda: (Path({str(out)!r}) / "a.jpg").write_text("x"))
tried("read outside", lambda: Path({str(tmp_path / "secret")!r}).read_text())
tried("write outside", lambda: Path({str(tmp_path / "new")!r}).write_text("x"))
tried("connect", lambda: socket.socket().connect(("127.0.0.1", 9)))
tried("run", lambda: subprocess.run(["/bin/true"]))
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    locks = said[0].split(",")
    if locks != ["landlock", "seccomp"]:
        pytest.skip(f"this system has no such locks: {locks}")
    assert said[1:] == [
        "write inside done",
        "read outside PermissionError",
        "write outside PermissionError",
        "connect PermissionError",
        "run PermissionError",
    ]


@POSIX
def test_the_peak_of_memory_is_watched() -> None:
    assert 5 << 20 < sandbox.memory_used() < 64 << 30
