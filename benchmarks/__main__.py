"""`python -m benchmarks [NAME]...`: run the named measurements, or all, one after another."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(names: list[str]) -> None:
    known = sorted(info.name for info in pkgutil.iter_modules(benchmarks.__path__) if not info.name.startswith("_"))
    for name in names or known:
        if name not in known:
            raise SystemExit(f"There is no measurement “{name}”: {', '.join(known)}.")
        print(f"== {name}", flush=True)
        importlib.import_module(f"{benchmarks.__name__}.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
