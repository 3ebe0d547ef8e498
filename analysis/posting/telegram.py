"""Messages of a chat as Telegram Desktop exports it (result.json), as posts.

`date_unixtime` and `edited_unixtime` count seconds in UTC; `date` and `edited` are the clock of the computer that exported and name no
zone, and are used only where an older export has no count. A forward names whom it came from (`forwarded_from`) but usually not when;
exports that give that too (`forwarded_date`, `forwarded_date_unixtime`) yield a second post, that of the original.
Source: core.telegram.org/import-export and the exports that Telegram Desktop writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.posting.draft import Origin, PostDraft, counted, typed, word
from analysis.statements.json_values import listed, table
from analysis.when import Reading

FILES = ("file", "photo", "file_name")
NOT_INCLUDED = "(File "
"""How an export begins the note that stands where a file was left out."""
LINKED = ("channel", "supergroup")
"""Chats whose messages have an address by the chat's number."""


def claims(data: Any) -> bool:
    return any(True for _ in _chats(data))


def drafts(data: Any, file: str) -> Iterator[PostDraft]:
    """Every message that carries a file, and those without one that were forwarded; oldest first as they stand."""
    for chat in _chats(data):
        name = word(chat.get("name"), 120)
        for number, message in enumerate(chat["messages"], start=1):
            if isinstance(message, dict) and message.get("type", "message") == "message":
                yield from _drafts(message, chat, name, Origin(file, number, "message"))


def _chats(data: Any) -> Iterator[dict[str, Any]]:
    found = table(data)
    if isinstance(found.get("messages"), list):
        yield found
    # An export of a whole account: the chats, and those that the account has left.
    for some in ("chats", "left_chats"):
        for chat in listed(table(found.get(some)).get("list")):
            if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
                yield chat


def _drafts(message: dict[str, Any], chat: dict[str, Any], name: str, origin: Origin) -> Iterator[PostDraft]:
    at, why = _moment(message, "date")
    edited, _ = _moment(message, "edited")
    if edited is not None and at is not None and str(edited) == str(at):
        edited = None
    media = tuple(
        word(message.get(key), 300) for key in FILES if word(message.get(key)) and not word(message.get(key)).startswith(NOT_INCLUDED)
    )
    has_media = any(word(message.get(key)) for key in FILES) or bool(message.get("media_type"))
    origin_name = word(message.get("forwarded_from"), 120) or word(message.get("saved_from"), 120)
    forwarded = bool(origin_name) or "forwarded_from" in message
    text = ": ".join(part for part in (name or word(message.get("from"), 120), word(_text(message.get("text")))) if part)
    notes = []
    if edited is not None:
        notes.append(f"Edited at {edited}: the video may be of then.")
    whom = origin_name or "an account without a name"
    kind_why = "not told"
    if forwarded:
        notes.append(f"Forwarded from {whom}: the original is older.")
        kind_why = f"forwarded from {whom}"
    elif edited is not None:
        kind_why = "edited after its date"
    yield PostDraft(
        origin, _url(message, chat), at, None, why, "forward" if forwarded else "edit" if edited is not None else None, kind_why, edited,
        text, media, has_media, tuple(notes),
    )  # fmt: skip
    if forwarded:
        first, first_why = _moment(message, "forwarded_date")
        if first is not None:
            yield PostDraft(
                origin, "", first, None, first_why, "copy", f"the post at {whom} that was forwarded", None,
                ": ".join(part for part in (whom, word(_text(message.get("text")))) if part), media, has_media,
                (f"The post at {whom}, as the forward tells of it.",),
            )  # fmt: skip


def _url(message: dict[str, Any], chat: dict[str, Any]) -> str:
    """The address of a message in a channel or supergroup; opens for its members."""
    number, chat_id, kind = message.get("id"), chat.get("id"), word(chat.get("type"), 40)
    plain = isinstance(number, int) and isinstance(chat_id, int) and number > 0 and chat_id > 0
    return f"https://t.me/c/{chat_id}/{number}" if plain and kind.endswith(LINKED) else ""


def _moment(message: dict[str, Any], key: str) -> tuple[Reading | None, str]:
    exact = counted(message.get(f"{key}_unixtime"))
    if exact is not None:
        return exact, f"the export’s {key}_unixtime, which counts in UTC"
    wall = typed(message.get(key))
    if wall is None:
        return None, ""
    if wall.offset is not None:
        return wall, f"the export’s {key}"
    return wall, f"the export’s {key}: the clock of the computer that exported it, which names no zone"


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    pieces = (piece if isinstance(piece, str) else table(piece).get("text") for piece in listed(value)[:200])
    return "".join(piece for piece in pieces if isinstance(piece, str))
