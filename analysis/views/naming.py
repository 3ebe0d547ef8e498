"""What pieces of evidence, statements and the claim are called in sentences."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal

from analysis.case import Statement
from analysis.hearing import Hearing
from analysis.testimony import Testimony, about_recording
from analysis.views.moments import INSTANT, Wall
from analysis.weighing.verdict import Verdict
from analysis.when import EASTMOST, WESTMOST, Span

Row = Literal["elsewhere", "file", "statements", "posted"]
"""Where testimony stands on the timeline and in lists: one kind of source each."""

NEAR = timedelta(days=3)
"""Statements this near to the claim's release, either way, are named by their weekday: none can occur twice."""

FEW = 4
"""Spans of one piece up to which they are told as one stretch: an open order of day and month makes two."""


def row_of(piece: Testimony) -> Row:
    """The kind of source that a testimony comes from."""
    if piece.bearing == "series":
        return "statements"
    if piece.stage == "posted":
        return "posted"
    return "elsewhere" if piece.witness in ("circumstances", "earlier_copy") else "file"


def on_recording(piece: Testimony) -> Span | None:
    """What the testimony says about the recording, as one span; None where it says nothing of it.

    A clue that dates a later stage bounds the recording from above only, by its outer end. A series says nothing
    by one statement alone.
    """
    bearing = about_recording(piece.stage, piece.bearing)
    if bearing is None or bearing == "series":
        return None
    span = piece.span
    if bearing == "not_after":
        return None if span.end is None else Span(None, span.end)
    if bearing == "not_before":
        return None if span.start is None else Span(span.start, None)
    return span


@dataclass(frozen=True)
class Names:
    """The names of one verdict's pieces. Times are in the case's zone."""

    verdict: Verdict

    @property
    def hearing(self) -> Hearing:
        return self.verdict.hearing

    @cached_property
    def wall(self) -> Wall:
        return Wall.of(self.hearing.case)

    @cached_property
    def by_id(self) -> dict[str, Testimony]:
        return {piece.id: piece for piece in self.hearing.testimony}

    @cached_property
    def series(self) -> tuple[Testimony, ...]:
        return tuple(piece for piece in self.hearing.testimony if piece.bearing == "series")

    @cached_property
    def _sources_by_day(self) -> dict[date, list[str]]:
        """The source of each statement, by the day of its release in the case's zone."""
        days: dict[date, list[str]] = defaultdict(list)
        for piece in self.series:
            if (end := piece.span.end) is not None:
                days[self.wall.local(self._released_on(end)).date()].append(piece.clock)
        return days

    @cached_property
    def this_year(self) -> int | None:
        """The year that needs no saying: that of the claim; None where there is none, or where the posting fell into another year."""
        if self._anchor is None:
            return None
        moments = [self._anchor, self.verdict.posted.end]
        years = {self.wall.local(moment - INSTANT).year for moment in moments if moment is not None}
        return years.pop() if len(years) == 1 else None

    def year_needed(self, span: Span) -> bool:
        ends = [m for m in (span.start, span.end) if m is not None]
        return any(self.wall.local(m - INSTANT).year != self.this_year for m in ends)

    def span(self, span: Span) -> str:
        """The span in words, without a year that needs no saying and without the zone."""
        return self.wall.span(span, year=self.year_needed(span))

    def zoned(self, span: Span) -> str:
        """The same, with the zone where a time of day is shown."""
        return self.wall.named(span, year=self.year_needed(span))

    @cached_property
    def _anchor(self) -> datetime | None:
        claim = self.verdict.claim
        if claim is None:
            return None
        return claim.released or (claim.window.end if claim.window is not None else None)

    @cached_property
    def _zoneless(self) -> frozenset[datetime]:
        """Ends of statements that were written without a zone, in a case without one: the latest that any zone makes of them."""
        ends = ((s.released, s.coverage.end if s.coverage else None) for s in self.hearing.case.statements if s.zoneless)
        return frozenset(end for pair in ends for end in pair if end is not None)

    def _released_on(self, moment: datetime) -> datetime:
        """A moment of the day on which it was released: as it was written, where no zone is known."""
        return moment - INSTANT + (WESTMOST if moment in self._zoneless else timedelta(0))

    def day_released(self, moment: datetime) -> str:
        """ "Wed 18 Sep" """
        return self.wall.short_day(self._released_on(moment))

    def statement(self, piece: Testimony) -> str:
        """ "Wednesday's statement", or "the statement of 8 August" where a weekday would not be clear."""
        released = piece.span.end
        return "the statement" if released is None else self._statement(released, piece.clock)

    def _statement(self, released: datetime, source: str) -> str:
        day = self._released_on(released)
        anchor = self._anchor
        that_day = self.wall.local(day).date()
        sources = self._sources_by_day.get(that_day, [])
        near = anchor is not None and abs(that_day - self.wall.local(self._released_on(anchor)).date()) <= NEAR
        year = self.wall.local(day).year != self.this_year
        name = f"{self.wall.weekday(day)}’s statement" if near else f"the statement of {self.wall.day(day, year=year)}"
        if len(set(sources)) > 1 and source:
            return f"{name} by {source}"
        if len(sources) > 1:
            return f"{name} ({self.wall.time(released)})"
        return name

    def logged(self, statement: Statement) -> str:
        """What a statement of the case is called, whether or not it speaks for anything; its id where its release is not known."""
        return statement.id if statement.released is None else self._statement(statement.released, statement.source)

    def as_written(self, span: Span) -> Span:
        """The days or hours as they were written, out of what all zones make of them."""
        start, end = (None if m is None else m + far for m, far in ((span.start, EASTMOST), (span.end, WESTMOST)))
        return span if start is not None and end is not None and start >= end else Span(start, end)

    @cached_property
    def claim_time(self) -> str:
        """The claim's time in words; as it was written where no zone is known."""
        claim = self.verdict.claim
        if claim is None or claim.window is None:
            return ""
        if claim.zoneless:
            return f"{self.span(self.as_written(claim.window)).removeprefix('from ')} (zone not known)"
        return self.zoned(claim.window).removeprefix("from ")

    @cached_property
    def claim_end(self) -> str:
        """The claim's release, or the end of its time: "Wed 18 Sep, 14:00", "by the end of Tue 17 Oct"; "" where there is none."""
        claim, end = self.verdict.claim, self._anchor
        if claim is None or end is None:
            return ""
        end, unknown = (end + WESTMOST, ", zone not known") if claim.zoneless else (end, "")
        if self.wall.midnight(end):
            return f"by the end of {self.wall.short_day(end - INSTANT)}{unknown}"
        return f"{self.wall.short_day(end)}, {self.wall.time(end)}{unknown}"

    @cached_property
    def claim_statement(self) -> str:
        """What the claim is called: a statement's name, or "the claim"."""
        claim = self.verdict.claim
        if claim is None or not claim.statement or claim.released is None:
            return "the claim"
        source = next((s.source for s in self.hearing.case.statements if s.id == claim.statement), "")
        return self._statement(claim.released, source)

    @cached_property
    def subject(self) -> str:
        """What a statement must name: "a Leopard", “the Moskva”, or "the subject" where the case has none."""
        words = self.hearing.case.subject
        if not words:
            return "the subject"
        word = words[0].strip()
        if word.isascii() and word.isalpha() and word[0].isupper():
            return f"{'an' if word[0] in 'AEIOU' else 'a'} {word}"
        return f"“{word}”"

    def short(self, piece: Testimony) -> str:
        """A few words that tell this piece from the others: for lists, cards and marks."""
        weight = self.verdict.weights.get(piece.id)
        if piece.shot is not None and len(piece.spans) > FEW:
            return f"Shot {piece.shot + 1}: recorded at certain hours or days only"
        if piece.shot is not None:
            about = on_recording(piece)
            bound = "" if about is None else f": recorded {self._by(about) if about.start is None else self._when(about)}"
            return f"Shot {piece.shot + 1}{bound}"
        if piece.bearing == "series":
            said = {"named": f"names {self.subject}", "unnamed": "may mean it, without the name", "silent": "is silent"}
            assert piece.mention is not None
            return f"{capital(self.statement(piece))} {said[piece.mention]}"
        if piece.stage == "posted":
            return f"Posted {self._posted(piece.span)}"
        span = on_recording(piece)
        if span is None or (weight is not None and weight.why_not == "stage"):
            return f"{piece.stage.capitalize()} {self.span(piece.span)}, which leaves the recording free"
        if piece.stage == "recorded":
            bearing = piece.bearing
            if bearing == "during":
                return f"Recorded {self._when(span)}"
            if bearing == "recurring":
                source = {"daylight": " by the light in the picture", "shadow": " by a shadow"}.get(piece.witness, "")
                return f"Recorded at certain hours or days only{source}"
            return f"Recorded {self.span(span)}"
        return f"{piece.stage.capitalize()} {self._by(span)}"

    def when(self, piece: Testimony) -> str:
        """When a piece says: its span, or of what recurs how many stretches there are and which lies nearest to the claim."""
        if len(piece.spans) <= FEW:
            return self.zoned(piece.span)
        anchor = self._anchor or self.verdict.posted.end
        bounded = [span for span in piece.spans if span.start is not None and span.end is not None]
        nearest = min(bounded, key=lambda span: _apart(span, anchor), default=None)
        years = f"between {self.wall.day(piece.span.start)} and {self.until(piece.span.end)}" if piece.span.start and piece.span.end else ""
        told = f"{len(piece.spans):,} stretches {years}".strip()
        what = "claim" if self._anchor is not None else "posting"
        return told if nearest is None else f"{told}; nearest to the {what}: {self.zoned(nearest)}"

    def of(self, piece: Testimony) -> str:
        """The piece inside a sentence: "Wednesday’s statement", "the date of the posting"."""
        if piece.bearing == "series":
            return self.statement(piece)
        if piece.stage == "posted":
            return "the date of the posting"
        text = self.short(piece)
        return f"“{text[0].lower()}{text[1:]}” ({piece.witness.replace('_', ' ')})"

    def stretch(self, hole: Span) -> str:
        """A stretch that no statement covers: "from 19 September, 14:00 Moscow time to the posting"."""
        first, last = self.verdict.posted.start, self.verdict.posted.end
        # Of a posting that is known as a day, its instants are reckoned: none of them is the hole's end.
        if hole.start is not None and hole.end is not None and first is not None and last is not None and first <= hole.end <= last:
            year = self.year_needed(Span(hole.start, None))
            return f"from {self.wall.moment(hole.start, year=year)} {self.wall.name} to the posting"
        words = self.zoned(hole)
        return words if words.startswith("from") else f"on {words}"

    def until(self, end: datetime) -> str:
        """The end (exclusive) of something, with the zone where a time of day is shown."""
        words = self.wall.until(end, year=self.year_needed(Span(None, end)))
        return words if self.wall.midnight(end) else f"{words} {self.wall.name}"

    def _posted(self, span: Span) -> str:
        written = self.as_written(span)
        if self.hearing.case.zone is None and not self.wall.tells_time(written) and written != span and self._one_day(written):
            return f"{self._when(written)}, hour and zone unknown"
        if span.start is not None and span.end is not None and span.end - span.start > timedelta(hours=1):
            return f"{self._when(span)}, hour unknown" if self._one_day(span) else f"some time {self.span(span)}"
        return self._when(span)

    def _one_day(self, span: Span) -> bool:
        assert span.start is not None
        assert span.end is not None
        return span.end - span.start <= timedelta(hours=25)

    def _when(self, span: Span) -> str:
        words = self.span(span)
        return words if words.startswith(("from", "not ", "at ")) else f"on {words}"

    def _by(self, span: Span) -> str:
        assert span.end is not None
        return f"by {self.wall.until(span.end, year=self.year_needed(span))}"


def _apart(span: Span, moment: datetime | None) -> float:
    """Seconds between a closed span and a moment; 0 where it covers it."""
    if moment is None or span.start is None or span.end is None or span.start <= moment <= span.end:
        return 0.0
    return min(abs((span.start - moment).total_seconds()), abs((span.end - moment).total_seconds()))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
