"""The worker's own program: lock in, do the one job that was asked for, answer in JSON lines, end.

Standard input is the video itself, open for reading; the request is one JSON argument; standard output carries lines of JSON:
`{"alive": true}`, `{"progress": [name, share]}`, and at last `{"answer": ...}`, `{"refused": sentence}` or `{"broke": kind}`.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import cv2

from analysis.media.decoder import sandbox
from analysis.media.decoder.opening import Refusal

Report = Callable[[str, float], None]
Job = Callable[[BinaryIO, dict[str, Any], Path | None, Report], object]
JOBS = {
    "streams": "facts",
    "shots": "scan",
    "stills": "pictures",
    "preview": "pictures",
    "clip": "cutting",
    "fingerprints": "fingerprints",
    "sound": "listening",
    "credentials": "credentials",
    "overlays": "overlays",
    "light": "light",
}
"""The room of each job; the job's name is its function's."""

PULSE_S = 0.25
OUT_OF_MEMORY = 70
PARENT_GONE = 71


class Speaker:
    """Writes lines to the parent; ends the process when nobody listens any more."""

    def __init__(self) -> None:
        self._pipe = os.dup(sys.stdout.fileno())
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        self._lock = threading.Lock()
        self._last = 0.0

    def say(self, message: dict[str, Any]) -> None:
        line = json.dumps(message, default=_plain, ensure_ascii=True, allow_nan=False).encode() + b"\n"
        with self._lock:
            try:
                while line:
                    line = line[os.write(self._pipe, line) :]
            except OSError:
                os._exit(PARENT_GONE)

    def report(self, name: str, share: float) -> None:
        """Tell how far the work is; at most ten times a second."""
        now = time.monotonic()
        if now - self._last >= 0.1 or share >= 1:
            self._last = now
            self.say({"progress": [name, max(0.0, min(1.0, share))]})

    def keep_alive(self, memory: int) -> None:
        """Say that the process lives, until the parent does not listen or the memory allowed is used up."""
        while True:
            self.say({"alive": True})
            if memory and sandbox.memory_used() > memory:
                self.say({"broke": "memory"})
                os._exit(OUT_OF_MEMORY)
            time.sleep(PULSE_S)


def main(argument: str) -> int:
    speaker = Speaker()
    try:
        speaker.say({"answer": work(json.loads(argument), speaker)})
    except Refusal as refusal:
        speaker.say({"refused": str(refusal)})
    except MemoryError:
        speaker.say({"broke": "memory"})
    except Exception as error:
        # OpenCV, the allocator of threads and FFmpeg each have their own way to say that memory is out.
        out_of_memory = any(word in str(error).lower() for word in ("alloc", "new thread", "insufficient memory"))
        speaker.say({"broke": "memory" if out_of_memory else f"{type(error).__name__}: {error}"[:300]})
    return 0


def work(request: dict[str, Any], speaker: Speaker) -> object:
    """Lock in and do the job."""
    limits = request["limits"]
    out = Path(request["out"]) if request.get("out") else None
    # Before the locks: the project's own folder can't be read afterwards.
    job: Job = getattr(importlib.import_module(f"analysis.media.decoder.{JOBS[request['job']]}"), request["job"])
    sandbox.die_with_parent()
    sandbox.limit(**limits)
    sandbox.lock(out=out, programs=[Path(path) for path in request.get("programs", ())])
    # After the locks: they hold for the thread that sets them and for those that it starts.
    threading.Thread(target=speaker.keep_alive, args=(limits["memory"],), daemon=True).start()
    cv2.setNumThreads(1)
    video = os.fdopen(0, "rb", buffering=0, closefd=False)
    return job(video, request["ask"], out, speaker.report)


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


if __name__ == "__main__":
    status = main(sys.argv[1])
    # Threads of a decoder may still run: what was to be said is said.
    os._exit(status)
