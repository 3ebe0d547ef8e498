"""What was found in a log, in words and as a record: drafts with their reasons, habits, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from analysis.language.mentions import Hit, Mentions
from analysis.statements.draft import Draft, Log
from analysis.statements.habits import SourceHabits
from analysis.testimony import Mention
from analysis.views.words import percent
from analysis.weighing.series import Background
from analysis.when import Zone

SAYS: dict[Mention, str] = {"named": "names the subject", "unnamed": "may mean it, unnamed", "silent": "silent"}
HOUR = timedelta(hours=1)
MOST_ASIDE = 3
"""Mentions that do not count of which a list tells."""
LONGEST_LINE = 90
"""Characters of a text that a list shows."""


def says(draft: Draft, found: Mentions | None) -> Mention | None:
    """What a draft says of the subject; None where that is not known: no subject, no text, or an excerpt without it."""
    if found is None or not draft.text or (draft.excerpt and found.verdict == "silent"):
        return None
    return found.verdict


def mention(draft: Draft, found: Mentions | None) -> str:
    """What it says of the subject, in a few words with the words that decide."""
    if found is None:
        return "no subject given"
    said = says(draft, found)
    if said is None:
        return "not seen in the excerpt" if draft.text else "no text"
    hit = found.deciding
    if hit is not None:
        return f"{SAYS[said]}: “{hit.word}”" + ("" if hit.count is None else f", {hit.count} of them")
    return SAYS[said]


def not_counted(found: Mentions | None) -> str:
    """The first mentions that do not count, and why; "" for none."""
    aside = [hit for hit in found.hits if not hit.plain][:MOST_ASIDE] if found is not None else []
    return ", ".join(f"“{hit.word}” ({hedge(hit)})" for hit in aside)


def hedge(hit: Hit) -> str:
    """Why a mention does not count."""
    if hit.negated or hit.count == 0:
        return "denied"
    if hit.hypothetical:
        return "supposed"
    return "of an earlier time" if hit.history else "part of another name"


def covered(draft: Draft) -> str:
    """What a draft covers, as the case file would have it."""
    if draft.covers:
        return f"the {draft.covers} before its release"
    if draft.covers_from:
        return f"from {draft.covers_from} to {draft.covers_to or 'its release'}"
    return "not known"


def habits_told(habits: SourceHabits) -> list[str]:
    """A source's habits, a sentence each."""
    source = habits.source or "This source"
    told = [f"{source}: {habits.logged} logged."]
    if habits.counted:
        background = Background.of(habits.counted, habits.named, habits.unnamed)
        told.append(
            f"The subject is named in {habits.named} of {habits.counted}, something that may be it in {habits.unnamed}: "
            f"the chance taken for other reasons is {percent(background.named)} and {percent(background.unnamed)}."
        )
    if habits.not_seen:
        told.append(f"Counted as not logged: {habits.not_seen}, where the subject is not seen in an excerpt or no subject is given.")
    if habits.hours is not None and habits.hours.usual:
        told.append(f"Released at about {habits.hours}, as {habits.hours.known} releases with an hour show.")
    elif habits.hours is not None:
        have = "has" if habits.hours.known == 1 else "have"
        told.append(f"No usual hour: {habits.hours.known} of the releases {have} an hour, too few or too far apart.")
    if habits.period is not None:
        put = f", mostly put as “{habits.phrase}” ({habits.phrase_times})" if habits.phrase else ""
        told.append(f"The usual period is {habits.period / HOUR:.4g} hours ({habits.period_of} of {habits.logged}){put}.")
    return told


def lines(log: Log, found: Sequence[Mentions | None], habits: Sequence[SourceHabits]) -> Iterator[str]:
    """A log as lines of plain text, for a terminal."""
    by_source = {each.source: each for each in habits}
    for draft, mentions in zip(log.drafts, found, strict=True):
        yield f"{draft.written or 'release not known'}  {draft.source or 'no source'}  {mention(draft, mentions)}  [{draft.origin}]"
        text = " ".join(draft.text.split())
        yield f"    “{text[:LONGEST_LINE]}{'…' if len(text) > LONGEST_LINE else ''}”"
        if draft.released_why:
            yield f"    released: {draft.released_why}"
        if aside := not_counted(mentions):
            yield f"    not counted: {aside}"
        yield f"    covers {covered(draft)}" + (f": {draft.covers_why}" if draft.covers_why else "")
        if suggested := by_source[draft.source].suggested(draft):
            yield f"    the hour is not known; at this source’s usual one it would be {suggested}"
        yield from (f"    note: {note}" for note in draft.notes)
        yield from (f"    give: {name}" for name in draft.missing)
    for title, sentences in (
        ("Not logged", [gap.sentence for gap in log.gaps]),
        ("Twice", [overlap.sentence for overlap in log.overlaps]),
        ("Habits", [sentence for each in habits for sentence in habits_told(each)]),
        ("Not read", [f"{trouble.where}: {trouble.sentence}" for trouble in log.troubles]),
    ):
        if sentences:
            yield ""
            yield title
            yield from (f"  {sentence}" for sentence in sentences)
    if log.dropped:
        yield ""
        yield f"{log.dropped} left out, which stand here already."


def record(log: Log, found: Sequence[Mentions | None], habits: Sequence[SourceHabits], zone: Zone | None) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "statements": [_draft(draft, mentions, zone) for draft, mentions in zip(log.drafts, found, strict=True)],
        "gaps": [{"source": g.source, "span": g.span.to_json(), "missing": g.missing, "why": g.sentence} for g in log.gaps],
        "overlaps": [{"source": o.source, "between": [o.first, o.second], "why": o.sentence} for o in log.overlaps],
        "habits": [_habits(each) for each in habits],
        "dropped": log.dropped,
        "problems": [{"where": trouble.where, "why": trouble.sentence} for trouble in log.troubles],
    }


def _draft(draft: Draft, found: Mentions | None, zone: Zone | None) -> dict[str, Any]:
    released, period = draft.release_in(zone), draft.period_in(zone).span
    return {
        "source": draft.source,
        "released": {"text": draft.written, "span": None if released is None else released.to_json(), "why": draft.released_why},
        "covers": {"text": draft.covers or covered(draft), "span": None if period is None else period.to_json(), "why": draft.covers_why},
        "mention": says(draft, found),
        "hits": [] if found is None else [_hit(hit) for hit in found.hits],
        "text": draft.text,
        "url": draft.url,
        "excerpt": draft.excerpt,
        "origin": {"file": draft.origin.file, draft.origin.kind: draft.origin.row},
        "notes": list(draft.notes),
        "missing": list(draft.missing),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    counted = "" if hit.plain else hedge(hit)
    return {"word": hit.word, "start": hit.start, "end": hit.end, "kind": hit.kind, "count": hit.count, "not_counted": counted}


def _habits(habits: SourceHabits) -> dict[str, Any]:
    background = Background.of(habits.counted, habits.named, habits.unnamed)
    usual = habits.hours is not None and habits.hours.usual
    return {
        "source": habits.source,
        "logged": habits.logged,
        "named": habits.named,
        "unnamed": habits.unnamed,
        "not_seen": habits.not_seen,
        "b": background.named,
        "u": background.unnamed,
        "usual_hour": str(habits.hours) if usual else None,
        "period_s": None if habits.period is None else habits.period.total_seconds(),
        "phrase": habits.phrase or None,
    }
