"""Texts from strangers as Unicode has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def whole(text: str) -> str:
    """The text without halves of characters: a surrogate that stands alone becomes U+FFFD, a pair its character.

    JSON can hold lone surrogates, as escapes or as bytes (RFC 8259, section 8.2); no UTF-8 can, so no record could be written.
    """
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def json_of(record: Mapping[str, Any], indent: int | None = None) -> str:
    """A record as JSON that can be written in UTF-8. Raises ValueError for numbers that JSON has not (NaN, infinities)."""
    import json  # loaded where a record is asked for

    return whole(json.dumps(record, ensure_ascii=False, indent=indent, allow_nan=False))
