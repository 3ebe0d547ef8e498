"""Many statements at once: paste or choose, look at what was found and why, add each with a click. Nothing is taken over by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from analysis.case import Case, Problem
from analysis.casefile import CaseFile
from analysis.language.mentions import Mentions, find_mentions, silence_told
from analysis.panels import fields, look
from analysis.panels.article import Ready, found_in, offer
from analysis.panels.desk import Desk
from analysis.statements import Draft, Dropped, Log, SourceHabits, learn, read_log
from analysis.statements.adding import add_one, in_case
from analysis.statements.log import KINDS, Given
from analysis.testimony import Mention, Testimony
from analysis.typed import WhenError, parse_when
from analysis.views import drafts as view
from analysis.views import places
from analysis.when import Reading, Zone

AT_ONCE = 8
"""Statements that one page of the list shows."""
LONGEST_SHOWN = 1_500
"""Characters of a text that the list shows."""
MOST_LINES = 12
FEWEST_LEARNED = 5
"""Statements from which on a case's log is said to teach something."""


@dataclass
class Pile:
    """What was given to be read, and what was found in it under the case's zone and words."""

    given: tuple[Given, ...]
    at: Reading | None
    source: str
    number: int
    page: int = 0
    added: set[int] = field(default_factory=set)
    asks_subject: bool = False
    _log: tuple[object, Log] | None = None
    _found: tuple[object, list[Mentions | None]] | None = None

    def log(self, zone: Zone | None, day_first: bool | None) -> Log:
        """The drafts; read again only where the zone has changed."""
        key = (zone, day_first)
        if self._log is None or self._log[0] != key:
            bar = st.empty()

            def tell(name: str, share: float) -> None:
                bar.progress(min(1.0, share), text=look.plain(f"Reading {name}"))

            log = read_log(self.given, at=self.at, zone=zone, source=self.source, day_first=day_first, progress=tell)
            bar.empty()
            self._log, self._found = (key, log), None
            self.added = set()
        return self._log[1]

    def mentions(self, log: Log, subject: tuple[str, ...], possible: tuple[str, ...]) -> list[Mentions | None]:
        key = (id(log), subject, possible)
        if self._found is None or self._found[0] != key:
            self._found = (key, [find_mentions(draft.text, subject, possible) if subject else None for draft in log.drafts])
        return self._found[1]

    @property
    def article(self) -> str:
        """The pasted text, where it is all that was given."""
        return self.given[0] if len(self.given) == 1 and isinstance(self.given[0], str) else ""


def add_many(desk: Desk) -> None:
    """The form, and below it what was found."""
    with st.expander("Add many: paste several, an article, a file or a folder"):
        _form(desk)
        found: Pile | None = st.session_state.get("many statements")
        if found is not None:
            _found(desk, found)


def learned(case: Case, heard: Mapping[str, Testimony]) -> None:
    """What the case's own log teaches of its sources; `heard` is what was heard of each statement, by its id."""
    if len(case.statements) < FEWEST_LEARNED:
        return
    mentions = [heard[each.id].mention if each.id in heard else None for each in case.statements]
    told = [sentence for each in learn(case.statements, mentions, case.zone)[:MOST_LINES] for sentence in view.habits_told(each)]
    look.put('<p class="quiet">{}</p>', " ".join(told))


def _form(desk: Desk) -> None:
    entries = [entry for entry in desk.book.get("statements") or [] if isinstance(entry, dict)]
    with st.form("log", border=False):
        text = st.text_area("Paste statements under their dates, copied messages, or one article", height=140)
        left, right = st.columns(2)
        at = left.text_input(
            "Published", placeholder="2024-09-20", help="When the pasted text was published. “Wednesday” is counted from it."
        )
        source = right.text_input("Source of all", value=str(entries[-1].get("source") or "") if entries else "", placeholder="who says it")
        files = st.file_uploader("Files", type=[kind[1:] for kind in KINDS], accept_multiple_files=True)
        path = st.text_input("or the path of a file or folder", placeholder="/home/me/bulletins", key="log path")
        if st.form_submit_button("Read"):
            given: list[Given] = [text] if text.strip() else []
            given += [Dropped(each.name, each.getvalue()) for each in files or []]
            given += [Path(path.strip()).expanduser()] if path.strip() else []
            _read(given, at.strip(), source.strip())


def _read(given: Sequence[Given], at: str, source: str) -> None:
    """Put what was given on the page; a publication that can't be read is said, and nothing is read without it."""
    try:
        published = parse_when(at) if at else None
    except WhenError as error:
        look.put('<div class="trouble">{}</div>', str(error))
        return
    before: Pile | None = st.session_state.get("many statements")
    if given:
        st.session_state["many statements"] = Pile(tuple(given), published, source, before.number + 1 if before is not None else 1)
    else:
        st.session_state.pop("many statements", None)


def _found(desk: Desk, found: Pile) -> None:
    case = desk.case()
    day_first = desk.book.get("day_first")
    log = found.log(case.zone, day_first if isinstance(day_first, bool) else None)
    mentions = found.mentions(log, case.subject, case.possible)
    habits = {each.source: each for each in learn(log.drafts, _said(log, mentions), case.zone)}
    whole = bool(found.article) and not any(draft.origin.row for draft in log.drafts)
    begun = found_in(found.article, found.at, case.zone) if whole else None
    _summary(log, habits)
    pages = max(1, -(-len(log.drafts) // AT_ONCE))
    found.page = min(found.page, pages - 1)
    first = found.page * AT_ONCE
    shown = range(first, min(first + AT_ONCE, len(log.drafts)))
    found.asks_subject = found.asks_subject or not case.subject
    if log.drafts and found.asks_subject:
        fields.subject(desk, "What must a statement name, to speak of the video?", " of a log")
    ready: list[tuple[int, Draft]] = []
    top = st.container()
    for index in shown:
        draft = log.drafts[index]
        with look.part("A statement of the log"):
            confirmed = _row(desk, found, index, draft, mentions[index], habits.get(draft.source))
            if confirmed is not None:
                ready.append((index, confirmed))
    with top:
        offered = [Ready(index, draft, view.says(draft, mentions[index])) for index, draft in ready]
        offer(desk, f"log {found.number}", offered, found.at if whole else None, begun, found.added.update)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(ready) > 1:
            st.button(f"Add these {len(ready)}", key="log add these", on_click=_add, args=(desk, found, ready))
        if pages > 1:
            _pages(found, pages, len(log.drafts))


def _said(log: Log, mentions: Sequence[Mentions | None]) -> list[Mention | None]:
    return [view.says(draft, each) for draft, each in zip(log.drafts, mentions, strict=True)]


def _summary(log: Log, habits: dict[str, SourceHabits]) -> None:
    """What the log as a whole shows: habits, what is missing, what is double, what could not be read."""
    look.troubles(Problem("", f"{trouble.where}: {trouble.sentence}") for trouble in log.troubles[:MOST_LINES])
    if not log.drafts:
        look.put('<p class="quiet">No statement was found in this.</p>')
        return
    told = [sentence for each in list(habits.values())[:MOST_LINES] for sentence in view.habits_told(each)]
    told += [gap.sentence for gap in log.gaps[:MOST_LINES]]
    told += [f"{len(log.gaps) - MOST_LINES} more gaps."] if len(log.gaps) > MOST_LINES else []
    told += [overlap.sentence for overlap in log.overlaps[:MOST_LINES]]
    told += [f"{len(log.overlaps) - MOST_LINES} more overlaps."] if len(log.overlaps) > MOST_LINES else []
    told += [f"{log.dropped} left out, which stand in this list already."] if log.dropped else []
    look.put("<ul>{}</ul>", look.joined(look.make("<li>{}</li>", sentence) for sentence in told))


def _row(desk: Desk, found: Pile, index: int, draft: Draft, mentions: Mentions | None, habits: SourceHabits | None) -> Draft | None:
    """One draft: what was found and why, what is asked, and the click that adds it; the draft where it is ready to be added."""
    case = desk.case()
    key = f"log {found.number} {index}"
    silent = mentions is not None and draft.told and silence_told(draft.text, mentions)
    part = draft.excerpt
    if part and st.session_state.get(f"{key} whole {silent}", silent):
        draft = replace(draft, excerpt=False)
    said = view.says(draft, mentions)
    shape = look.make('<i class="shape {}"></i>', said) if said else ""
    if index in found.added or (draft.released is not None and in_case(draft, case.statements, case.zone)):
        look.put('<p>{}<b>{}</b> <span class="quiet">{}. In the case.</span></p>', shape, draft.written, view.mention(draft, mentions))
        return None
    with st.container(border=True):
        look.put(
            '<div class="head"><h3>{}{}</h3><span class="weight">{}</span></div><div class="kicker">{}; {}</div>',
            shape, draft.written or "Release not known", view.mention(draft, mentions), draft.source or "no source", draft.origin,
        )  # fmt: skip
        look.put('<div class="text">{}</div>', _marked(draft.text, mentions))
        link = places.link(draft.url)
        address = look.make('<a rel="noreferrer noopener" target="_blank" href="{}">{}</a>', link, draft.url) if link else draft.url
        covers = view.covered(draft) + (f": {draft.covers_why}" if draft.covers_why else "")
        aside, notes = view.not_counted(mentions), " ".join(draft.notes)
        told = (("Released", draft.released_why), ("Covers", covers), ("Not counted", aside), ("Address", address), ("Note", notes))
        look.put("{}", look.rows(told))
        draft = _asked(draft, key, habits, part=part, silent=silent)
        ready = draft.released is not None
        with st.container(horizontal=True):
            st.button("Add", key=f"{key} add", disabled=not ready, on_click=_add, args=(desk, found, [(index, draft)]))
            if not desk.book.get("claim.statement"):
                args, claim = (desk, found, [(index, draft)]), {"is_claim": True}
                st.button("Add as the claim", key=f"{key} claim", disabled=not ready, on_click=_add, args=args, kwargs=claim)
        return draft if ready else None


def _asked(draft: Draft, key: str, habits: SourceHabits | None, *, part: bool, silent: bool) -> Draft:
    """The draft with what the person gives where the data does not."""
    covers = bool(draft.covers or draft.covers_from)
    left, right = st.columns(2)
    if draft.released is None and (typed := left.text_input("Released", key=f"{key} released", placeholder="2024-09-18 14:00").strip()):
        try:
            draft = replace(draft, released=parse_when(typed))
        except WhenError as error:
            look.put('<div class="trouble">{}</div>', str(error))
    hour = habits.suggested(draft) if habits is not None else ""
    if habits is not None and hour and st.checkbox(f"Take {hour}, this source’s usual hour: {habits.hours}", key=f"{key} hour"):
        draft = replace(draft, released=parse_when(hour))
    if not covers:
        usual = _written(habits.period) if habits is not None and habits.period is not None else ""
        asked = "Covers the time before" + (f" ({usual} is usual in this log)" if usual else "")
        typed = (left if draft.released is not None else right).text_input(asked, value=usual, key=f"{key} covers", placeholder="24h")
        draft = replace(draft, covers=typed.strip())
    if part:
        told = "these are all its words on the subject" if draft.told else "this is the whole text"
        told += "; the text says itself that it makes no mention" if silent else ""
        st.checkbox(
            told, value=silent, key=f"{key} whole {silent}", help="An excerpt can’t be silent about anything. Ticked, its silence counts."
        )
    return draft


def _written(length: timedelta) -> str:
    return f"{length / timedelta(hours=1):g}h"


def _add(desk: Desk, found: Pile, confirmed: Sequence[tuple[int, Draft]], *, is_claim: bool = False) -> None:
    """Add what was shown and clicked, in one change."""
    names: list[str] = []

    def change(book: CaseFile) -> None:
        for _, draft in confirmed:
            names.append(add_one(book, draft))
        if is_claim:
            book.set("claim.statement", names[0])

    desk.edit_anew(change)  # where that fails, the desk's note says why
    found.added.update(index for index, _ in confirmed[: len(names)])


def _marked(text: str, mentions: Mentions | None) -> Markup:
    """The text with its mentions underlined, from where the deciding one can be seen."""
    deciding = mentions.deciding if mentions is not None else None
    start = deciding.start - LONGEST_SHOWN // 2 if deciding is not None and deciding.end > LONGEST_SHOWN else 0
    end = start + LONGEST_SHOWN
    parts, at = [look.make("{}", "…" if start else "")], start
    for hit in mentions.hits if mentions is not None else ():
        if at <= hit.start and hit.end <= end:
            why = hit.term if hit.plain else view.hedge(hit)
            parts += [look.make("{}", text[at : hit.start]), look.make('<u title="{}">{}</u>', why, text[hit.start : hit.end])]
            at = hit.end
    return look.joined([*parts, look.make("{}{}", text[at:end], "…" if end < len(text) else "")])


def _pages(found: Pile, pages: int, count: int) -> None:
    def turn(by: int) -> None:
        found.page += by

    st.button("Earlier", key="log earlier", disabled=found.page == 0, on_click=turn, args=(-1,))
    look.put('<p class="quiet">Page {} of {}, {} statements</p>', found.page + 1, pages, count, narrow=True)
    st.button("Later", key="log later", disabled=found.page + 1 >= pages, on_click=turn, args=(1,))
