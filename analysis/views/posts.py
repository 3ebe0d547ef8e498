"""Posts in words: what an address carries, what an export or a capture told of posts, and what each kind of post means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from analysis.case import PostKind
from analysis.posting import Found, PostDraft
from analysis.reference.addresses import AddressClock, clocks_in, platform_of
from analysis.when import Zone, iso

KINDS: dict[PostKind, str] = {
    "original": "the original post",
    "copy": "a copy: the same video put up again",
    "forward": "a forward",
    "repost": "a repost, or a boost",
    "quote": "a quote: the video is of the post that it quotes",
    "edit": "edited after its date",
}
KIND_HELP = (
    "Every one of them bounds the recording from above, and the earliest counts. "
    "A forward, a repost or a quote says that an older post exists. "
    "In a post that was edited the video may be younger than its date."
)
UNITS = (
    (timedelta(microseconds=1), "microsecond"),
    (timedelta(milliseconds=1), "millisecond"),
    (timedelta(seconds=1), "second"),
    (timedelta(minutes=1), "minute"),
)
TRUST = {
    "checked": "formula checked against known posts",
    "sourced": "formula from public sources, not checked against known posts",
    "memory": "formula not checked: it counts as moderate evidence",
}
LONGEST_LINE = 100


def resolution(width: timedelta) -> str:
    """ "the millisecond": the last place that a clock counts."""
    return next((f"the {name}" for unit, name in UNITS if width <= unit), "the day")


def carried(clock: AddressClock) -> str:
    """What an address carries: platform, kind of id, time, last place, and how well that is known."""
    assert clock.moment.start is not None
    chosen = "; the poster’s own program writes it, so it counts little" if clock.settable else ""
    to = ""
    if clock.moment.end is not None and clock.moment.end - clock.moment.start > clock.resolution:
        to = f" to {iso(clock.moment.end)}, the latest end that a stream has"
    known = f"to {resolution(clock.resolution)}; {TRUST[clock.confidence]}{chosen}"
    return f"{clock.platform}, {clock.what}: {iso(clock.moment.start)}{to} ({known})."


def address(url: str, received: datetime) -> list[str]:
    """What an address says of time, a sentence each; where it carries none, what to do."""
    if not url:
        return []
    clocks = clocks_in(url, received=received)
    if clocks:
        bound = "The video was there by then: recorded not after. An address never says “not before”."
        return [*(carried(clock) for clock in clocks), bound]
    platform = platform_of(url)
    if platform is not None:
        return [f"{platform.name}: {platform.ask}" if platform.name not in platform.ask else platform.ask]
    return ["This address carries no time that is known here. Give the date of the post."]


def when(draft: PostDraft, received: datetime) -> str:
    """The date of a draft, or what its address carries."""
    if draft.written:
        return draft.written
    clocks = clocks_in(draft.url, received=received) if draft.url else ()
    return f"{iso(clocks[-1].moment.start)} (in the address)" if clocks else "date not known"


def kind(draft: PostDraft) -> str:
    """What the post is, and why."""
    if draft.kind is None:
        return "original or copy: not told"
    return f"{draft.kind}" + (f": {draft.kind_why}" if draft.kind_why else "")


def lines(found: Found, drafts: Sequence[PostDraft], received: datetime) -> Iterator[str]:
    """What was read as lines of plain text, for a terminal."""
    for draft in drafts:
        yield f"{when(draft, received)}  {draft.url or 'no address'}  [{draft.origin}]"
        if draft.text:
            yield f"    “{draft.text[:LONGEST_LINE]}{'…' if len(draft.text) > LONGEST_LINE else ''}”"
        if draft.at_why:
            yield f"    dated by {draft.at_why}"
        yield f"    {kind(draft)}" + (f"; edited {draft.edited}" if draft.edited is not None else "")
        yield from (f"    address: {sentence}" for sentence in address(draft.url, received)[:2])
        yield from (f"    file: {name[:LONGEST_LINE]}" for name in draft.media[:3])
        yield from (f"    note: {note}" for note in draft.notes)
    left = len(found.drafts) - len(drafts)
    if left:
        yield f"{left} more posts were read and are not shown: no video in them, or not what was looked for."
    if found.doubles:
        yield f"{found.doubles} doubles left out."


def record(found: Found, drafts: Sequence[PostDraft], zone: Zone | None, received: datetime) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "posts": [_record(draft, zone, received) for draft in drafts],
        "not_shown": len(found.drafts) - len(drafts),
        "doubles": found.doubles,
        "problems": [{"where": trouble.where, "why": trouble.sentence} for trouble in found.troubles],
    }


def _record(draft: PostDraft, zone: Zone | None, received: datetime) -> dict[str, Any]:
    span = draft.span_in(zone)
    return {
        "at": {"text": draft.written, "span": None if span is None else span.to_json(), "why": draft.at_why},
        "url": draft.url,
        "address": [
            {
                "platform": c.platform,
                "what": c.what,
                "id": c.raw,
                "scheme": c.scheme,
                "span": c.moment.to_json(),
                "confidence": c.confidence,
            }
            for c in (clocks_in(draft.url, received=received) if draft.url else ())
        ],
        "kind": draft.kind,
        "kind_why": draft.kind_why,
        "edited": None if draft.edited is None else str(draft.edited),
        "text": draft.text,
        "media": list(draft.media),
        "origin": {"file": draft.origin.file, draft.origin.kind: draft.origin.row},
        "notes": list(draft.notes),
    }
