"""The dates that a saved page gives of the posts on it: JSON-LD, <meta>, and <time datetime>.

A page's own date is what its site says of itself. One date in JSON-LD or <meta> is that of the page; of several <time> elements each
is that of the post that it links to, as channels, timelines and threads show them. Microformats are left out.
Sources: schema.org (datePublished, uploadDate, dateCreated), the Open Graph protocol (article:published_time, video:release_date),
the HTML standard (<time datetime>).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from analysis.posting.draft import Origin, PostDraft, address, typed, word
from analysis.statements.decoding import Unreadable, check_markup
from analysis.statements.json_values import parse
from analysis.when import Reading

MAX_PAGE = 4 << 20
MOST_TIMES = 200
MOST_SCRIPTS = 30
MAX_DEPTH = 12
META = (
    "article:published_time", "og:article:published_time", "video:release_date", "og:video:release_date", "datepublished", "uploaddate",
    "date", "dc.date", "dcterms.created", "pubdate", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
"""Names of the <meta> fields in which pages say when they were published."""
LD = ("uploadDate", "datePublished", "dateCreated")
LD_KINDS = ("Object", "Posting", "Article", "Page", "Report", "Clip", "Review", "CreativeWork", "Comment", "Message")
"""Endings of the schema.org types whose dates are those of a post: VideoObject, SocialMediaPosting, NewsArticle, WebPage, ..."""


@dataclass(slots=True)
class Dated:
    """One date on a page: of which address, and where it stands."""

    at: Reading
    why: str
    url: str = ""
    title: str = ""


@dataclass
class _Page(HTMLParser):
    """Collects what is dated; a link around a <time>, or an attribute data-post before it, is the post that it dates."""

    meta: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    canonical: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._link, self._post, self._in = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if post := given.get("data-post", ""):
            self._post = f"https://t.me/{post}" if post.count("/") == 1 and "://" not in post else ""
        if tag == "a":
            self._link = given.get("href", "")
        elif tag == "time" and given.get("datetime") and len(self.times) < MOST_TIMES:
            self.times.append((given["datetime"], self._link or self._post))
        elif tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            if name in (*META, "og:url", "og:title") and given.get("content"):
                self.meta.setdefault(name, given["content"][:4_096])
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or given.get("href", "")
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json" and len(self.scripts) < MOST_SCRIPTS:
            self.scripts.append("")
            self._in = "script"
        elif tag == "title":
            self._in = "title"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.scripts[-1] += data
        elif self._in == "title" and len(self.title) < 20:
            self.title.append(data)


def dated(markup: str, url: str) -> list[Dated]:
    """What a page dates, its own date first; empty for a page without dates. Raises Unreadable for broken markup."""
    markup = markup[:MAX_PAGE]
    check_markup(markup)
    page = _Page()
    body, closing, rest = markup.rpartition(">")
    try:
        page.feed(body + closing + rest.partition("<")[0])
        page.close()
    except AssertionError:  # what Python's parser raises for declarations that it does not know
        raise Unreadable("Its markup is broken.") from None
    own = address(page.canonical) or address(page.meta.get("og:url")) or url
    title = word(page.meta.get("og:title")) or word(" ".join(page.title))
    found = [*_linked(page.scripts), *_meta(page.meta)]
    told = [Dated(at, why, _joined(own, of) or own, title) for at, why, of in found[:1]]
    for raw, link in page.times:
        at = typed(raw)
        if at is not None and at.day is not None:
            told.append(Dated(at, "the page’s <time datetime>", _joined(own, link) or own, title))
    unique: dict[tuple[str, str], Dated] = {}
    for each in told:
        unique.setdefault((str(each.at), each.url), each)
    return list(unique.values())


def drafts_of(markup: str, url: str, origin: Origin) -> Iterator[PostDraft]:
    """The posts that a page dates."""
    for each in dated(markup, url):
        yield PostDraft(origin, each.url, each.at, None, each.why, text=each.title)


def _joined(base: str, link: str) -> str:
    try:
        return address(urljoin(base, link)) if link else ""
    except ValueError:
        return ""


def _meta(meta: dict[str, str]) -> Iterator[tuple[Reading, str, str]]:
    for name in META:
        at = typed(meta.get(name))
        if at is not None and at.day is not None:
            yield at, f"the page’s <meta> {name}", ""


def _linked(scripts: list[str]) -> Iterator[tuple[Reading, str, str]]:
    """The dates of JSON-LD, a video's own upload before a page's publication."""
    found: list[tuple[int, Reading, str, str]] = []
    for script in scripts:
        try:
            _walk(parse(script), found, 0)
        except Unreadable:
            continue
    for _, at, why, of in sorted(found, key=lambda each: each[0]):
        yield at, why, of


def _walk(value: Any, found: list[tuple[int, Reading, str, str]], depth: int) -> None:
    if depth > MAX_DEPTH or len(found) > MOST_TIMES:
        return
    if isinstance(value, list):
        for each in value[:MOST_TIMES]:
            _walk(each, found, depth + 1)
        return
    if not isinstance(value, dict):
        return
    kinds = value.get("@type")
    kind = word(kinds[0] if isinstance(kinds, list) and kinds else kinds, 60)
    if kind.endswith(LD_KINDS):
        for rank, name in enumerate(LD):
            at = typed(value.get(name))
            if at is not None and at.day is not None:
                video = 0 if kind == "VideoObject" else 10
                found.append((video + rank, at, f"the page’s {kind} {name} (JSON-LD)", word(value.get("url") or value.get("@id"), 2_000)))
                break
    for each in list(value.values())[:MOST_TIMES]:
        if isinstance(each, dict | list):
            _walk(each, found, depth + 1)
