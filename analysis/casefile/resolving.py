"""From the document of a case file to a `Case`: dates resolved in the case's zone, files found, and what does not fit together said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from analysis.case import Case, Circumstance, Claim, Copy, Post, PostKind, Series, Statement
from analysis.casefile.checks import done_of
from analysis.casefile.dating import instant_of, reading_of, window_of
from analysis.casefile.daylight import light_of, shadow_of, site_of
from analysis.casefile.files import FileProblem, read_text, receive_video
from analysis.casefile.periods import Period, period_of, report_overlaps
from analysis.casefile.schema import (
    CaseTable,
    CircumstanceTable,
    ClaimTable,
    CopyTable,
    Moment,
    PostTable,
    Problems,
    SeriesTable,
    StatementTable,
    read_table,
    shown,
)
from analysis.casefile.stretches import stretches_of
from analysis.exhibit import Exhibit
from analysis.testimony import Bearing
from analysis.typed import Ambiguous, WhenError
from analysis.when import Reading, Span, Zone, zone_named

_PERIOD = re.compile(r"[^/]*\d{4}[^/]*/[^/]*\d{4}[^/]*", re.DOTALL)
"""Two dates with a slash between them; 17/09/2024 is one."""
MAX_ENTRIES = 20_000
"""Posts, statements or circumstances that one case may have."""
MAX_WORDS = 100
"""Subject words that one case may have."""


def resolve(document: Mapping[str, Any], folder: Path | None, now: datetime, exhibit: Exhibit | None = None) -> Case:
    """The case in a document. `exhibit` is the video where it is in hand already; else it is received `now` (UTC). Never raises."""
    problems = Problems()
    top = read_table(CaseTable, document, "", problems) or CaseTable()
    zone = _zone(top.zone, problems)
    reader = _Reader(zone, top.day_first, folder, now, problems)
    statements = reader.statements(top.statements)
    posts = tuple(post for i, entry in enumerate(_few(top.posts, "posts", problems)) if (post := reader.post(entry, f"posts[{i}]")))
    circumstances = tuple(
        found
        for i, entry in enumerate(_few(top.circumstances, "circumstances", problems))
        if (found := reader.circumstance(entry, f"circumstances[{i}]"))
    )
    copies = tuple(copy for i, entry in enumerate(_few(top.copies, "copies", problems)) if (copy := reader.copy(entry, f"copies[{i}]")))
    lights = tuple(
        light for i, entry in enumerate(_few(top.lights, "lights", problems)) if (light := light_of(entry, f"lights[{i}]", problems))
    )
    shadows = tuple(
        shadow
        for i, entry in enumerate(_few(top.shadows, "shadows", problems))
        if (shadow := shadow_of(entry, f"shadows[{i}]", zone, problems))
    )
    done = tuple(
        each
        for i, entry in enumerate(_few(top.done, "done", problems))
        if (each := done_of(entry, f"done[{i}]", reader.reading, zone=zone, folder=folder, now=now, problems=problems))
    )
    _report_impossible_posts(posts, circumstances, problems)
    video = exhibit or (reader.video(top.video) if top.video or not document.get("video") else None)
    return Case(
        title=top.title,
        exhibit=video,
        opened=now if video is None else video.received,
        folder=folder,
        zone=zone,
        zone_name=top.zone if zone is not None else "",
        subject=_words(top.subject, "subject", problems),
        possible=_words(top.possible, "possible", problems),
        habit=top.habit,
        posts=posts,
        claim=reader.claim(top.claim, statements),
        statements=statements,
        circumstances=circumstances,
        copies=copies,
        site=site_of(top.place, problems),
        lights=lights,
        shadows=shadows,
        done=done,
        series=_series(top.series, problems),
        problems=problems.all(),
    )


@dataclass(slots=True)
class _Reader:
    """What every table of one case is read with."""

    zone: Zone | None
    day_first: bool | None
    folder: Path | None
    now: datetime
    problems: Problems

    def video(self, name: str) -> Exhibit | None:
        if not name.strip():
            self.problems.add("video", "The case names no video: give the path of the file as video.")
            return None
        try:
            return receive_video(name, self.folder, self.now)
        except FileProblem as error:
            self.problems.add("video", str(error))
            return None

    def post(self, entry: object, key: str) -> Post | None:
        table = read_table(PostTable, entry, key, self.problems)
        if table is None:
            return None
        url, (at, span) = self._url(table.url, key), self._window(table.at, f"{key}.at")
        edited, changed = self._window(table.edited, f"{key}.edited")
        if span is not None and span.start is not None and span.start > self.now:
            self.problems.add(f"{key}.at", f"The post is dated {shown(table.at)}, which lies in the future: check its date.")
            at = span = None
        if at is None and not url:
            if table.at is None and not table.url:
                self.problems.add(key, "The post has neither a date nor an address: give at or url.")
            return None
        if changed is not None and span is not None and changed.end is not None and span.start is not None and changed.end <= span.start:
            self.problems.add(f"{key}.edited", f"The post was edited {shown(table.edited)}, before its own date: one of the two is wrong.")
            edited = changed = None
        return Post(key, url, at, span, *self._kind(table, key), changed, "" if edited is None else edited.raw)

    def _kind(self, table: PostTable, key: str) -> tuple[bool, PostKind | Literal[""]]:
        """Whether the post is the original, and what it was said to be: `kind` where given, else what `original` says."""
        if table.kind is None:
            told: PostKind | Literal[""] = "" if table.original is None else "original" if table.original else "copy"
            return table.original is not False, told
        original = table.kind in ("original", "edit")
        if table.original is not None and table.original != original and table.kind != "edit":
            said = "the original" if table.original else "no original"
            self.problems.add(f"{key}.kind", f"{key} is called {said} and a {table.kind}: the second counts, remove one of the two.")
        return original, table.kind

    def _window(self, value: Moment | None, key: str) -> tuple[Reading | None, Span | None]:
        """The reading and the span of a date or a period; a period is kept with all of its text as raw."""
        if isinstance(value, str) and _PERIOD.fullmatch(value):
            try:
                first, span = window_of(value, self.day_first, self.zone)
            except WhenError as error:
                self._refuse(key, error)
                return None, None
            return replace(first, raw=value.strip()), span
        reading = self.reading(value, key)
        return reading, None if reading is None else reading.span(self.zone)

    def circumstance(self, entry: object, key: str) -> Circumstance | None:
        table = read_table(CircumstanceTable, entry, key, self.problems)
        if table is None:
            return None
        bearings: dict[Bearing, Moment | None] = {
            "not_before": table.not_before, "not_after": table.not_after, "during": table.during,
        }  # fmt: skip
        given = [(bearing, value) for bearing, value in bearings.items() if value is not None]
        if len(given) != 1:
            if given or (isinstance(entry, Mapping) and not any(name in entry for name in bearings)):
                self.problems.add(key, "Give each circumstance one date: not_before, not_after or during.")
            return None
        bearing, value = given[0]
        try:
            reading, span = window_of(value, self.day_first, self.zone)
        except WhenError as error:
            self._refuse(f"{key}.{bearing}", error)
            return None
        if bearing == "not_before":
            span = Span(span.start, None)
        elif bearing == "not_after":
            span = Span(None, span.end)
        typed = value if isinstance(value, str) else reading.raw
        return Circumstance(key, bearing, span, table.strength, table.why, table.clock, self._url(table.url, key), typed)

    def copy(self, entry: object, key: str) -> Copy | None:
        table = read_table(CopyTable, entry, key, self.problems)
        if table is None:
            return None
        url, span = self._url(table.url, key), None
        if table.at is not None:
            try:
                span = window_of(table.at, self.day_first, self.zone)[1]
            except WhenError as error:
                self._refuse(f"{key}.at", error)
        if span is not None and span.start is not None and span.start > self.now:
            self.problems.add(f"{key}.at", f"The copy is dated {shown(table.at)}, which lies in the future: check its date.")
            span = None
        if not table.file and not url:
            self.problems.add(key, "Say where the copy is: give its file or its url.")
            return None
        try:
            here, there = stretches_of(table.here), stretches_of(table.there)
        except ValueError as error:
            self.problems.add(key, f"{error}")
            return None
        typed = "" if span is None else str(table.at)
        return Copy(key, table.file, url, typed, span, table.strength, here, there, table.clock)

    def statements(self, entries: list[Any]) -> tuple[Statement, ...]:
        found: list[Statement] = []
        periods: list[Period] = []
        taken: set[str] = set()
        for i, entry in enumerate(_few(entries, "statements", self.problems)):
            key = f"statements[{i}]"
            table = read_table(StatementTable, entry, key, self.problems)
            if table is None:
                continue
            name = self._name(table.id or f"statement {i + 1}", key, taken)
            statement, period = self._statement(table, name, key)
            found.append(statement)
            periods.append(period)
        report_overlaps(found, periods, self.problems)
        return tuple(found)

    def _statement(self, table: StatementTable, name: str, key: str) -> tuple[Statement, Period]:
        released = self.reading(table.released, f"{key}.released")
        latest = None if released is None else instant_of(released, self.zone).latest
        if released is not None and (start := released.span(self.zone).start) is not None and start > self.now:
            self.problems.add(f"{key}.released", f"The release {shown(table.released)} lies in the future: check its date.")
            released = latest = None
        bounds = [
            self.reading(value, f"{key}.{part}") for part, value in (("covers_from", table.covers_from), ("covers_to", table.covers_to))
        ]
        period = period_of(table, released, (bounds[0], bounds[1]), self.zone, key, self.problems)
        if table.released is None and period.span is None and not (table.covers or table.covers_from or table.covers_to):
            self.problems.add(f"{key}.released", f"The statement “{shown_name(name)}” has no date: give released, and what it covers.")
        mention = table.mentions
        if table.excerpt and mention == "silent":
            self.problems.add(f"{key}.mentions", "An excerpt can't be silent: what was left out may name the subject. Give the whole text.")
            mention = None
        statement = Statement(
            id=name,
            source=table.source,
            released=latest,
            coverage=period.span,
            text=self._text(table, key),
            url=self._url(table.url, key),
            mention=mention,
            excerpt=table.excerpt,
            zoneless=self.zone is None and released is not None and released.offset is None,
        )
        return statement, period

    def claim(self, entry: object, statements: tuple[Statement, ...]) -> Claim | None:
        if entry is None:
            return None
        table = read_table(ClaimTable, entry, "claim", self.problems)
        if table is None:
            return None
        if table.statement:
            found = next((statement for statement in statements if statement.id == table.statement), None)
            if found is not None:
                return self._claim_of(found, f"statements[{statements.index(found)}]", table)
            names = ", ".join(f"“{shown_name(statement.id)}”" for statement in statements[:8]) or "none"
            self.problems.add("claim.statement", f"No statement has the id {shown(table.statement)}: those in the case are {names}.")
            if table.event is None and table.made is None:
                return Claim(text=table.text)
        made = self.reading(table.made, "claim.made")
        released = None if made is None else instant_of(made, self.zone).latest
        window = None
        if table.event is not None:
            try:
                window = window_of(table.event, self.day_first, self.zone)[1]
            except WhenError as error:
                self._refuse("claim.event", error)
        else:
            self.problems.add("claim.event", "The claim has no date: give event, the time that the video is said to show, or statement.")
        if window is not None and released is not None and window.start is not None and released <= window.start:
            self.problems.add("claim.made", "The claim was made before the event that it speaks of began: check both dates.")
            released = None
        return Claim(text=table.text, window=window, released=released)

    def _claim_of(self, statement: Statement, key: str, table: ClaimTable) -> Claim:
        """The claim that is one of the statements, at `key`: its window is what that covers, up to its release."""
        if table.event is not None or table.made is not None:
            self.problems.add("claim", "The claim is a statement, so its own event and made are not used: leave them out.")
        start = None if statement.coverage is None else statement.coverage.start
        window = None
        if start is None or statement.released is None:
            self.problems.follows(
                key, "claim.statement", f"The claim's window is not known: “{shown_name(statement.id)}” needs released and what it covers."
            )
        elif start >= statement.released:
            self.problems.add("claim.statement", f"“{shown_name(statement.id)}” was released before its period begins: check its dates.")
        else:
            window = Span(start, statement.released)
        return Claim(table.text or statement.text, window, statement.released, statement.id)

    def _text(self, table: StatementTable, key: str) -> str:
        if not table.file:
            return table.text
        if table.text:
            self.problems.add(f"{key}.file", "The statement has a text of its own, so its file is not read: leave one of them out.")
            return table.text
        try:
            return read_text(table.file, self.folder)
        except FileProblem as error:
            self.problems.add(f"{key}.file", str(error))
            return ""

    def _name(self, wanted: str, key: str, taken: set[str]) -> str:
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}~{number}"
        if number > 1:
            self.problems.add(
                f"{key}.id", f"Two statements have the id {shown(wanted)}: give each its own; this is read as “{shown_name(name)}”."
            )
        taken.add(name)
        return name

    def reading(self, value: Moment | None, key: str) -> Reading | None:
        """A date of the case file; None, with the problem, where it can't be read."""
        if value is None:
            return None
        try:
            return reading_of(value, self.day_first)
        except WhenError as error:
            self._refuse(key, error)
            return None

    def _refuse(self, key: str, error: WhenError) -> None:
        more = " Or set day_first = true or false at the top of the case file." if isinstance(error, Ambiguous) else ""
        self.problems.add(key, f"{error}{more}")

    def _url(self, url: str, key: str) -> str:
        """The address, where it is one that can be shown as a link; "" else."""
        try:
            scheme = urlsplit(url).scheme
        except ValueError:
            scheme = "?"
        # "t.me/channel/1" has no scheme; "example.org:8080/x" seems to have one, with a dot in it.
        if scheme and scheme not in ("http", "https") and "." not in scheme:
            self.problems.add(f"{key}.url", f"{shown(url)} is no web address: write one that begins with https://.")
            return ""
        return url.strip()


def shown_name(name: str) -> str:
    """A statement's id, in short."""
    return shown(name).strip("“”")


def _zone(name: str, problems: Problems) -> Zone | None:
    if not name:
        return None
    try:
        return zone_named(name)
    except ValueError as error:
        problems.add("zone", f"{error}.")
        return None


def _few(entries: list[Any], key: str, problems: Problems) -> list[Any]:
    if len(entries) > MAX_ENTRIES:
        problems.add(key, f"There are {len(entries):,} {key}, of which the first {MAX_ENTRIES:,} are read.")
    return entries[:MAX_ENTRIES]


def _words(given: str | list[str], key: str, problems: Problems) -> tuple[str, ...]:
    words = dict.fromkeys(word.strip() for word in ([given] if isinstance(given, str) else given) if word.strip())
    if len(words) > MAX_WORDS:
        problems.add(key, f"There are {len(words):,} words in {key}, of which the first {MAX_WORDS} are looked for.")
    return tuple(words)[:MAX_WORDS]


def _series(entry: object, problems: Problems) -> Series:
    table = None if entry is None else read_table(SeriesTable, entry, "series", problems)
    return Series() if table is None else Series(table.completeness, table.lateness, table.vagueness)


def _report_impossible_posts(posts: tuple[Post, ...], circumstances: tuple[Circumstance, ...], problems: Problems) -> None:
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
