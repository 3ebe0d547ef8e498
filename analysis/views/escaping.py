"""Text from strangers made harmless for where it is put: a line of text, a cell of a spreadsheet, Markdown, HTML.

Control characters and those that turn the direction of what follows (Unicode, UAX 9, explicit formatting) become "·".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORMULA = "=+-@\t\r\n＝＋－＠"
"""How a formula begins in a spreadsheet (OWASP, CSV Injection), in full width too."""
MARKS = re.compile(r"([\\`*_{}\[\]#|<>~$&@^!])")
"""What is markup within a line; what is so only at the start of one stands after words of our own."""


def line(text: str) -> str:
    """One line without control, direction and private characters; a tab or a new line becomes a space."""
    return "".join("·" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else c for c in " ".join(text.split()))


def cell(text: object) -> str:
    """A cell of a CSV file: one line that no spreadsheet takes for a formula."""
    shown = line(str(text))
    begins = {str(text)[:1], shown[:1]} - {""}
    return f"'{shown}" if any(sign in FORMULA for sign in begins) else shown


def cells(values: Iterable[object]) -> list[str]:
    """The cells of a row; None is empty."""
    return ["" if value is None else cell(value) for value in values]


def markdown(text: str) -> str:
    """One line in which nothing is Markdown: no picture, link, mention, address, emphasis, HTML."""
    shown = MARKS.sub(r"\\\1", line(text))
    # A backslash does not keep a chat from turning an address into a link with a preview; a word joiner does.
    return re.sub(r"(?i)(https?|ftp|www)([:.])", lambda m: m[1] + "\u2060" + m[2], shown)


def page(value: object) -> object:
    """What is put into HTML, before it is escaped: its lines stay, signs that command or turn the text do not."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return TURNS.sub("·", "".join("·" if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t\r" else c for c in value))


def nested(value: Any, *, longest: int) -> Any:
    """The same for every string in lists and tables, each no longer than that many characters; a cut is said."""
    if isinstance(value, dict):
        return {name: nested(each, longest=longest) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [nested(each, longest=longest) for each in value]
    shown = page(value)
    return f"{shown[:longest]}… (cut here)" if isinstance(shown, str) and len(shown) > longest else shown
