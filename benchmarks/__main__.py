"""`python -m benchmarks [NAME]...`: run the named measurements, or all, one after another; `NAME OPTION...`: one with its options."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(names: list[str]) -> None:
    known = sorted(
        info.name for info in pkgutil.iter_modules(benchmarks.__path__) if not info.name.startswith("_") and info.name != "measure"
    )
    options = [name for name in names if name not in known]
    if options and names[0] not in known:
        raise SystemExit(f"There is no measurement “{options[0]}”: {', '.join(known)}.")
    for name in names[:1] if options else names or known:
        print(f"== {name}", flush=True)
        importlib.import_module(f"{benchmarks.__name__}.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
