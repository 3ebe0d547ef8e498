"""What is said beside a verdict: of each piece's weight, contradictions, holes, silences, and what to check next."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.testimony import Observation, Silence, Testimony
from analysis.views.naming import FEW, Names, capital
from analysis.views.words import at_, chance, chance_of, interval, percent, pull
from analysis.weighing import copies
from analysis.weighing.verdict import Contradiction, Hole, NextCheck, SeriesSummary, Verdict, Weight
from analysis.when import Span

SILENCE_WORDS = {
    "nothing to read": "nothing to read",
    "unavailable": "could not be asked here",
    "broke down": "broke down; what it said before stands",
    "not asked": "was not asked",
}


BEYOND_FIGURES = 100.0
"""Decibans (ten thousand million to one) from which a figure would tell of the arithmetic's last digits and of nothing else."""
PICTURES_AWAITED = "The pictures are still being read: what a clock or the light in them says is not yet in this answer."
PICTURES_LEFT_OUT = "The pictures were not read: what a clock or the light in them says is not in this answer."


def weight(verdict: Verdict, piece: Testimony) -> str:
    """What the piece does to the answer, in a few words."""
    known = verdict.weights.get(piece.id)
    if known is None:
        return ""
    if known.counted:
        return _weight(verdict, piece, known) if verdict.shares is not None else "counted"
    names = Names(verdict)
    if known.why_not == "same clock":
        other = names.by_id.get(known.agrees_with)
        return "not counted: the same clock already speaks" + (f" through {names.of(other)}" if other is not None else "")
    return {
        "stage": "not counted: it dates a later stage from below, which leaves the recording free",
        "shot": "not counted for the whole video: it speaks of one of its shots",
        "left out": "left out by you",
        "outside": "not counted: it lies outside all that is possible",
    }[known.why_not]


def _weight(verdict: Verdict, piece: Testimony, known: Weight) -> str:
    """The weight for "before the release", and for the answer where that is another question."""
    assert verdict.shares is not None
    text = decibans(known.decibans)
    towards = pull(verdict, piece, verdict.shares)
    if min(abs(towards - known.decibans), abs(towards + known.decibans)) < 0.5 or verdict.shares.answer == "before the release":
        return text
    if decibans(towards) == text:
        return f"{text} for the answer and for before the release"
    return f"{decibans(towards)} for the answer; {text} for before the release"


def moves_nothing(verdict: Verdict, piece: Testimony) -> bool:
    """Whether the answer is the same without it, to a tenth of a deciban."""
    weight = verdict.weights[piece.id]
    if piece.id in verdict.rests_on or weight.why_not == "left out" or verdict.shares is None:
        return False
    return not weight.counted or (abs(weight.decibans) < 0.05 and abs(pull(verdict, piece, verdict.shares)) < 0.05)


def series(of: SeriesSummary) -> str:
    """What was counted of one source's statements, and what is taken from the count."""
    counted = f"names it in {of.named} of {of.statements} logged" + (f", may mean it in {of.unnamed}" if of.unnamed else "")
    other = f"named {percent(of.background)}, meant without the name {percent(of.background_unnamed)}"
    return f"{of.source or 'The source'} {counted}. Chance taken that a statement does so for another event: {other}."


def decibans(value: float) -> str:
    """ "+9.4 dB"; a piece that settles a side is infinitely heavy and said so, and one that all but does is beyond figures."""
    if abs(value) >= BEYOND_FIGURES:
        return "decides"
    return "0.0 dB" if abs(value) < 0.05 else f"{value:+.1f} dB".replace("-", "−")


def without(verdict: Verdict, known: Weight) -> str:
    """The answer without a piece: "without it: undetermined"."""
    if not known.counted or verdict.shares is None:
        return ""
    if known.without is None:
        return "without it: nothing would be possible"
    same = known.without.answer == verdict.shares.answer
    told = f"{known.without.answer}, {chance(known.without.probability)}"
    return f"without it: still {told}" if same else f"without it: {told}"


def contradiction(verdict: Verdict, which: Contradiction) -> str:
    """Why two pieces cannot both hold."""
    names = Names(verdict)
    one, other = (names.by_id[id_] for id_ in which.between)
    if max(len(one.spans), len(other.spans)) > FEW:
        return f"{capital(names.of(one))} and {names.of(other)} fit no instant together. Both cannot hold."
    first, second = (names.zoned(span) for span in which.spans)
    return f"{capital(names.of(one))} puts the recording {at_(first)}; {names.of(other)} puts it {at_(second)}. Both cannot hold."


def later_copies(verdict: Verdict) -> list[str]:
    """A sentence for each posting that is older than the file in hand."""
    names = Names(verdict)
    heard = [piece for piece in verdict.hearing.testimony if piece.id not in verdict.switched_off]
    return [
        f"{capital(names.of(post))} is older than this file ({names.of(made)}: {names.zoned(made.span)}). "
        "This file is a later copy of what was posted then, or one of the two dates is wrong; "
        "the posting bounds the recording all the same."
        for post, made in copies.later_copies(heard)
    ]


def hole(verdict: Verdict, which: Hole) -> str:
    """What no logged statement covers, and what is at stake in it."""
    stretch = Names(verdict).stretch(which.span)
    return f"No logged statement covers the time {stretch}: {percent(which.mass)} of the probability lies there."


def next_check(verdict: Verdict, which: NextCheck) -> str:
    """What to go and look for."""
    names = Names(verdict)
    if which.kind == "statement":
        source = f" of {which.source}" if which.source else ""
        return f"Find and log the statement{source} that covers {names.zoned(which.span).removeprefix('from ')}."
    if which.kind == "posting hour":
        return f"Find the hour of the earliest posting; now only this is known: {names.zoned(which.span)}."
    start = Span(which.span.end, None)
    return f"Search for a copy that was online before {names.zoned(start).removeprefix('not before ')}."


def outcomes(verdict: Verdict, which: NextCheck) -> list[str]:
    """What each outcome of a check would make of the answer."""
    if verdict.shares is None:
        return []
    if which.kind == "posting hour":
        likely = sorted(which.outcomes, key=lambda o: chance_of(o[2], verdict.shares))  # type: ignore[arg-type]
        ends = [likely[0], likely[-1]]
        low, high = (chance(chance_of(shares, verdict.shares)) for _, _, shares in ends)
        return [f"Depending on the hour, the figure lies between {low} and {high}."]
    subject = Names(verdict).subject
    said = {
        "named": f"if it names {subject}",
        "unnamed": "if it may mean it, without the name",
        "silent": "if it is silent",
        "found": "if one is found",
        "not found": "if none is found",
    }
    return [
        f"{capital(said[name])} (chance {percent(odds)}): {shares.answer}, {chance(shares.probability)}."
        for name, odds, shares in which.outcomes
    ]


def silences(kept: Iterable[Silence]) -> list[str]:
    """A sentence for each silence that has a reason of its own, then one for all who had nothing to read."""
    kept = list(kept)
    plain = [each for each in kept if each.why == "nothing to read" and not each.detail]
    told = [silence(each) for each in kept if each not in plain]
    if plain:
        told.append(f"Nothing to read for: {', '.join(each.witness.replace('_', ' ') for each in plain)}.")
    return told


def silence(which: Silence) -> str:
    name = which.witness.replace("_", " ")
    detail = f". {capital(which.detail.rstrip('.'))}" if which.detail else ""
    return f"{capital(name)}: {SILENCE_WORDS[which.why]}{detail}."


def bounds(verdict: Verdict) -> str:
    """The interval stated for the recording, in one sentence."""
    names = Names(verdict)
    stated = verdict.bounds
    if stated.not_before is None and stated.not_after is None:
        return "No evidence of at least moderate strength bounds the recording."
    contested = " Evidence contradicts itself here; the interval holds all of it." if stated.contested else ""
    return f"The evidence puts the recording {interval(names)}.{contested}"


def trap(fact: Observation) -> str:
    """Where other programs print something else for this field than it says, and why; "" where no trap is known.

    ExifTool prints QuickTime dates as stored and shifts them only with its option QuickTimeUTC (its tag documentation, QuickTime);
    ffprobe appends Z to whatever stands there (FFmpeg, libavformat/mov.c); embedded tracks are read by ExifTool with its option -ee.
    """
    tag = fact.tag.casefold()
    if any(box in tag for box in ("mvhd", "tkhd", "mdhd")):
        if fact.status == "not set":
            return "ExifTool prints 0000:00:00 00:00:00 for this, other programs 1904-01-01: the date was never set."
        return "ExifTool prints these digits without a zone, ffprobe adds Z. The format asks for UTC; many cameras write local time."
    if "freegps" in tag:
        return "ExifTool prints this with its option -ee and adds Z; many dashcams write local time there."
    if "klv time" in tag:
        return "The metadata stream of a drone: ffprobe and MediaInfo name the stream, and print no time of it."
    if "as unix time" in tag:
        return "Other programs print the date that the format's own count gives, decades earlier."
    if "hdlr name" in tag and fact.reading is not None:
        return "Other programs print this as a name: the day in it is not shown as a date."
    if "tmcd" in tag or "gop timecode" in tag:
        return (
            "ffprobe and MediaInfo print the label. Without dropped numbers, at 29.97 pictures a second, it loses 3.6 s an hour on a clock."
        )
    if any(track in tag for track in ("gps", "gpmf", "camm", "rtmd")):
        return "ExifTool reads this track only with its option -ee; ffprobe and MediaInfo do not show it."
    if "sei" in tag or "x264" in fact.raw[:80] or "x265" in fact.raw[:80]:
        return "This stands in the picture stream, not in the header: ExifTool and ffprobe do not print it."
    if tag.startswith("segment/info dateutc"):
        return "Matroska counts in UTC since 2001; a program that was given a local time writes it here all the same."
    return ""
