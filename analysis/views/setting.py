"""Sets report.typ of one folder as report.pdf: a program of its own, so that the page outlives whatever a hostile text does to it."""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def main(folder: Path, made: int) -> None:
    """`made` is the time that the document states, in seconds since 1970 UTC. Raises what the library raises."""
    for nothing in ("packages", "cache"):  # the template asks for no package; were one asked for, none would be fetched from here
        (folder / nothing).mkdir()
    data = typst.compile(
        folder / "report.typ", root=folder, format="pdf", package_path=folder / "packages", package_cache_path=folder / "cache",
        timestamp=made,
    )  # fmt: skip
    assert isinstance(data, bytes)
    (folder / "report.pdf").write_bytes(data)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]))
    except (typst.TypstError, RuntimeError, OSError) as error:
        sys.exit(str(error).partition("\n")[0][:300])
