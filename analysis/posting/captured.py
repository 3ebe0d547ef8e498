"""What one captured response says of posts: the capture itself, and the dates of the page inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.posting import pages
from analysis.posting.draft import Origin, PostDraft
from analysis.statements.decoding import Unreadable
from analysis.when import Reading

VIDEO = ("video/", "application/vnd.apple.mpegurl", "application/dash+xml", "application/x-mpegurl")


def drafts(url: str, mime: str, markup: str, at: Reading | None, why: str, origin: Origin) -> Iterator[PostDraft]:
    """The posts that a captured page dates, then the capture: a copy that was online then. `mime` is in lower case."""
    title = ""
    if markup:
        try:
            for draft in pages.drafts_of(markup, url, origin):
                title = title or draft.text
                later = _after(draft.at, at)
                notes = ("The page gives itself a date after its capture: it is not that of the capture’s content.",) if later else ()
                yield replace(draft, notes=notes)
        except Unreadable as error:
            title = f"(its dates could not be read: {error})"
    if at is not None and url:
        video = mime.startswith(VIDEO)
        what = "the video file" if video else "the page"
        yield PostDraft(
            origin, url, at, None, why, "copy", f"a capture of {what}", None, title, (url,) if video else (), True if video else None,
            (f"When {what} was captured: what it shows was online then.",),
        )  # fmt: skip


def _after(one: Reading | None, other: Reading | None) -> bool:
    """Whether a date lies after another, in whatever zone it was written."""
    if one is None or other is None:
        return False
    start, end = one.span().start, other.span().end
    return start is not None and end is not None and start >= end
