"""The command line: `python -m analysis check|facts|shots|when|sun|log|posts|fetch|archive ...`.

Exit status: 0 done, 1 the tool could not do it (one line on standard error says what and what to do), 2 wrong usage.
With `--json -` nothing but JSON goes to standard output; progress goes to standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from analysis import __version__
from analysis.commands import CannotDo, archive, check, complain, facts, fetch, log, posts, shots, sun, when

COMMANDS = {
    "check": check, "facts": facts, "shots": shots, "when": when, "sun": sun, "log": log, "posts": posts, "fetch": fetch,
    "archive": archive,
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; each command describes its own part."""
    whole = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Was this footage recorded before or after the claim's date, and what shows it? "
        "Nothing leaves this machine, unless you fetch.",
    )
    whole.add_argument("--version", action="version", version=__version__)
    parts = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS.values():
        command.add(parts)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    given = parser().parse_args(arguments)
    try:
        status: int = COMMANDS[given.command].run(given)
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
    sys.exit(main())
