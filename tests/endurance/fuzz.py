"""`python -m tests.endurance.fuzz`: thousands of broken files through a whole check; nothing may crash, hang or fill the memory.

    python -m tests.endurance.fuzz --count 20000        # on all cores; stopped and started again it goes on
    python -m tests.endurance.fuzz --only 1234          # one file again, in this process, with its traceback

File number N is made from the seed and N alone. Checks run one after another in one long-lived process a core, as they do in the page's
process; a watcher ends one that does not move on. Whatever is found is kept in OUT/findings. Exit status 1 where something was.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from analysis.media.listing import list_fields
from tests.endurance.checking import check
from tests.endurance.mutating import mutated
from tests.endurance.seeds import ROOT, seeds

CPU_S = 10.0
"""Seconds of computing that one file may take without its pictures."""
WALL_S = 120.0
"""Seconds after which a file that is still in work counts as hanging; with pictures the decoder's own limits come first."""
MEMORY_MB = 1024


class Mutations:
    """The broken files, by number."""

    def __init__(self, folder: Path, more: list[Path], seed: int) -> None:
        self._seed = seed
        self._paths = seeds(folder, more)
        self._data = [path.read_bytes() for path in self._paths]
        self._places: dict[int, list[int]] = {}

    def make(self, number: int, folder: Path) -> Path:
        """File number N, written to the folder under its seed's name."""
        chance = random.Random(f"{self._seed} {number}")
        index = chance.randrange(len(self._paths))
        if index not in self._places:
            fields = list_fields(self._paths[index]).fields
            self._places[index] = sorted({field.place.offset for field in fields if not field.place.file})[:2000]
        name = self._paths[index].name
        if chance.random() < 0.05:  # under another format's name, too
            name = f"{name.partition('.')[0]}{chance.choice(self._paths).suffix}"
        path = folder / name
        path.write_bytes(mutated(self._data[index], chance, self._places[index], self._data))
        return path


def lane(given: argparse.Namespace) -> None:
    """Every `lanes`-th file that is not done yet, one after another in this process."""
    here: Path = given.out / f"lane-{given.lane}"
    work = here / "work"
    work.mkdir(parents=True, exist_ok=True)
    mutations = Mutations(given.out / "seeds", given.seeds, given.seed)
    done = {record["number"] for record in records(given.out)}
    with (here / "done.jsonl").open("a", encoding="utf-8") as log:
        for number in range(given.lane, given.count, given.lanes):
            if number in done:
                continue
            for stale in work.rglob("*"):
                if stale.is_file():
                    stale.unlink()
            (here / "now").write_text(f"{number}", encoding="utf-8")
            path = mutations.make(number, work)
            record = one(path, number, given)
            log.write(json.dumps(record) + "\n")
            log.flush()
            if record["wrong"]:
                keep(given.out, path, number, record)


def one(path: Path, number: int, given: argparse.Namespace) -> dict[str, Any]:
    """One check with its computing time and the process's peak memory so far."""
    pictures = given.pictures > 0 and number % round(1 / given.pictures) == 0
    began = time.process_time()
    try:
        wrong = check(path, pictures=pictures, stills=path.parent / "stills" if pictures else None, with_report=number % 10 == 0)
    except Exception:
        if given.only is not None:
            raise
        wrong = [traceback.format_exc()[-3000:]]
    cpu = time.process_time() - began
    if cpu > CPU_S:
        wrong.append(f"it took {cpu:.1f} s of computing")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if own > MEMORY_MB:
        wrong.append(f"the process holds {own:.0f} MB")
    return {
        "number": number, "name": path.name, "pictures": pictures, "cpu": round(cpu, 3), "mb": round(own), "worker_mb": round(children),
        "wrong": wrong,
    }  # fmt: skip


def keep(out: Path, path: Path, number: int, record: dict[str, Any]) -> None:
    findings = out / "findings"
    findings.mkdir(exist_ok=True)
    (findings / f"{number}-{path.name}").write_bytes(path.read_bytes())
    (findings / f"{number}.txt").write_text("\n".join(record["wrong"]), encoding="utf-8")


def records(out: Path) -> list[dict[str, Any]]:
    found = []
    for log in sorted(out.glob("lane-*/done.jsonl")):
        for line in log.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):  # a line that a killed process did not finish
                found.append(json.loads(line))
    return found


def watch(given: argparse.Namespace) -> int:
    """Run the lanes, start one again that died, end one that hangs, and sum up."""
    command = [sys.executable, "-m", "tests.endurance.fuzz", *sys.argv[1:], "--lanes", str(given.lanes)]
    running = {index: _started(command, index) for index in range(given.lanes)}
    told = time.monotonic()
    while running:
        time.sleep(0.5)
        for index, process in list(running.items()):
            here = given.out / f"lane-{index}"
            status = process.poll()
            if status == 0:
                del running[index]
            elif status is not None:
                _lost(given.out, here, f"the process ended with {status}")
                running[index] = _started(command, index)
            elif _age(here / "now") > WALL_S:
                process.kill()
                process.wait()
                _lost(given.out, here, f"it was still in work after {WALL_S:.0f} s")
                running[index] = _started(command, index)
        if time.monotonic() - told > 60:
            told = time.monotonic()
            print(summary(records(given.out)), flush=True)
    found = records(given.out)
    print(summary(found))
    for record in found:
        if record["wrong"]:
            print(f"{record['number']} {record['name']}: {record['wrong'][0].splitlines()[-1]}")
    return 1 if any(record["wrong"] for record in found) else 0


def _started(command: list[str], index: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*command, "--lane", str(index)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _lost(out: Path, here: Path, why: str) -> None:
    """Note a file whose check did not come back, so that the lane goes on after it."""
    if not (here / "now").is_file():
        raise SystemExit(f"A lane did not start: {why}.")
    number = int((here / "now").read_text(encoding="utf-8"))
    (here / "now").unlink()
    left = [path for path in (here / "work").iterdir() if path.is_file()]
    record = {
        "number": number, "name": left[0].name if left else "", "pictures": False, "cpu": 0.0, "mb": 0, "worker_mb": 0, "wrong": [why],
    }  # fmt: skip
    with (here / "done.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(record) + "\n")
    if left:
        keep(out, left[0], number, record)


def summary(found: list[dict[str, Any]]) -> str:
    if not found:
        return "no file yet"
    kinds = Counter(record["wrong"][0].strip().splitlines()[-1][:100] for record in found if record["wrong"])
    slowest = max((record["cpu"], record["number"]) for record in found)
    return (
        f"{len(found)} files, {sum(record['pictures'] for record in found)} of them with their pictures; {sum(kinds.values())} findings;"
        f" slowest {slowest[0]:.2f} s of computing (number {slowest[1]}); at most {max(record['mb'] for record in found)} MB in the process"
        f" and {max(record['worker_mb'] for record in found)} MB in a decoder"
        + "".join(f"\n  {count} x {kind}" for kind, count in kinds.items())
    )


def main() -> int:
    parts = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parts.add_argument("--count", type=int, default=20_000)
    parts.add_argument("--seed", type=int, default=1904)
    out = ROOT / "tests" / "artefacts" / "fuzz"
    parts.add_argument("--out", type=Path, default=out, help="where the run is kept; a new folder begins anew (%(default)s)")
    parts.add_argument("--seeds", type=Path, action="append", default=[], help="a folder of further files to start from")
    parts.add_argument("--pictures", type=float, default=0.02, help="the share of the files whose pictures are looked at")
    parts.add_argument("--lanes", type=int, default=os.cpu_count() or 1)
    parts.add_argument("--lane", type=int, help=argparse.SUPPRESS)
    parts.add_argument("--only", type=int, help="one file again, by its number")
    given = parts.parse_args()
    given.out = given.out.resolve()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.only is not None:
        path = Mutations(given.out / "seeds", given.seeds, given.seed).make(given.only, given.out)
        record = one(path, given.only, given)
        print(json.dumps(record, indent=2))
        return 1 if record["wrong"] else 0
    if given.lane is not None:
        lane(given)
        return 0
    seeds(given.out / "seeds", given.seeds)
    return watch(given)


if __name__ == "__main__":
    sys.exit(main())
