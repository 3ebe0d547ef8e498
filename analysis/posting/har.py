"""A recording of a browser's traffic (HAR): every page and video file that was loaded, with the time at which it was.

`startedDateTime` is ISO 8601 with the offset of the computer that recorded. Bodies are text, or base64 of bytes.
Source: the HAR 1.2 specification (W3C web-performance draft).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from analysis.posting import captured
from analysis.posting.draft import Origin, PostDraft, address, typed, word
from analysis.posting.pages import MAX_PAGE
from analysis.statements.decoding import Unreadable, decode
from analysis.statements.json_values import table

MAX_ENTRIES = 50_000
WHY = "the recording’s startedDateTime: the clock of the computer that recorded"


def claims(data: Any) -> bool:
    return isinstance(table(table(data).get("log")).get("entries"), list)


def drafts(data: Any, file: str) -> Iterator[PostDraft]:
    """Posts on the pages that were loaded, and the loading of each page and video file."""
    for number, each in enumerate(table(data["log"])["entries"][:MAX_ENTRIES], start=1):
        entry = table(each)
        response, request = table(entry.get("response")), table(entry.get("request"))
        content = table(response.get("content"))
        mime = word(content.get("mimeType"), 100).lower()
        page = mime.startswith(("text/html", "application/xhtml"))
        status = response.get("status")
        if not (page or mime.startswith(captured.VIDEO)) or not isinstance(status, int) or not 200 <= status < 300:
            continue
        url = address(request.get("url"))
        yield from captured.drafts(
            url, mime, _body(content) if page else "", typed(entry.get("startedDateTime")), WHY, Origin(file, number, "entry")
        )


def _body(content: dict[str, Any]) -> str:
    text = content.get("text")
    if not isinstance(text, str):
        return ""
    if content.get("encoding") != "base64":
        return text[:MAX_PAGE]
    try:
        return decode(base64.b64decode(text[: MAX_PAGE // 3 * 4 // 4 * 4], validate=False)).text
    except (binascii.Error, ValueError, Unreadable):
        return ""
