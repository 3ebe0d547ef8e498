"""Evidence, one card a piece: what was seen, what it means, how it can be fooled, what it weighs, the answer without it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from analysis.case import Case
from analysis.panels import look
from analysis.panels.desk import Desk
from analysis.place import Place, Words
from analysis.reopen import CannotReopen, HexView, NoteView, StillView, TextView, reopen
from analysis.testimony import Testimony
from analysis.views import places, remarks, words
from analysis.views.naming import Names
from analysis.views.report import in_order
from analysis.weighing.verdict import Verdict

AT_FIRST = 25
"""Cards that are shown before more are asked for."""
AT_A_GLANCE = 12
"""Pieces that the picture above the cards holds."""
FULL_BAR = 20.0
"""Decibans that fill a bar: a hundred to one."""
BYTES_A_LINE = 16
WEIGHT = "Weight says how far a piece moves the odds of a recording before the release: +10 dB is ten times, +3 dB twice, −3 dB half."


def cards(desk: Desk, verdict: Verdict) -> None:
    """All cards, what counts first; the one that was clicked on the timeline on top, and last what moves nothing."""
    pieces = in_order(verdict)
    if not pieces:
        look.put('<p class="quiet">No evidence yet. Give a video, a posting or what is known from elsewhere.</p>')
    for contradiction in verdict.contradictions[:20]:
        look.put('<div class="trouble"><b>Contradiction.</b> {}</div>', remarks.contradiction(verdict, contradiction))
    for remark in remarks.later_copies(verdict)[:5]:
        look.put('<div class="trouble"><b>A later copy.</b> {}</div>', remark)
    if verdict.shares is not None:
        look.put('<p class="quiet">{}</p>', WEIGHT)
    names = Names(verdict)
    still = [piece for piece in pieces if remarks.moves_nothing(verdict, piece) and piece.id != desk.chosen]
    at_rest = {piece.id for piece in still}
    moving = sorted((piece for piece in pieces if piece.id not in at_rest), key=lambda piece: piece.id != desk.chosen)
    shown = moving
    if not st.session_state.get("all cards"):  # what was left out stays within reach of its switch
        shown = [*moving[:AT_FIRST], *(piece for piece in moving[AT_FIRST:] if piece.id in desk.switched_off)]
    if len(shown) > 1 and verdict.shares is not None:
        look.put("{}", at_a_glance(names, shown[:AT_A_GLANCE]))
    for piece in shown:
        _card(desk, names, piece)
    if len(moving) > len(shown):
        st.button(f"Show all {len(moving)} pieces", on_click=lambda: st.session_state.update({"all cards": True}))
    if still and st.checkbox(f"show {len(still)} more that move nothing here", value=not moving, key="still"):
        for piece in still[: None if st.session_state.get("all cards") else AT_FIRST]:
            _card(desk, names, piece)


def at_a_glance(names: Names, pieces: Sequence[Testimony]) -> Markup:
    """How far each piece moves the answer, as bars about a middle line: to the right for it, to the left against it."""
    verdict = names.verdict
    assert verdict.shares is not None
    rows = []
    for piece in pieces:
        moved = words.pull(verdict, piece, verdict.shares)
        share = 50 * min(1.0, abs(moved) / FULL_BAR)
        side, left = ("for", 50.0) if moved >= 0 else ("against", 50 - share)
        bar = look.make('<i class="{}" style="left:{}%;width:{}%"></i>', side, f"{left:.1f}", f"{share:.1f}")
        told = remarks.decibans(moved) if verdict.weights[piece.id].counted else "not counted"
        rows.append(look.make("<tr><th scope='row'>{}</th><td class='bar-cell'>{}</td><td>{}</td></tr>", names.short(piece), bar, told))
    head = "<tr><th>How far each moves the answer</th><th class='ends'><span>against</span><span>for</span></th><th></th></tr>"
    return look.make("<table class='glance'>{}{}</table>", look.make(head), look.joined(rows))


def _card(desk: Desk, names: Names, piece: Testimony) -> None:
    verdict = names.verdict
    weight = verdict.weights[piece.id]
    with st.container(border=True, key=f"card {piece.id}", gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="top", gap="small"):
            chosen = "chosen" if piece.id == desk.chosen else ""
            witness = piece.witness.replace("_", " ")
            look.put('<div class="{}"><span class="kicker">{}</span><h3>{}</h3></div>', chosen, witness, names.short(piece))
            _switch(desk, piece)
        without = remarks.without(verdict, weight)
        told = [look.make("<b>{}</b>", remarks.weight(verdict, piece)), *([without] if without else [])]
        rests = ". The answer rests on it." if piece.id in verdict.rests_on else ""
        facts = [
            ("Saw", piece.saw),
            ("Means", piece.means),
            ("Fooled by", "; ".join(piece.fooled_by)),
            ("When", names.when(piece)),
            ("Weight", look.make("{}{}", look.joined(told, "; "), rests)),
            ("Strength", piece.strength),
            ("Where", places.place(piece.place)),
        ]
        look.put("{}", look.rows(facts))
        _place(desk, verdict, piece)


def _switch(desk: Desk, piece: Testimony) -> None:
    widget = f"switch {piece.id}"
    st.session_state[widget] = piece.id not in desk.switched_off
    help_ = "Leave this piece out and see the answer without it."
    st.toggle("counted", key=widget, on_change=lambda: desk.switch(piece.id, st.session_state[widget]), help=help_)


def _place(desk: Desk, verdict: Verdict, piece: Testimony) -> None:
    """The place itself, opened when asked for; it stays open, and its button is the same one, while the case is edited."""
    of, opened = st.session_state.get("opened places", (None, set()))
    if of is not desk:
        of, opened = st.session_state["opened places"] = (desk, set())
    if piece.id not in opened:
        st.button("Open the place", key=f"open place {piece.id}", type="tertiary", on_click=opened.add, args=(piece.id,))
        return
    st.button("Close the place", key=f"close place {piece.id}", type="tertiary", on_click=opened.discard, args=(piece.id,))
    show_place(verdict.hearing.case, piece.place)
    if piece.raw and not isinstance(piece.place, Words):  # the words underlined are what is stored
        look.put('<div class="kicker">As stored</div><pre class="stored">{}</pre>', piece.raw[:2000])


def show_place(case: Case, place: Place) -> None:
    """What stands at a place of the evidence: bytes, words, a picture; or why it can't be shown."""
    try:
        found = reopen(case, place)
    except CannotReopen as error:
        look.put('<div class="trouble">{}</div>', error)
        return
    if isinstance(found, HexView):
        look.put("{}", hexadecimal(found))
    elif isinstance(found, TextView):
        look.put('<div class="text">{}<u>{}</u>{}</div>', found.before, found.marked, found.after)
    elif isinstance(found, StillView):
        overlays = None if case.exhibit is None else case.exhibit.__dict__.get("overlays")
        alt = f"Picture at {found.seconds:.2f} s"
        if found.box is not None and overlays is not None and overlays.width:
            look.put("{}", look.underlined(found.jpeg, found.box, (overlays.width, overlays.height), alt))
        else:
            st.image(found.jpeg, width="stretch", alt=alt)
    elif isinstance(found, NoteView):
        address = places.address(place)
        follow = look.make(' <a rel="noreferrer noopener nofollow" target="_blank" href="{}">{}</a>', address, address) if address else ""
        look.put('<p class="quiet">{}{}</p>', places.place(place).removesuffix(address), follow)


def hexadecimal(view: HexView) -> object:
    """Bytes in hex with their offsets, the field marked, and as letters where they are."""
    whole = view.before + view.field + view.after
    start = view.offset - len(view.before)
    first = start - start % BYTES_A_LINE
    lines = []
    for line in range(first, start + len(whole), BYTES_A_LINE):
        digits, letters = look.make(""), look.make("")
        for at in range(line, line + BYTES_A_LINE):
            inside = 0 <= at - start < len(whole)
            byte = whole[at - start] if inside else 0
            shown = f"{byte:02x}" if inside else "  "
            letter = (chr(byte) if 32 <= byte < 127 else "·") if inside else " "
            marked = view.offset <= at < view.offset + len(view.field)
            digits += look.make("<b>{}</b> " if marked else "{} ", shown)
            letters += look.make("<b>{}</b>" if marked else "{}", letter)
        lines.append(look.make("{}  {} {}", f"{line:08x}", digits, letters))
    more = " The field goes on." if view.cut else ""
    return look.make('<div class="kicker">{}, {}.{}</div><pre>{}</pre>', view.file, view.name, more, look.joined(lines, "\n"))
