"""JSON from strangers, within limits of size, values and depth."""

from __future__ import annotations

import json
import re
from typing import Any

from analysis.characters import whole
from analysis.statements.decoding import Unreadable

MAX_VALUES = 6_000_000
"""Commas, brackets and braces of one text: each is at least one value in memory."""
_HALF = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
"""What may leave half a character in a value: as it stands, or as an escape."""
LONGEST_NUMBER = 100
"""Digits of a whole number: ids have up to 20."""


def parse(text: str) -> Any:
    """The value of a JSON text. Raises Unreadable, with one sentence, for broken, endless or bottomless ones."""
    if sum(text.count(sign) for sign in ",[{") > MAX_VALUES:
        raise Unreadable("It holds more than can be read at once: export a shorter time.")
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_int=_number)
        if _HALF.search(text):
            found = json.loads(whole(json.dumps(found, ensure_ascii=False)))
    except (ValueError, RecursionError, MemoryError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else f"{error}"[:120]
        raise Unreadable(f"It is no JSON that can be read: {reason}.") from None
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs of an object. A name that stands there twice with two values would be read one way here and another way elsewhere."""
    found = dict(pairs)
    if len(found) < len(pairs):
        for name, value in pairs:
            if found[name] != value:
                raise ValueError(f"“{name[:40]}” stands in it twice, with different values")
    return found


def _number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"a number in it has {len(digits):,} digits")
    return int(digits)


def table(value: Any) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []
