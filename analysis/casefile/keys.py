"""Keys of a case file, such as "posts[0].at": found, set and taken away, in plain values and in tomlkit's styled ones alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import tomlkit
from tomlkit.items import Array, InlineTable

_STEP = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)|\[(\d{1,6})\]")

Step = str | int
Make = Callable[[Any, Any], Any]
"""Makes a value fit to stand in a container: (value, container) to what is put there."""


def steps(key: str) -> list[Step]:
    """The steps of "posts[0].at". Raises ValueError for what is no key."""
    found: list[Step] = []
    at = 0
    while match := _STEP.match(key, at):
        found.append(match[1] if match[1] else int(match[2]))
        at = match.end()
        if at < len(key) and key[at] == ".":
            at += 1
    if at != len(key) or not found or not isinstance(found[0], str):
        raise ValueError(f"no key of a case file: {key!r}")
    return found


def put(root: Any, path: list[Step], value: Any, make: Make) -> None:
    """Give the key of these steps its value, with the tables on the way. Raises LookupError or TypeError where it has no place."""
    *way, last = path
    node = root
    for step in way:
        if isinstance(step, str) and step not in node:
            node[step] = make({}, node)
        node = node[step]
    node[last] = make(value, node)


def take(root: Any, path: list[Step]) -> None:
    """Take the key of these steps away, and a list that is empty then. Raises LookupError or TypeError where there is none."""
    *way, last = path
    node, trail = root, []
    for step in way:
        trail.append((node, step))
        node = node[step]
    del node[last]
    if trail and isinstance(last, int) and not len(node):
        parent, step = trail[-1]
        del parent[step]


def styled(value: Any, container: Any) -> Any:
    """The value as tomlkit writes it: tables inside a line stay on it, texts of several lines stand on several lines."""
    if isinstance(value, dict):
        table = tomlkit.inline_table() if isinstance(container, Array | InlineTable) else tomlkit.table()
        for name, part in value.items():
            table[name] = styled(part, table)
        return table
    if isinstance(value, str) and "\n" in value and all(sign.isprintable() or sign == "\n" for sign in value) and "\\" not in value:
        return tomlkit.string(value, multiline=not isinstance(container, Array | InlineTable))
    return tomlkit.item(value)
