"""The command line: `python -m analysis check|facts|shots|when|sun|log|posts|fetch|archive|pack|verify|open|compare ...`.

Exit status: 0 done, 1 the tool could not do it (one line on standard error says what and what to do), 2 wrong usage.
With `--json -` nothing but JSON goes to standard output; progress goes to standard error.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from analysis import __version__
from analysis.commands import CannotDo, complain

COMMANDS = ("check", "facts", "shots", "when", "sun", "log", "posts", "fetch", "archive", "pack", "verify", "open", "compare")
"""The modules of `analysis.commands`, in the order in which the help shows them."""


class _Parser(argparse.ArgumentParser):
    """A parser that asks the terminal itself for its width: argparse loads three libraries of compression to ask."""

    def _get_formatter(self) -> argparse.HelpFormatter:
        try:
            width = os.get_terminal_size().columns
        except OSError:
            width = 80
        return argparse.HelpFormatter(self.prog, width=width - 2)


def parser(only: str = "") -> argparse.ArgumentParser:
    """The parser of the command line; each command describes its own part. `only`: that of one command, the others left unloaded."""
    whole = _Parser(
        prog="python -m analysis",
        description="Was this footage recorded before or after the claim's date, and what shows it? "
        "Nothing leaves this machine, unless you fetch.",
    )
    whole.add_argument("--version", action="version", version=__version__)
    parts = whole.add_subparsers(prog=whole.prog, dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for name in [only] if only in COMMANDS else COMMANDS:
        _command(name).add(parts)
    return whole


def _command(name: str) -> ModuleType:
    return importlib.import_module(f"analysis.commands.{name}")


class _WhenNeeded:
    """Loads libraries when something in them is asked for: LazyLoader in importlib's documentation.

    `dataclasses` and `urllib` name these for the rare class without a description and the rare address with brackets.
    """

    NAMES = ("inspect", "ipaddress")

    @classmethod
    def find_spec(cls, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in cls.NAMES else None
        if spec is not None and spec.loader is not None:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    given = parser(words[0] if words else "").parse_args(words)
    try:
        status: int = _command(given.command).run(given)
    except CannotDo as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("Stopped.")
    except BrokenPipeError:  # the reader of our output went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return status
    return 1


if __name__ == "__main__":
    # What a run makes, it keeps: looking for what is no longer used costs more than it frees, but for the longest runs.
    gc.set_threshold(50_000, 20, 20)
    if sys.argv[1:2] == ["facts"]:
        sys.meta_path.insert(0, _WhenNeeded)
    sys.exit(main())
