"""Decoding in a process of its own, within limits, so that a hostile or broken video ends that process and no more.

`run` starts `analysis.media.decoder` with the video as its standard input and reads its answer: lines of JSON, limited in size and
validated against a type before anyone sees them. Pictures come as files in a folder that the caller gives. Whatever
the decoder does - crash, hang, fill the memory, answer nonsense - becomes `WorkerFailed` with one sentence; nothing
is unpickled, and the parent loads no decoder.

What holds where is told in `analysis.media.decoder.sandbox`. Everywhere: the wall clock, a stall limit, the size of the answer, the
stop event, and an end when the parent is gone (the worker's pulse finds nobody listening).
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from analysis.media.source import MediaError

T = TypeVar("T")
Progress = Callable[[str, float], None]

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the `analysis` package, whose modules the worker imports."""

PROGRAM = ("-m", "analysis.media.decoder")
"""What Python is told to run as the worker."""

MAX_LINE = 32 << 20
"""Bytes of one line of the answer: a day of video cut every second needs a fraction of it."""


class WorkerFailed(MediaError):
    """The decoder did not come to an answer; the message is one sentence that says why."""


class Refused(WorkerFailed):
    """The decoder works, and this file is nothing that it can do this with."""


class Stopped(MediaError):
    """The caller's stop event was set; nothing is left running."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: bytes of memory, seconds of computing and of waiting, bytes of a written file.

    `stall_s` is how long no progress may come; a job that reports moves on long before. Defaults fit a video of twelve hours.
    """

    memory: int = 2 << 30
    cpu_s: int = 4 * 3600
    wall_s: float = 6 * 3600.0
    stall_s: float = 120.0
    file_bytes: int = 512 << 20
    open_files: int = 64


SHORT = Limits(cpu_s=120, wall_s=120.0, stall_s=60.0, file_bytes=64 << 20)
"""For looking at a file's streams or a few of its pictures."""


def run(
    job: str,
    ask: dict[str, Any],
    answer: type[T],
    *,
    video: Path,
    out: Path | None = None,
    programs: Sequence[Path] = (),
    limits: Limits = SHORT,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
) -> T:
    """Do one job of `analysis.media.decoder` on the video, in a process of its own, and return its validated answer.

    `out` is the one folder in which the worker may write, `programs` what it may start. `progress` is called
    in this thread with a name and a share between 0 and 1. Raises Refused, WorkerFailed, or Stopped.
    """
    if stop is not None and stop.is_set():
        raise Stopped("Stopped.")
    request = {
        "job": job,
        "ask": ask,
        "out": str(out.resolve()) if out is not None else "",
        "programs": [str(path) for path in programs],
        "limits": {name: value for name, value in asdict(limits).items() if name in ("memory", "cpu_s", "file_bytes", "open_files")},
    }
    try:
        # Asked before opening: opening a pipe waits for its other end.
        ordinary = stat.S_ISREG(video.stat().st_mode)
        opened = video.open("rb") if ordinary else None
    except (OSError, ValueError) as error:
        raise WorkerFailed(f"The file can't be read: {getattr(error, 'strerror', None) or error}.") from error
    if opened is None:
        raise WorkerFailed("This is no ordinary file.")
    with opened:
        try:
            process = _start(opened.fileno(), json.dumps(request))
        except OSError as error:
            raise WorkerFailed(f"The decoder can't be started: {error.strerror or error}.") from error
    return _listen(process, answer, limits, progress, stop)


def _start(video: int, request: str) -> subprocess.Popen[bytes]:
    """The worker, in a session of its own, with the video as standard input and next to nothing in its environment."""
    kept = ("SYSTEMROOT", "WINDIR", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP", "TMP", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    # One thread each for the array libraries: their pools cost address space and are of no use here.
    environment |= {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    # onnxruntime reports its use to its maker over the network unless it is told not to; seccomp refuses it on Linux, nothing elsewhere.
    environment |= {"ORT_DISABLE_TELEMETRY": "1"}
    return subprocess.Popen(
        [sys.executable, "-s", "-P", *PROGRAM, request],
        stdin=video,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=tempfile.gettempdir(),
        start_new_session=True,
    )


def _listen(
    process: subprocess.Popen[bytes], answer: type[T], limits: Limits, progress: Progress | None, stop: threading.Event | None
) -> T:
    lines: queue.Queue[bytes | None] = queue.Queue(maxsize=64)
    reader = threading.Thread(target=_read_lines, args=(process, lines), daemon=True)
    reader.start()
    try:
        return _converse(process, lines, answer, limits, progress, stop)
    finally:
        _kill(process)
        while reader.is_alive():
            # The pipe is at its end now; a reader that waits at a full queue is let go.
            with contextlib.suppress(queue.Empty):
                lines.get(timeout=0.05)
        process.stdout.close()  # type: ignore[union-attr]


def _converse(
    process: subprocess.Popen[bytes],
    lines: queue.Queue[bytes | None],
    answer: type[T],
    limits: Limits,
    progress: Progress | None,
    stop: threading.Event | None,
) -> T:
    # Loaded here: the worker imports this module for its types alone, and starts faster without.
    from pydantic import TypeAdapter, ValidationError

    began = moved = time.monotonic()
    while True:
        now = time.monotonic()
        if stop is not None and stop.is_set():
            raise Stopped("Stopped.")
        if now - began > limits.wall_s:
            raise WorkerFailed(f"Decoding took longer than {limits.wall_s:.0f} s and was ended.")
        if now - moved > limits.stall_s:
            raise WorkerFailed(f"The decoder did not move on for {limits.stall_s:.0f} s and was ended.")
        try:
            line = lines.get(timeout=0.1)
        except queue.Empty:
            continue
        if line is None:
            raise WorkerFailed(_why_it_ended(process, limits))
        message = _understood(line)
        if "progress" in message:
            name, share = _progress(message["progress"])
            moved = now
            if progress is not None:
                progress(name, share)
        elif "answer" in message:
            try:
                return TypeAdapter(answer).validate_python(message["answer"])
            except ValidationError as error:
                raise WorkerFailed("The decoder's answer is not what was asked for.") from error
        elif "refused" in message:
            raise Refused(_sentence(message["refused"]))
        elif "broke" in message:
            kind = _sentence(message["broke"])
            raise WorkerFailed(_memory_sentence(limits) if kind == "memory" else f"The decoder failed on this file ({kind}).")


def _read_lines(process: subprocess.Popen[bytes], lines: queue.Queue[bytes | None]) -> None:
    """Hand on whole lines as they come, and None at the end or where a line is longer than any answer."""
    assert process.stdout is not None
    rest = bytearray()
    with contextlib.suppress(OSError, ValueError):
        while chunk := os.read(process.stdout.fileno(), 1 << 16):
            rest += chunk
            while (at := rest.find(b"\n")) >= 0:
                lines.put(bytes(rest[:at]))
                del rest[: at + 1]
            if len(rest) > MAX_LINE:
                break
    lines.put(None)


def _understood(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WorkerFailed("The decoder's answer was not understood.") from error
    if not isinstance(message, dict):
        raise WorkerFailed("The decoder's answer was not understood.")
    return message


def _progress(said: object) -> tuple[str, float]:
    match said:
        case [str() as name, int() | float() as share] if 0 <= share <= 1:
            return _sentence(name), float(share)
    raise WorkerFailed("The decoder's answer was not understood.")


def _sentence(said: object) -> str:
    return "".join(letter for letter in str(said)[:400] if letter.isprintable())


def _memory_sentence(limits: Limits) -> str:
    return f"Decoding needed more than the {limits.memory / (1 << 30):.1f} GB of memory that it may use."


def _why_it_ended(process: subprocess.Popen[bytes], limits: Limits) -> str:
    try:
        status = process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return "The decoder's answer was longer than any that is read."
    if sys.platform != "win32" and status < 0:
        if -status == signal.SIGXCPU:
            return f"Decoding took more than {limits.cpu_s} s of computing time and was ended."
        if -status == signal.SIGKILL:
            return "The system ended the decoder: the computing time or the memory that it may use was spent."
        name = signal.Signals(-status).name if -status in {int(each) for each in signal.Signals} else str(-status)
        return f"The decoder crashed on this file ({name})."
    return f"The decoder ended without an answer (status {status})."


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the worker and whatever it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        # The worker leads its own session, so its group holds its children and nobody else. An unreaped leader keeps the number taken.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def folder(out: Path | None) -> Iterator[Path]:
    """The caller's folder, made if need be; or one that is gone afterwards."""
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        yield out
    else:
        with tempfile.TemporaryDirectory(prefix="before-or-after-", ignore_cleanup_errors=True) as name:
            yield Path(name)


def read_picture(path: Path, *, most: int = 16 << 20) -> bytes:
    """A JPEG file that the worker wrote. Raises WorkerFailed where it is none: a link, something else, or too large."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise WorkerFailed("The decoder wrote no picture.") from error
    with os.fdopen(opened, "rb") as file:
        ordinary = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        data = file.read(most + 1) if ordinary else b""
    if not data.startswith(b"\xff\xd8\xff") or len(data) > most:
        raise WorkerFailed("The decoder wrote no picture.")
    return data
