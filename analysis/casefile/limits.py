"""What a case file may hold before it is parsed, so that a small hostile file can't take all memory.

TOML turns two bytes of a dotted key into a table of its own, and the parsers of the standard library and of tomlkit keep several
hundred bytes for each, more for long keys (2 MB of keys with 900 parts took 3.7 GB in tomllib of Python 3.11). The counts here are
rough, err towards refusing, and lie far above those of any case: 20,000 statements have 20,000 tables, 200,000 keys, no dotted key.
"""

from __future__ import annotations

import re

LARGEST = 16 << 20
"""Bytes that a case file may have: thousands of long statements."""
MAX_TABLES = 100_000
MAX_KEYS = 500_000
MAX_PARTS = 16
"""Parts of one dotted key."""
MAX_DOTS = 50_000
"""Dots in all dotted keys together."""

_PART = r"(?:[\w-]{1,100}|\"(?:[^\"\\\n]|\\.){0,100}\"|'[^'\n]{0,100}')"
# A key stands at the start of a line, in a header, or after a brace or comma of an inline table. The lookahead lets matches overlap, so
# that a quotation mark in front can't hide a key.
_DOTTED = re.compile(rf"(?:^|[{{,\[])(?=[ \t]{{0,20}}({_PART}(?:[ \t]{{0,20}}\.[ \t]{{0,20}}{_PART}){{1,{MAX_PARTS}}}))", re.M)
_DOT = re.compile(rf"[ \t]{{0,20}}\.[ \t]{{0,20}}(?={_PART})")
_HEADER = re.compile(r"^[ \t]*\[", re.M)


def too_much(text: str) -> str:
    """Why the text holds more than a case can, as the end of a sentence; "" where it may be parsed."""
    if text.count("=") > MAX_KEYS:
        return f"it has more than {MAX_KEYS:,} keys"
    if text.count("{") + sum(1 for _ in _HEADER.finditer(text)) > MAX_TABLES:
        return f"it has more than {MAX_TABLES:,} tables"
    dots = 0
    for match in _DOTTED.finditer(text):
        found = len(_DOT.findall(match[1]))
        dots += found
        if found >= MAX_PARTS or dots > MAX_DOTS:
            return "its keys have too many parts"
    return ""
