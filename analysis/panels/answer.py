"""The answer on top: headline, figure with its range, the sentence, the three shares, the habit beside the range."""

from __future__ import annotations

import streamlit as st

from analysis.case import HABITS
from analysis.footage.sources import known_sources
from analysis.panels import look, reading
from analysis.panels.desk import Desk
from analysis.views import moves, remarks, words
from analysis.views import sources as source_words
from analysis.weighing.verdict import Shares, Verdict

MOST_HINGES = 2
"""Pieces that the answer hangs on which are named at once."""


def answer(desk: Desk, verdict: Verdict) -> None:
    """Headline, sentence, shares."""
    figure = words.figure(verdict)
    told = look.make('<div class="figure">{}</div>', figure) if figure else ""
    look.put('<div class="answer"><h1>{}</h1>{}</div>', words.headline(verdict), told)
    left, right = st.columns([7, 5], gap="large", vertical_alignment="center")
    with left:
        look.put("<p>{}</p>", words.sentence(verdict, hanging=False))
        hinges(desk, verdict)
        if verdict.shares is None:
            look.put('<p class="quiet">{}</p>', remarks.bounds(verdict))
        _pictures(verdict)
        _parts(desk, verdict)
    if verdict.shares is not None:
        with right:
            look.put("{}", bar(verdict.shares, settled=verdict.settled))
            habit(desk, verdict)


def hinges(desk: Desk, verdict: Verdict) -> None:
    """What the answer hangs on, at a glance: the habit, the pieces without which it would be another, a stretch without statements."""
    pieces = moves.hinges(verdict)
    phrases = [phrase for phrase in (words.hangs_on_habit(verdict), words.hangs_on_hole(verdict)) if phrase]
    nothing = moves.nothing_turns(verdict)
    if phrases:
        look.put('<div class="hinge"><b>It hangs on</b> {}.</div>', "; and on ".join(phrases))
    for move in pieces[:MOST_HINGES]:
        with st.container(key=f"hinge {move.id}", horizontal=True, vertical_alignment="center"):
            look.put('<div class="hinge"><b>{}</b></div>', moves.would_turn(move), narrow=True)
            st.button("Open its card", key=f"{desk.generation} hinge {move.id}", type="tertiary", on_click=_open, args=(desk, move.id))
    if len(pieces) > MOST_HINGES:
        look.put('<div class="quiet">{}</div>', moves.more_turn(len(pieces) - MOST_HINGES))
    if nothing:
        look.put('<div class="hinge">{}</div>', nothing)


def _open(desk: Desk, id_: str) -> None:
    desk.chosen = id_
    st.session_state["wanted tab"] = "Evidence"


def _pictures(verdict: Verdict) -> None:
    """An answer that comes before the pictures were read, or without them, says so: a clock in them can turn it."""
    exhibit = verdict.hearing.case.exhibit
    if exhibit is None or reading.seen(exhibit):
        return
    job = reading.reading(exhibit, start=False)
    awaited = job is None or job.running
    look.put('<p class="quiet">{}</p>', remarks.PICTURES_AWAITED if awaited else remarks.PICTURES_LEFT_OUT)


def _parts(desk: Desk, verdict: Verdict) -> None:
    """Where several sources were told apart, or evidence speaks of some shots alone: what is said of each."""
    sources = known_sources(verdict.hearing.case.exhibit)
    said = source_words.told(sources)
    lines = source_words.spoken(desk.parts(), sources)
    if not said and not lines:
        return
    items = look.joined(look.make("<li>{}</li>", each) for each in lines)
    look.put('<p class="quiet">{}</p>{}', said, look.make("<ul>{}</ul>", items) if lines else "")


def bar(shares: Shares, *, settled: bool) -> object:
    """The three shares as a bar with its words."""
    three = (("before", shares.before), ("within", shares.within), ("after", shares.after))
    parts = look.joined(look.make('<i class="{}" style="flex:{:.4f}"></i>', name, max(0.0, share)) for name, share in three)
    told = [(name, words.chance(share, settled=settled)) for name, share in three]
    said = look.joined(look.make('<span><i class="{}"></i>{} {}</span>', name, name, share) for name, share in told)
    label = ", ".join(f"{name} {share}" for name, share in told)
    return look.make('<div class="bar" role="img" aria-label="{}">{}</div><div class="legend">{}</div>', label, parts, said)


def habit(desk: Desk, verdict: Verdict) -> None:
    """How fast this poster posts, with what each assumption would give."""
    given = {habit: chance for habit, _, chance, _ in words.habit_range(verdict)}
    widget = f"{desk.generation} habit"

    def changed() -> None:
        value = st.session_state[widget]
        desk.edit(lambda book: book.set("habit", value))

    st.segmented_control(
        "This poster posts",
        HABITS,
        default=verdict.habit,
        required=True,
        key=widget,
        format_func=lambda h: f"{SHORT[h]}: {words.chance(given[h], settled=verdict.settled)}",
        on_change=changed,
        help="The figure beside each is the chance of the same answer if the poster posts like this. "
        + "; ".join(f"{SHORT[h]}: {words.HABIT_FOR[h]}" for h in HABITS),
    )


SHORT = {"live": "live", "days": "days later", "unknown": "unknown"}
