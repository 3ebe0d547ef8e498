"""Whole processes, timed from outside by the operating system's own accounting."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

ROOT = Path(__file__).resolve().parents[1]
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process with all its children: seconds of CPU and of waiting, peak memory in MB of the largest process."""

    cpu: float
    wall: float
    peak_mb: float


def run(command: Sequence[str], *, most: int = 0) -> Run:
    """Run a command to its end; raises where it ends with more than `most`. Its output is dropped."""
    # A process of its own does the waiting, so that this run's children are accounted alone.
    watcher = (
        "import os,resource,subprocess,sys,time,json\n"
        "begin=time.perf_counter()\n"
        "code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)\n"
        "used=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([code,used.ru_utime+used.ru_stime,time.perf_counter()-begin,used.ru_maxrss/1024]))\n"
    )
    done = subprocess.run([sys.executable, "-c", watcher, *command], capture_output=True, text=True, check=True, cwd=ROOT)
    code, cpu, wall, peak = json.loads(done.stdout)
    if not 0 <= code <= most:
        raise SystemExit(f"{command[0]} ended with {code}")
    return Run(cpu, wall, peak)


def median(measured: Sequence[float]) -> float:
    return statistics.median(measured)


def in_turn(times: int, *runs: Callable[[], Run]) -> list[list[Run]]:
    """Run each in turn, several times: A B A B ..., so that a machine that drifts drifts for all."""
    rounds = [[each() for each in runs] for _ in range(times)]
    return [list(column) for column in zip(*rounds, strict=True)]


def film(folder: Path, *, seconds: int = 60, size: str = "1920x1080", cuts: int = 12) -> Path:
    """A synthetic H.264 film with cuts, at about the bit rate of a phone."""
    target = folder / f"film-{seconds}-{size}.mp4"
    length = seconds / cuts
    sources = ["testsrc2", "smptehdbars", "rgbtestsrc", "testsrc"]
    inputs: list[str] = []
    for index in range(cuts):
        source = sources[index % len(sources)]
        inputs += ["-f", "lavfi", "-t", f"{length}", "-i", f"{source}{':' if '=' in source else '='}size={size}:rate=30"]
    graph = "".join(f"[{i}:v]format=yuv420p,noise=alls=12:allf=t[v{i}];" for i in range(cuts))
    graph += "".join(f"[v{i}]" for i in range(cuts)) + f"concat=n={cuts}:v=1[v]"
    command = [FFMPEG, "-v", "error", "-y", *inputs, "-filter_complex", graph, "-map", "[v]"]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p", str(target)]
    subprocess.run(command, check=True)
    return target
