"""Single entries of a case file: posts, circumstances, earlier copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from analysis.case import Circumstance, Copy, Post, PostKind
from analysis.casefile.dating import window_of
from analysis.casefile.reader import Reader
from analysis.casefile.schema import CircumstanceTable, CopyTable, Moment, PostTable, Problems, read_table, shown
from analysis.casefile.stretches import stretches_of
from analysis.testimony import Bearing
from analysis.typed import WhenError
from analysis.when import Span


def post_of(reader: Reader, entry: object, key: str) -> Post | None:
    """A posting; None where it has neither a date that can be read nor an address."""
    table = read_table(PostTable, entry, key, reader.problems)
    if table is None:
        return None
    url, (at, span) = reader.url(table.url, key), reader.window(table.at, f"{key}.at")
    edited, changed = reader.window(table.edited, f"{key}.edited")
    if span is not None and span.start is not None and span.start > reader.now:
        reader.problems.add(f"{key}.at", f"The post is dated {shown(table.at)}, which lies in the future: check its date.")
        at = span = None
    if at is None and not url:
        if table.at is None and not table.url:
            reader.problems.add(key, "The post has neither a date nor an address: give at or url.")
        return None
    if changed is not None and span is not None and changed.end is not None and span.start is not None and changed.end <= span.start:
        reader.problems.add(f"{key}.edited", f"The post was edited {shown(table.edited)}, before its own date: one of the two is wrong.")
        edited = changed = None
    return Post(key, url, at, span, *_kind(reader, table, key), changed, "" if edited is None else edited.raw)


def _kind(reader: Reader, table: PostTable, key: str) -> tuple[bool, PostKind | Literal[""]]:
    """Whether the post is the original, and what it was said to be: `kind` where given, else what `original` says."""
    if table.kind is None:
        told: PostKind | Literal[""] = "" if table.original is None else "original" if table.original else "copy"
        return table.original is not False, told
    original = table.kind in ("original", "edit")
    if table.original is not None and table.original != original and table.kind != "edit":
        said = "the original" if table.original else "no original"
        reader.problems.add(f"{key}.kind", f"{key} is called {said} and a {table.kind}: the second counts, remove one of the two.")
    return original, table.kind


def circumstance_of(reader: Reader, entry: object, key: str) -> Circumstance | None:
    """Something known from elsewhere: one bound or period; None where there is not exactly one that can be read."""
    table = read_table(CircumstanceTable, entry, key, reader.problems)
    if table is None:
        return None
    bearings: dict[Bearing, Moment | None] = {
        "not_before": table.not_before, "not_after": table.not_after, "during": table.during,
    }  # fmt: skip
    given = [(bearing, value) for bearing, value in bearings.items() if value is not None]
    if len(given) != 1:
        if given or (isinstance(entry, Mapping) and not any(name in entry for name in bearings)):
            reader.problems.add(key, "Give each circumstance one date: not_before, not_after or during.")
        return None
    bearing, value = given[0]
    try:
        reading, span = window_of(value, reader.day_first, reader.zone)
    except WhenError as error:
        reader.refuse(f"{key}.{bearing}", error)
        return None
    if bearing == "not_before":
        span = Span(span.start, None)
    elif bearing == "not_after":
        span = Span(None, span.end)
    typed = value if isinstance(value, str) else reading.raw
    return Circumstance(key, bearing, span, table.strength, table.why, table.clock, reader.url(table.url, key), typed)


def copy_of(reader: Reader, entry: object, key: str) -> Copy | None:
    """An earlier copy; None where nothing says where it is."""
    table = read_table(CopyTable, entry, key, reader.problems)
    if table is None:
        return None
    url, span = reader.url(table.url, key), None
    if table.at is not None:
        try:
            span = window_of(table.at, reader.day_first, reader.zone)[1]
        except WhenError as error:
            reader.refuse(f"{key}.at", error)
    if span is not None and span.start is not None and span.start > reader.now:
        reader.problems.add(f"{key}.at", f"The copy is dated {shown(table.at)}, which lies in the future: check its date.")
        span = None
    if not table.file and not url:
        reader.problems.add(key, "Say where the copy is: give its file or its url.")
        return None
    try:
        here, there = stretches_of(table.here), stretches_of(table.there)
    except ValueError as error:
        reader.problems.add(key, f"{error}")
        return None
    typed = "" if span is None else str(table.at)
    return Copy(key, table.file, url, typed, span, table.strength, here, there, table.clock)


def report_impossible_posts(posts: tuple[Post, ...], circumstances: tuple[Circumstance, ...], problems: Problems) -> None:
    """A post that ends before the earliest that a circumstance allows: both stay, and one of them is wrong."""
    floors = [c for c in circumstances if c.bearing in ("not_before", "during") and c.span.start is not None]
    if not floors:
        return
    highest = max(floors, key=lambda c: c.span.start.timestamp() if c.span.start else 0.0)
    for post in posts:
        if post.span is not None and post.span.end is not None and highest.span.start is not None and post.span.end <= highest.span.start:
            typed = "" if post.at is None else f" {shown(post.at.raw)}"
            problems.add(
                f"{post.key}.at",
                f"The post{typed} lies before {shown(highest.typed)}, the earliest that {highest.key} allows: one of the two is wrong.",
            )
