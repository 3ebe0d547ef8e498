"""Messages of a chat as Telegram Desktop exports it for reading (messages.html, messages2.html, ...), as posts.

Each message carries its second in a title, day first, such as `18.02.2022 13:11:12 UTC+03:00`; exports before 2022 leave the zone out, and
then it is the clock of the computer that exported. A forward carries the original's second the same way. Edits are not shown in these
pages: result.json, the other form of the export, has them.
Source: the pages that Telegram Desktop writes, and public readers of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from analysis.posting.draft import MOST_MEDIA, Origin, PostDraft, typed, word
from analysis.statements.decoding import Unreadable, check_markup
from analysis.when import Reading

MARK = re.compile(r'<div class="message (?:default|service)[^"]*" id="message-?\d')
"""What no other page has."""
_NUMBER = re.compile(r"message(\d{1,12})")
_DATED = re.compile(r"(\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")
LONGEST = 4_000
"""Letters of one message's words that are kept while reading."""
FOLDERS = ("photos/", "video_files/", "round_video_messages/", "files/", "voice_messages/", "stickers/")
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass(slots=True)
class _Message:
    number: int
    at: str = ""
    sender: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    forwarded: bool = False
    origin: list[str] = field(default_factory=list)
    origin_at: str = ""
    media: list[str] = field(default_factory=list)
    has_media: bool = False


@dataclass
class _Chat(HTMLParser):
    """Collects messages; what a text belongs to is told by the classes of the elements around it."""

    name: list[str] = field(default_factory=list)
    messages: list[_Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._around: list[tuple[str, str]] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "")
        words = classes.split()
        if tag == "div" and words[:2] == ["message", "default"] and (number := _NUMBER.fullmatch(given.get("id", ""))):
            self.messages.append(_Message(int(number[1])))
            self._inside = len(self._around) + 1
        message = self._message
        if message is not None:
            self._in_message(message, tag, words, given)
        if tag == "br":
            self.handle_data(" ")
        if tag not in VOID and len(self._around) < 200:
            self._around.append((tag, classes))

    def _in_message(self, message: _Message, tag: str, words: list[str], given: dict[str, str]) -> None:
        if "date" in words and given.get("title"):
            if tag == "span" or self._within("forwarded"):
                message.origin_at = message.origin_at or given["title"][:60]
            else:
                message.at = message.at or given["title"][:60]
        if words[:2] == ["forwarded", "body"]:
            message.forwarded = True
        if "media_wrap" in words:
            message.has_media = True
        if tag == "a" and given.get("href", "").startswith(FOLDERS) and len(message.media) < MOST_MEDIA:
            message.media.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        for back in range(len(self._around) - 1, -1, -1):
            if self._around[back][0] == tag:
                del self._around[back:]
                break
        if self._inside and len(self._around) < self._inside:
            self._inside = 0

    def handle_data(self, data: str) -> None:
        message = self._message
        if message is None:
            if not self.messages and self._within("page_header"):
                self.name.append(data[:200])
        elif self._within("from_name"):
            if not any(tag == "span" for tag, _ in self._around[-1:]):
                (message.origin if self._within("forwarded") else message.sender).append(data[:200])
        elif self._within("text") and sum(map(len, message.text)) < LONGEST:
            message.text.append(data[:LONGEST])

    @property
    def _message(self) -> _Message | None:
        return self.messages[-1] if self._inside else None

    def _within(self, name: str) -> bool:
        """Whether an element of this class is around, not counting those around the message."""
        return any(name in classes.split() for _, classes in self._around[self._inside :])


def claims(markup: str) -> bool:
    return MARK.search(markup) is not None


def drafts(markup: str, file: str) -> Iterator[PostDraft]:
    """Every message with a date; a forward whose original is dated yields that one too. Raises Unreadable for broken markup."""
    check_markup(markup)
    chat = _Chat()
    try:
        chat.feed(markup)
        chat.close()
    except AssertionError:  # what Python's parser raises for declarations that it does not know
        raise Unreadable("Its markup is broken.") from None
    sender = ""
    for message in chat.messages:
        # A message right after another of the same sender does not repeat the name.
        sender = word(" ".join(message.sender), 120) or sender
        yield from _drafts(message, word(" ".join(chat.name), 120) or sender, Origin(file, message.number, "message"))


def _drafts(message: _Message, name: str, origin: Origin) -> Iterator[PostDraft]:
    at, why = _moment(message.at, "the message’s date")
    words = word(" ".join(message.text))
    whom = word(" ".join(message.origin), 120) or "an account without a name"
    media, has_media = tuple(dict.fromkeys(word(each, 300) for each in message.media)), message.has_media or bool(message.media)
    yield PostDraft(
        origin, "", at, None, why, "forward" if message.forwarded else None,
        f"forwarded from {whom}" if message.forwarded else "not told", None,
        ": ".join(part for part in (name, words) if part), media, has_media,
        (f"Forwarded from {whom}: the original is older.",) if message.forwarded else (),
    )  # fmt: skip
    first, first_why = _moment(message.origin_at, "the date that the forward gives of its original")
    if message.forwarded and first is not None:
        yield PostDraft(
            origin, "", first, None, first_why, "copy", f"the post at {whom} that was forwarded", None,
            ": ".join(part for part in (whom, words) if part), media, has_media,
            (f"The post at {whom}, as the forward tells of it.",),
        )  # fmt: skip


def _moment(title: str, what: str) -> tuple[Reading | None, str]:
    found = _DATED.search(title)
    if found is None:
        return None, ""
    at = typed(f"{found[1]} {found[2] or ''}", True)
    return at, what if found[2] else f"{what}: the clock of the computer that exported it, which names no zone"
