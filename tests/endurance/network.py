"""`python -m tests.endurance.network`: the whole tool over files that point elsewhere, and not one connection.

The commands `check` (with record and report), `facts`, `shots`, `archive add` and `archive find` run over all of the hostile set and
over the samples, in a network namespace of their own whose only interface is the loopback. What is watched, from three sides:

- the bait that every hostile file points to: a listener on that loopback, and a named pipe;
- `strace -f`, where it is installed: every system call of the tool and of all its workers that has to do with a network;
- Python's own audit hooks in the tool's process: every connection and every look-up of a name.

Needs Linux and `unshare -rn`; where that is not permitted it says so and ends with status 77. `--few` takes four files.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.__main__ import main as tool
from tests.endurance.seeds import CONTAINERS, ROOT, clip
from tests.hostile import Bait, hostile_set, laid

SKIPPED = 77
"""The exit status for "could not be tried here", as automake has it."""
TRAFFIC = re.compile(r"(?:connect|send(?:to|msg|mmsg)|socket)\(.*\b(?:AF_INET6?|AF_PACKET)\b")
"""A connection, a datagram, or a socket that one could be made with."""
PROBE = "socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP)"
"""What urllib3 asks as it is loaded (by the reader of text): whether ::1 can be bound. It is never connected."""
WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg", "urllib.Request")
FEW = ("hls-connection.mp4", "linked.mkv", "entity.xmp", "url-connection.mov")


def main() -> int:
    parts = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parts.add_argument("--few", action="store_true", help="four files and the worked example: what the test suite runs")
    parts.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parts.add_argument("--pipeline", type=Path, help=argparse.SUPPRESS)
    given = parts.parse_args()
    if given.pipeline is not None:
        return pipeline(given.pipeline)
    if given.inside:
        with tempfile.TemporaryDirectory(prefix="before-or-after-network-") as folder:
            return inside(Path(folder), few=given.few)
    apart = ["unshare", "--map-root-user", "--net", "--"]
    if sys.platform != "linux" or shutil.which("unshare") is None or subprocess.run([*apart, "true"], capture_output=True).returncode:
        print("Not tried: a network namespace is not permitted here (unshare -rn).")
        return SKIPPED
    again = [sys.executable, "-m", "tests.endurance.network", "--inside", *(["--few"] if given.few else [])]
    return subprocess.run([*apart, *again], cwd=ROOT, check=False).returncode


def inside(folder: Path, *, few: bool) -> int:
    """In the namespace: lay the bait, run the tool under watch, tell what was seen."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    files = folder / "files"
    files.mkdir()
    with laid(folder) as bait:
        assert _bait_works(bait), "the bait does not work, so that nothing would be shown"
        films = [clip(folder / name, CONTAINERS[name]) for name in ("clip.mov", "clip.mkv")]
        assert None not in films
        mov, mkv = (film.read_bytes() for film in films if film is not None)
        for path in hostile_set(files, bait, mov, mkv):
            if few and path.name not in FEW:
                path.unlink()
        if not few:
            for path in sorted((ROOT / "samples").rglob("*.mp4")):
                shutil.copy(path, files / f"sample-{path.parent.name}.mp4")
        count = len(list(files.iterdir()))
        (folder / "bait").write_text(bait.url, encoding="utf-8")
        log = folder / "strace"
        watch = ["strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(log), "--"] if shutil.which("strace") else []
        command = [*watch, sys.executable, "-m", "tests.endurance.network", "--pipeline", str(folder)]
        done = subprocess.run(command, cwd=ROOT, check=False)
        time.sleep(0.3)
        visitors, readers = len(bait.visitors), len(bait.readers)
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines() if watch else []
    internet = [line for line in calls if TRAFFIC.search(line) and PROBE not in line]
    heard = (folder / "audit").read_text(encoding="utf-8").splitlines()
    print(f"{count} files through check, facts, shots and the archive: {visitors} visitors at the listener, {readers} readers at the pipe,")
    traced = (
        f"{len(internet)} of {len(calls)} network calls of all processes could lead to an internet address" if watch else "strace is absent"
    )
    print(f"{traced}, {len(heard)} connections or look-ups seen by Python's audit hooks.")
    for line in [*internet[:10], *heard[:10]]:
        print(f"  {line}")
    return 1 if visitors or readers or internet or heard or done.returncode else 0


def _bait_works(bait: Bait) -> bool:
    """Whether a visit is seen; the count starts again afterwards."""
    visit = "import socket,sys; socket.create_connection(('127.0.0.1', int(sys.argv[1]))).close()"
    subprocess.run([sys.executable, "-c", visit, str(bait.port)], check=True)
    time.sleep(0.3)
    seen = bool(bait.visitors)
    bait.visitors.clear()
    return seen


def pipeline(folder: Path) -> int:
    """The tool itself, over every file of the folder, in this process and the workers that it starts."""
    heard: list[str] = []
    sys.addaudithook(lambda event, details: heard.append(f"{event} {details[-1]!r}") if event in WATCHED else None)
    url = (folder / "bait").read_text(encoding="utf-8")
    out = folder / "out"
    out.mkdir()
    for path in sorted((folder / "files").iterdir()):
        record, report = out / f"{path.name}.json", out / f"{path.name}.html"
        tool(["check", str(path), "--json", str(record), "--report", str(report), "--posted", url])
        tool(["facts", str(path), "--json", str(out / "facts.jsonl")])
        tool(["shots", str(path), "--out", str(out / "stills"), "--json", str(out / "shots.json")])
    tool(["check", str(ROOT / "samples" / "leopard-kursk" / "article.toml"), "--json", str(out / "example.json"), "--no-pictures"])
    archive = ["--archive", str(folder / "archive")]
    tool(["archive", "add", str(folder / "files"), *archive, "--url", url])
    tool(["archive", "find", str(ROOT / "samples" / "recycled" / "clip.mp4"), *archive])
    (folder / "audit").write_text("\n".join(heard), encoding="utf-8")
    return 0 if (out / "example.json").is_file() else 1


if __name__ == "__main__":
    sys.exit(main())
