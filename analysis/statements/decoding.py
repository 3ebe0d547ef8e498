"""From bytes to text: the encodings in which statements are kept, and what a page or a letter holds of text."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from analysis.characters import whole

LARGEST = 64 << 20
"""Bytes of one file that are read: a channel's export with tens of thousands of messages is smaller."""
BREAKING = frozenset(
    {
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "blockquote",
        "table", "ul", "ol", "dt", "dd", "figcaption", "hr",
    }
)  # fmt: skip
CELLS = frozenset({"td", "th"})
"""What stands apart from what is before it on the line."""
UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "head", "textarea", "select"})
MAX_DEPTH = 10_000
MAX_DECLARATIONS = 2_000
"""Comments and declarations of one page."""
LONGEST_TAG = 50_000
"""Characters of one tag, pictures written into it included."""
PUBLISHED = ("article:published_time", "datepublished", "pubdate", "date", "dc.date", "dcterms.created")
"""Names of the <meta> fields in which pages say when they were published (Open Graph protocol, schema.org, Dublin Core)."""
_CLOSED = re.compile(r"</(?:p|div|b|i|u|a|em|strong|span|td|tr|li|ul|ol|h[1-6]|table|body|article|blockquote|time)>", re.I)
_LETTERS = re.compile(rb"[\x80-\xff]+")


class Unreadable(Exception):
    """A file or text can't be read; the message is one sentence."""


class Decoded(NamedTuple):
    """The text, and a note where its encoding had to be chosen."""

    text: str
    note: str = ""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """A file's bytes. Raises Unreadable, also for one that is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(f"It can't be read: {getattr(error, 'strerror', None) or error}.") from error
    if len(data) > largest:
        raise Unreadable(f"It is larger than {largest >> 20} MB: split it.")
    return data


def decode(data: bytes) -> Decoded:
    """Text in UTF-8, UTF-16 or a Windows code page. Raises Unreadable for what is no text."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            try:
                return Decoded(data.decode(name))
            except UnicodeDecodeError as error:
                raise Unreadable(f"Its text is broken at byte {error.start}.") from None
    if half := _utf16_without_mark(data):
        try:
            text = data.decode(half)
        except UnicodeDecodeError:
            text = "\0"
        if all(sign.isprintable() or sign.isspace() or ord(sign) > 127 for sign in text[:10_000]):
            return Decoded(text, "Read as UTF-16, which its bytes suggest.")
    if data.count(0) > len(data) // 100:
        raise Unreadable("It holds no text.")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    # Cyrillic words are runs of bytes above 127; in the languages of Windows-1252 such letters stand among others.
    runs = [len(match[0]) for match in _LETTERS.finditer(data[: 1 << 20])]
    cyrillic = sum(run for run in runs if run > 1) > sum(runs) / 2
    page, name = ("cp1251", "Windows-1251 (Cyrillic)") if cyrillic else ("cp1252", "Windows-1252 (Western)")
    return Decoded(data.decode(page, "replace"), f"Not UTF-8: read as {name}. Look at the text.")


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 whose text is mostly Latin or has Latin spaces: one byte of many pairs is zero, the other is not."""
    head = data[: 1 << 16]
    if len(head) < 8 or not head.count(0):
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    least = len(head) // 20
    if odd > least and not even:
        return "utf-16-le"
    return "utf-16-be" if even > least and not odd else ""


def tidy(text: str) -> str:
    """The text with one kind of line end and without halves of characters; everything else, also what has no width, is kept."""
    return whole(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").strip("\ufeff \t\n")


class Page(NamedTuple):
    """The text of a page, its title, address and publication, as far as it gives them."""

    text: str
    title: str = ""
    url: str = ""
    published: str = ""


def page_of(markup: str) -> Page:
    """What a reader sees of an HTML page, a line a block; scripts and styles are left out. Raises Unreadable for broken markup.

    Python's parser takes quadratic time on many declarations or tags that never close, so both are bounded.
    """
    check_markup(markup)
    body, closing, rest = markup.rpartition(">")
    reader = _Reader()
    try:
        reader.feed(body + closing + rest.partition("<")[0])  # a tag that never closes is the parser's slowest case
        reader.close()
    except AssertionError:  # what Python's parser raises for declarations that it does not know
        raise Unreadable("Its markup is broken: save the page as text.") from None
    lines = (" ".join(line.split(" ")).strip() for line in re.sub(r"[ \t\r\f]+", " ", "".join(reader.parts)).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return Page(tidy(text), tidy("".join(reader.title))[:500], reader.url, reader.published)


def looks_like_markup(text: str) -> bool:
    """Whether a text is the source of a page: its head says so, or it closes tags that are put into texts."""
    head = text[:1000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html")) or len(_CLOSED.findall(text[:100_000])) >= 2


def check_markup(markup: str) -> None:
    """Raise Unreadable for markup on which Python's parser would take quadratic time."""
    if markup.count("<!") + markup.count("<?") > MAX_DECLARATIONS or _open_too_long(markup):
        raise Unreadable("Its markup is broken: save the page as text.")


def _open_too_long(markup: str) -> bool:
    """Whether a tag stays open for longer than any real one."""
    at = 0
    while (start := markup.find("<", at)) >= 0:
        end = markup.find(">", start)
        if (len(markup) if end < 0 else end) - start > LONGEST_TAG:
            return True
        at = len(markup) if end < 0 else end + 1
    return False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title: list[str] = []
        self.url = self.published = ""
        self._hidden: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(given)
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.url = self.url or given.get("href", "")
        elif tag == "time":
            self.published = self.published or given.get("datetime", "")
        elif tag == "title":
            self._in_title = True
        elif tag == "body":
            self._hidden.clear()  # a head that was never closed
        if tag in UNSEEN and len(self._hidden) < MAX_DEPTH:
            self._hidden.append(tag)
        elif tag in BREAKING:
            self.parts.append("\n")
        elif tag in CELLS:
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in UNSEEN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in UNSEEN and tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif tag in BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._hidden:
            self.parts.append(data.replace("\n", " "))

    def _meta(self, given: dict[str, str]) -> None:
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if name in PUBLISHED:
            self.published = given.get("content", "") or self.published
        elif name == "og:url":
            self.url = given.get("content", "")
