"""Whose time an expression is: the event it belongs to, and what since, until and from ... to make of it."""

from __future__ import annotations

from analysis.language.expression import Role
from analysis.language.scene import Scene
from analysis.language.senses import Lasting, Settled
from analysis.when import Span

Event = tuple[str, int, int]

FROM = frozenset({"from", "since", "с", "со", "з", "із", "від", "от", "between", "между", "між", "починаючи", "начиная"})
SINCE = frozenset({"since", "с", "со", "з", "із", "від", "от"})
TO = frozenset({"to", "till", "until", "through", "and", "-", "—", "по", "до", "и", "і", "та"})
UNTIL = frozenset({"until", "till", "до"})
SKIPPED = frozenset({"the", "early", "late", "mid", "about", "around", "on", "года", "року"})


def role_of(scene: Scene, at: int, text: str) -> tuple[Role, str, Event | None]:
    """The role of the expression at a place, the words that decided it, and the nearest verb of its sentence.

    Coverage is what is said to lie before the release ("over the past day", «за минувшие сутки») or is named as the date to which a
    report holds ("as of"); release and posting follow from the verb.
    """
    item = scene.items[at]
    verb = scene.nearest_verb(at)
    event = (
        None if verb is None else (text[scene.items[verb].start : scene.items[verb].end], scene.items[verb].start, scene.items[verb].end)
    )
    sense = item.sense
    if phrase := scene.as_of(at):
        return "coverage", phrase, event
    if isinstance(sense, Lasting) and sense.side < 0:
        return "coverage", text[item.start : item.end], event
    if event is None:
        return "other", "", None
    if event[0].lower() in scene.grammar.posting:
        return "posting", event[0], event
    if event[0].lower() in scene.grammar.saying:
        return "release", event[0], event
    return "other", "", event


def bounds(scene: Scene, at: int, found: Settled) -> Span | None:
    """The stretch that "since", "until", "from ... to" and "between ... and" make of an expression; None without such a word.

    "Since" reaches to the release, where that is known.
    """
    if found.span is None or found.type in ("DURATION", "SET"):
        return None
    before = _led_by(scene, at)
    after = scene.word(at + 1)
    if before in FROM and after in TO:
        other = _partner(scene, at, 1)
        if other is not None and other.span is not None and found.span.start is not None:
            return _between(found.span, other.span)
    if before in TO:
        other = _partner(scene, at, -1)
        if other is not None and other.span is not None:
            return _between(other.span, found.span)
    if before in SINCE:
        released = scene.anchor.span
        end = released.end if released is not None else None
        if end is not None and found.span.start is not None and end <= found.span.start:
            end = None
        return Span(found.span.start, end)
    if before in UNTIL:
        return Span(None, found.span.end)
    return None


def _led_by(scene: Scene, at: int) -> str:
    place = at - 1
    while place >= 0 and scene.items[place].sense is None and scene.word(place) in SKIPPED:
        place -= 1
    return scene.word(place)


def _partner(scene: Scene, at: int, step: int) -> Settled | None:
    """The other end of "from ... to ...": the next expression on that side, a word or three away, led by its own word."""
    place = at + step
    for _ in range(4):
        if not 0 <= place < len(scene.items):
            return None
        sense = scene.items[place].sense
        if sense is not None:
            if step < 0 and _led_by(scene, place) not in FROM:
                return None
            other: Settled | None = sense.settle(scene, place, place)
            return other
        place += step
    return None


def _between(first: Span, last: Span) -> Span | None:
    if first.start is not None and last.end is not None and first.start >= last.end:
        return None
    return Span(first.start, last.end)
