"""JSON from strangers, within limits of size, values and depth."""

from __future__ import annotations

import json
from typing import Any

from analysis.statements.decoding import Unreadable

MAX_VALUES = 6_000_000
"""Commas, brackets and braces of one text: each is at least one value in memory."""


def parse(text: str) -> Any:
    """The value of a JSON text. Raises Unreadable, with one sentence, for broken, endless or bottomless ones."""
    if sum(text.count(sign) for sign in ",[{") > MAX_VALUES:
        raise Unreadable("It holds more than can be read at once: export a shorter time.")
    try:
        return json.loads(text)
    except (ValueError, RecursionError, MemoryError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else f"{error}"[:120]
        raise Unreadable(f"It is no JSON that can be read: {reason}.") from None


def table(value: Any) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []
