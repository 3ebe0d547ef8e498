"""Reading posts: what each file is, by its content and name, and its posts in order, without doubles."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from analysis.posting import auto_archiver, har, info_json, mastodon, packed, pages, tables, telegram, telegram_page, warc, x_archive
from analysis.posting.draft import MAX_POSTS, Found, Origin, PostDraft, Trouble
from analysis.statements.decoding import LARGEST, Unreadable, decode, read_bytes, tidy
from analysis.statements.json_values import parse
from analysis.when import Zone

KINDS = (".json", ".js", ".csv", ".tsv", ".har", ".warc", ".gz", ".zip", ".wacz", ".html", ".htm")
MAX_FILES = 500
MAX_TROUBLES = 100
LONGEST_NAME = 120
FORMATS = (har, telegram, mastodon, auto_archiver, info_json)
"""Those in JSON, in the order in which they are asked."""
WANTED = (
    "a .info.json of yt-dlp, Telegram's result.json or messages.html, auto-archiver's CSV or JSON, Mastodon's outbox.json, X's tweets.js, "
    "a HAR, a WARC, a saved page or a CSV with the columns at and url"
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that was given by its bytes."""

    name: str
    data: bytes


def read_posts(given: Sequence[Path | Dropped], *, zone: Zone | None = None, day_first: bool | None = None) -> Found:
    """The posts in files. `zone` is only used to put them in order.

    Never raises for what it reads: `Found.troubles` says what could not be read.
    """
    drafts: list[PostDraft] = []
    troubles: list[Trouble] = []
    for each in list(given)[:MAX_FILES]:
        name = each.name[-LONGEST_NAME:]
        before = len(drafts)
        try:
            for draft in _posts(each, name, day_first):
                if len(drafts) >= MAX_POSTS:
                    troubles.append(Trouble(name, f"There are more than {MAX_POSTS:,} posts: the first ones are read."))
                    break
                drafts.append(draft)
            if len(drafts) == before:
                troubles.append(Trouble(name, "It tells of no post."))
        except Unreadable as error:
            troubles.append(Trouble(name, str(error)))
    if len(given) > MAX_FILES:
        troubles.append(Trouble("", f"More than {MAX_FILES} files were given: the first ones are read."))
    seen: dict[tuple[str, str, str | None], PostDraft] = {}
    for draft in drafts:
        seen.setdefault((draft.url or str(draft.origin), draft.written, draft.kind), draft)
    kept = sorted(seen.values(), key=lambda draft: _when(draft, zone))
    return Found(tuple(kept), tuple(troubles[:MAX_TROUBLES]), len(drafts) - len(kept))


def _when(draft: PostDraft, zone: Zone | None) -> datetime:
    """What posts are put in order by: the last instant that the date can mean; those without one last."""
    span = draft.span_in(zone)
    return span.end if span is not None and span.end is not None else datetime.max.replace(tzinfo=UTC)


def _posts(each: Path | Dropped, name: str, day_first: bool | None) -> Iterator[PostDraft]:
    if isinstance(each, Path) and not each.is_file():
        raise Unreadable(f"There is no file at {each}.")
    lower = name.lower()
    if lower.endswith((".warc", ".warc.gz")):
        yield from warc.drafts(each, name) if isinstance(each, Path) else warc.drafts_in(io.BytesIO(each.data), name)
    elif lower.endswith((".zip", ".wacz")):
        taken = 0
        for inner, data in packed.members(each if isinstance(each, Path) else io.BytesIO(each.data)):
            taken += 1
            yield from _posts(Dropped(inner, data), f"{name}, {inner}", day_first)
        if not taken:
            raise Unreadable("It holds no file that tells of posts.")
    else:
        data = read_bytes(each) if isinstance(each, Path) else each.data
        if len(data) > LARGEST:
            raise Unreadable(f"It is larger than {LARGEST >> 20} MB: split it.")
        yield from _text_posts(tidy(decode(data).text), name, lower, day_first)


def _text_posts(text: str, name: str, lower: str, day_first: bool | None) -> Iterator[PostDraft]:
    if x_archive.claims(text):
        yield from x_archive.drafts(text, name)
    elif text[:1] in ("{", "["):
        yield from _json_posts(text, name)
    elif telegram_page.claims(text):
        yield from telegram_page.drafts(text, name)
    elif lower.endswith((".html", ".htm")) or text[:15].lower().startswith(("<!doctype html", "<html")):
        yield from pages.drafts_of(text, "", Origin(name))
    elif lower.endswith((".csv", ".tsv")):
        yield from tables.drafts(text, name, day_first)
    else:
        raise Unreadable(f"It is none of these: {WANTED}.")


def _json_posts(text: str, name: str) -> Iterator[PostDraft]:
    data = parse(text)
    for kind in FORMATS:
        if kind.claims(data):
            yield from kind.drafts(data, name)
            return
    raise Unreadable(f"It is JSON, but none of these: {WANTED}.")
