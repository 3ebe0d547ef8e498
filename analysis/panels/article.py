"""A pasted article: its time expressions underlined, and one click from it to the answer, with the claim, the posting, the start of it all.

Everything that the click would write stands beside it, and what is more than a statement can be left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from analysis.casefile import CaseFile
from analysis.language.beginnings import Beginning, beginning
from analysis.language.expression import Expression
from analysis.language.expressions import resolve
from analysis.panels import fields, look
from analysis.panels.desk import Desk
from analysis.statements import Draft
from analysis.statements.adding import add_one
from analysis.testimony import Mention
from analysis.views.moments import Wall, zone_words
from analysis.when import Reading, Zone

LONGEST_ARTICLE = 20_000
MOST_EXPRESSIONS = 60
THIRDS = {"START": "early", "MID": "middle", "END": "late"}
LENGTHS = {"TS": "second", "TM": "minute", "TH": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}
"""The units of a TIMEX3 duration such as PT24H."""
ROLES = {"release": "; the release of a statement", "coverage": "; what a statement covers", "posting": "; a posting"}


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that may be added: its place in the list and what it says of the subject."""

    index: int
    draft: Draft
    said: Mention | None


def found_in(text: str, at: Reading | None, zone: Zone | None) -> Beginning | None:
    """Show a pasted text with its time expressions underlined, each with its date and the reason; what it says to have begun."""
    expressions = resolve(text, at, zone)[:MOST_EXPRESSIONS] if len(text) <= LONGEST_ARTICLE else []
    if not expressions:
        return None
    look.put('<div class="text">{}</div>', _underlined(text, expressions, zone))
    row = '<tr><td style="min-width: 8em">{}</td><td style="white-space: nowrap">{}</td><td>{}{}</td></tr>'
    rows = (look.make(row, one.text, _dated(one, zone), one.why, ROLES.get(one.role, "")) for one in expressions)
    look.put("<table><tr><th>Words</th><th>Date</th><th>Why</th></tr>{}</table>", look.joined(rows))
    return beginning(text, expressions)


def _dated(one: Expression, zone: Zone | None) -> str:
    """Its date; the stretch of time itself where the value alone does not tell it and the zone is known."""
    if one.span is not None and zone is not None and (one.mod or one.type == "DURATION"):
        return Wall(zone, zone_words(zone)).named(one.span)
    if one.mod in THIRDS:
        return f"{one.value}, {THIRDS[one.mod]}"
    if length := re.fullmatch(r"PT?(\d+)([SMHDWY])", one.value):
        unit = LENGTHS.get(("T" if "T" in one.value else "") + length[2], "")
        return f"{length[1]} {unit}{'' if length[1] == '1' else 's'}" if unit else one.value
    return one.value if one.span is not None or one.type in ("DURATION", "SET") else f"{one.value}, not on the line of time"


def _underlined(text: str, expressions: Sequence[Expression], zone: Zone | None) -> Markup:
    parts, at = [], 0
    for one in expressions:
        if one.start >= at:
            parts += [look.make("{}", text[at : one.start]), look.make('<u title="{}">{}</u>', f"{_dated(one, zone)}: {one.why}", one.text)]
            at = one.end
    return look.joined([*parts, look.make("{}", text[at:])])


def offer(
    desk: Desk, key: str, ready: Sequence[Ready], published: Reading | None, begun: Beginning | None, added: Callable[[Sequence[int]], None]
) -> None:
    """The click, with what it adds; nothing where the case has its claim or nothing is ready. `published`: of a pasted article."""
    if not ready or desk.book.get("claim.statement"):
        return
    claim = next((each for each in ready if each.said == "named"), ready[0])
    with st.container(border=True):
        count = "this statement" if len(ready) == 1 else f"these {len(ready)} statements"
        look.put(
            "<p>{} into the case, that of {} as the claim{}. Look at each below first.</p>",
            count.capitalize(), claim.draft.written, " (the first that names the subject)" if claim.said == "named" else "",
        )  # fmt: skip
        if desk.case().zone is None:
            fields.zone(desk, " of a log")
            look.put('<p class="quiet">While it is not known, each day is as wide as all zones make it.</p>')
        posted, bounded = False, False
        if published is not None and not desk.book.get("posts"):
            posted = st.checkbox(f"This text, of {published.wall}, is a copy of the posting", value=True, key=f"{key} posted")
        if begun is not None and not desk.book.get("circumstances"):
            label = f"Nothing of it before {begun.date} (moderate): “{begun.words}”"
            bounded = st.checkbox(look.plain(label), key=f"{key} begun")

        shown = desk.generation

        def add() -> None:
            names: list[str] = []

            def change(book: CaseFile) -> None:
                for each in ready:
                    names.append(add_one(book, each.draft))
                book.set("claim.statement", names[ready.index(claim)])
                if posted and published is not None:
                    book.add_post(at=published.wall.replace("T", " "), original=False)
                if bounded and begun is not None:
                    book.add_circumstance(not_before=begun.date, strength="moderate", why=f"the text says: “{begun.words}”")

            desk.edit_anew(change, shown)  # where that fails, the desk's note says why
            added([each.index for each in ready[: len(names)]])

        st.button("Add and weigh", key=f"{key} at once", type="primary", on_click=add)
