"""A channel as Telegram Desktop exports it (result.json).

`date_unixtime` counts seconds since 1970 in UTC. `date` is the clock of the computer that exported and names no zone; it is
used only where an older export has no `date_unixtime`. `text` is a text or a list of texts and marked pieces, each with its own `text`.
Service messages (someone joined, a title changed) are no statements.
Source: core.telegram.org/import-export and the exports that Telegram Desktop writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from analysis.statements.decoding import Unreadable, tidy
from analysis.statements.draft import Entry, Origin
from analysis.statements.json_values import parse
from analysis.typed import UNIX_EPOCH, WhenError, parse_when
from analysis.when import Reading

MAX_PIECES = 10_000
"""Marked pieces of one message."""


def entries(text: str, file: str) -> Iterator[Entry]:
    """The messages of an export, oldest first as they stand. Raises Unreadable where it is none."""
    data = parse(text)
    chats = list(_chats(data))
    if not chats:
        raise Unreadable("It is no Telegram export: a list “messages” is expected.")
    for chat in chats:
        name = _word(chat.get("name"))
        for number, message in enumerate(chat["messages"], start=1):
            if isinstance(message, dict) and message.get("type", "message") == "message":
                found = _entry(message, name, Origin(file, number, "message"))
                if found is not None:
                    yield found


def _chats(data: Any) -> Iterator[dict[str, Any]]:
    """The chat of a one-chat export, or every chat of a whole one."""
    if not isinstance(data, dict):
        return
    if isinstance(data.get("messages"), list):
        yield data
    listed = data.get("chats")
    for chat in listed.get("list", ()) if isinstance(listed, dict) and isinstance(listed.get("list"), list) else ():
        if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
            yield chat


def _entry(message: dict[str, Any], chat: str, origin: Origin) -> Entry | None:
    text = tidy(_text(message.get("text")))
    if not text:
        return None  # a picture or a video without words
    notes = []
    edited = _seconds(message.get("edited_unixtime"))
    if edited is not None and edited.raw != _word(message.get("date_unixtime")):
        notes.append(f"Edited at {edited}: the words may be of then.")
    elif edited is None and _word(message.get("edited")):
        notes.append(f"Edited at {_word(message.get('edited'))[:40]} (the exporting computer’s clock): the words may be of then.")
    forwarded = _word(message.get("forwarded_from")) or _word(message.get("saved_from"))
    if forwarded or "forwarded_from" in message:
        notes.append(f"Forwarded from {forwarded or 'an account without a name'}: the words are older than this message.")
    released, why = _release(message)
    return Entry(text, origin, released, why, source=chat or _word(message.get("from")), notes=tuple(notes))


def _release(message: dict[str, Any]) -> tuple[Reading | None, str]:
    counted = _seconds(message.get("date_unixtime"))
    if counted is not None:
        return counted, "the export’s date_unixtime, which counts in UTC"
    try:
        found = parse_when(_word(message.get("date")))
    except WhenError:
        return None, ""
    return (None, "") if found.unset else (found, "the export’s date: the clock of the computer that exported it, which names no zone")


def _seconds(value: Any) -> Reading | None:
    """A count of seconds as text or number; None for none and for 0."""
    text = _word(value) if not isinstance(value, int) or isinstance(value, bool) else str(value)
    if not text.isascii() or not text.isdigit() or len(text) > 12 or not int(text):
        return None
    try:
        return Reading.since(UNIX_EPOCH, int(text), offset=timedelta(0), raw=text)
    except ValueError:
        return None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    pieces = (piece if isinstance(piece, str) else piece.get("text") if isinstance(piece, dict) else "" for piece in value[:MAX_PIECES])
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _word(value: Any) -> str:
    return tidy(value) if isinstance(value, str) else ""
