"""Earlier copies: point at a folder, see it read, look for the open video, compare pairs of pictures, and confirm what is the same."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from analysis.archive import Archive, ArchiveError, Entry, Match, home
from analysis.archive.adding import ENDINGS
from analysis.archive.dates import typed_date
from analysis.exhibit import Exhibit
from analysis.panels import archiving, elsewhere, fields, look
from analysis.panels.archiving import Adding, Search, Side
from analysis.panels.context import STRENGTHS
from analysis.panels.desk import Desk
from analysis.panels.desk import desk as the_desk
from analysis.testimony import RELIABILITY
from analysis.views import copies as view
from analysis.views import places
from analysis.views.naming import Names
from analysis.weighing.verdict import Verdict

MOST_LISTED = 500
MOST_FAILURES = 30
STYLE = """
.boa .pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(330px, 1fr)); gap: 12px 20px; margin: 8px 0 4px; }
.boa .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 4px; margin: 0; }
.boa .pair img { width: 100%; height: 118px; object-fit: contain; background: var(--wash); display: block; border-radius: 2px; }
.boa .pair .turned { transform: scaleX(-1); }
.boa .pair .none { height: 118px; display: grid; place-items: center; background: var(--wash); font-size: 13px; }
"""


def copies(desk: Desk, verdict: Verdict) -> None:
    """The copies that stand in the case; the archive; the search and what it found; the way to search elsewhere."""
    look.put("<style>{}</style>", Markup(STYLE))
    names = Names(verdict)
    look.put('<p class="quiet">{}</p>', view.INTRODUCTION)
    with look.part("Confirmed copies"):
        _confirmed(desk)
    folder = _archive_folder()
    with look.part("The archive"):
        entries = _archive(desk, folder, names)
    exhibit = verdict.hearing.case.exhibit
    with look.part("Looking for copies"):
        _search(desk, folder, exhibit, names, entries)
    with look.part("Search elsewhere"):
        elsewhere.elsewhere(exhibit)


def _archive_folder() -> Path:
    typed = str(st.session_state.get("archive folder") or "").strip().strip("\"'")
    return Path(typed).expanduser() if typed else home()


def _confirmed(desk: Desk) -> None:
    """What the case holds already: each with its date to correct, and a way out."""
    for index, entry in enumerate(desk.book.get("copies") or []):
        key = f"copies[{index}]"
        entry = entry if isinstance(entry, dict) else {}
        with st.container(border=True):
            name = str(entry.get("file") or entry.get("url") or "a copy")
            matching = f"{entry.get('there', '')} s of it are {entry['here']} s of this video." if entry.get("here") else ""
            look.put("<h3>Confirmed: {}</h3><div class='quiet'>{}</div>", Path(name).name if entry.get("file") else name, matching)
            if desk.editing == key:
                fields.text(desk, f"{key}.at", "When it was there", hint="2021-08-14 14:30")
                fields.text(desk, f"{key}.url", "Address of the posting", hint="https://…")
                fields.choice(desk, f"{key}.strength", "Strength of that date", STRENGTHS, usual="strong")
            else:
                address = str(entry.get("url") or "")
                told = (("When", entry.get("at", "")), ("Address", _link(address)), ("Strength", entry.get("strength", "strong")))
                look.put("{}", look.rows((term, str(said) if not isinstance(said, Markup) else said) for term, said in told))
            look.troubles(desk.problems(key))
            with st.container(horizontal=True):
                if desk.editing == key:
                    st.button("Done", key=f"done {key}", on_click=lambda: setattr(the_desk(), "editing", ""))
                else:
                    st.button("Edit", key=f"edit {key}", on_click=lambda k=key: setattr(the_desk(), "editing", k), type="tertiary")
                fields.remove(desk, key)


def _link(address: str) -> Markup | str:
    found = places.link(address)
    return look.make('<a rel="noreferrer noopener" target="_blank" href="{}">{}</a>', found, address) if found else address


def _archive(desk: Desk, folder: Path, names: Names) -> list[Entry]:
    """Point it at a folder; how far it is; what is in the archive. Looking makes no archive: adding does."""
    entries: list[Entry] = []
    skipped = []
    if (folder / "archive.sqlite").is_file():
        try:
            with Archive(folder) as archive:
                entries, skipped = archive.entries(), archive.failures()
        except ArchiveError as error:
            look.put('<div class="trouble">{}</div>', error)
    undated = sum(entry.dated.span is None for entry in entries)
    told = f"{len(entries)} file{'' if len(entries) == 1 else 's'}" if entries else "nothing yet"
    look.heading(
        "Your archive", f"{told}{f', {undated} of them without a date' if undated else ''}{f', {len(skipped)} skipped' if skipped else ''}"
    )
    job = archiving.jobs().get(("add", folder))
    if job is not None and job.running:
        _watch(("add", folder), "Stop reading")
    else:
        if isinstance(job, Adding):
            if job.trouble:
                look.put('<div class="trouble">{}</div>', job.trouble)
            elif job.added is not None:
                look.put('<p class="quiet">{}</p>', view.came_of(job.added))
        _point(desk, folder, open_=not entries)
    if entries or skipped:
        with st.expander(f"What is in the archive, and its dates ({len(entries)})"):
            _list(desk, folder, entries, names)
            for failed in skipped[:MOST_FAILURES]:
                look.put('<div class="trouble"><span class="mono">{}</span>: {}</div>', failed.path, failed.sentence)
            if len(skipped) > MOST_FAILURES:
                look.put('<p class="quiet">And {} more.</p>', len(skipped) - MOST_FAILURES)
    return entries


def _point(desk: Desk, folder: Path, *, open_: bool) -> None:
    with st.expander("Add a folder of earlier videos and pictures", expanded=open_):
        with st.form(f"{desk.generation} archive", border=False, enter_to_submit=True):
            path = st.text_input("Folder or file", value=_beside(desk), placeholder="/path/to/earlier videos")
            left, right = st.columns(2)
            at = left.text_input(
                "When they were there, if it is one date", placeholder="2021-08-14",
                help="Left empty, each file’s own date counts, and that of a side file beside it. Nothing is guessed.",
            )  # fmt: skip
            url = right.text_input("Where they were posted, if it is one page", placeholder="https://…")
            asked = fields.submitted("Read into the archive", f"{desk.generation} archive")
        st.text_input(
            "The archive’s own folder", key="archive folder", placeholder=str(home()), help="Fingerprints and dates are kept here."
        )
    given = path.strip().strip("\"'")
    if asked and given:
        job = Adding(folder, Path(given).expanduser(), at=at.strip(), url=url.strip(), zone=desk.case().zone)
        archiving.start(("add", folder), job)
        st.rerun()


def _beside(desk: Desk) -> str:
    """On a worked example: the folder of earlier videos that comes with it."""
    if not desk.is_sample or desk.book.folder is None:
        return ""
    below = [each for each in sorted(desk.book.folder.iterdir()) if each.is_dir()]
    return next((str(each) for each in below if any(file.suffix in ENDINGS for file in each.iterdir())), "")


@st.fragment(run_every=0.5)
def _watch(key: tuple[object, ...], label: str) -> None:
    job = archiving.jobs().get(key)
    if job is None or not job.running:
        st.rerun(scope="app")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(min(1.0, max(0.0, job.share)), text=look.plain(job.text))
        stop = st.button(label, key=f"stop {key[0]}")
    if stop:
        job.stop.set()


def _list(desk: Desk, folder: Path, entries: list[Entry], names: Names) -> None:
    """Files with their dates; those chosen can be dated or forgotten."""
    shown = sorted(entries, key=lambda entry: entry.dated.span is not None)[:MOST_LISTED]
    rows = [
        {
            "File": entry.name,
            "Date": view.dated(entry.dated, names.wall),
            "What says so": entry.dated.by,
            "Length": view.length(entry),
            "Path": str(entry.path or "not where it was"),
        }
        for entry in shown
    ]
    tall = min(320, 38 + 35 * len(rows))
    picked = st.dataframe(rows, hide_index=True, on_select="rerun", selection_mode="multi-row", key=f"archive list {folder}", height=tall)
    chosen = [shown[index] for index in picked.selection.rows if index < len(shown)]
    if len(entries) > MOST_LISTED:
        look.put('<p class="quiet">The first {} of {}, those without a date before the others.</p>', MOST_LISTED, len(entries))
    if not chosen:
        look.put('<p class="quiet">Choose files to give them a date or to forget them.</p>')
        return
    with st.form("date of files", border=False):
        left, right = st.columns(2)
        at = left.text_input(f"When {'it was' if len(chosen) == 1 else f'these {len(chosen)} were'} there", placeholder="2021-08-14 14:30")
        url = right.text_input("Address of the posting", placeholder="https://…")
        with st.container(horizontal=True):
            date = fields.submitted("Give this date", "date of files")
            forget = fields.submitted("Forget", "forget files", help_="The files themselves are not touched.")
    if date or forget:
        try:
            with Archive(folder) as archive:
                for entry in chosen:
                    if date:
                        archive.date(entry, at.strip(), url=url.strip(), zone=desk.case().zone)
                    else:
                        archive.remove(entry.places)
        except ArchiveError as error:
            look.put('<div class="trouble">{}</div>', error)
            return
        st.rerun()


def _search(desk: Desk, folder: Path, exhibit: Exhibit | None, names: Names, entries: list[Entry]) -> None:
    look.heading("Earlier copies of this video")
    if exhibit is None:
        look.put('<p class="quiet">No video yet.</p>')
        return
    if not entries:
        look.put('<p class="quiet">Add a folder first.</p>')
        return
    key = ("search", folder, str(exhibit.path), exhibit.size, exhibit.received)
    job = archiving.jobs().get(key)
    if job is not None and job.running:
        _watch(key, "Stop looking")
        return
    label = "Look for earlier copies of this video" if job is None else "Look again"
    st.button(label, type="primary" if job is None else "secondary", on_click=lambda: archiving.start(key, Search(folder, exhibit)))
    if not isinstance(job, Search):
        return
    if job.trouble:
        look.put('<div class="trouble">{}</div>', job.trouble)
    elif not job.matches:
        look.put('<p class="quiet">{}</p>', view.NOTHING_FOUND)
    else:
        look.put('<p class="quiet">{}</p>', view.LIKENESS)
        now = {entry.sha256: entry for entry in entries}
        for index, match in enumerate(job.matches):
            # A date that was given since the search counts, and a file that was forgotten is gone.
            if match.entry.sha256 in now:
                _match(desk, folder, match.with_entry(now[match.entry.sha256]), job.sides.get(index, []), names)


def _match(desk: Desk, folder: Path, match: Match, sides: list[Side], names: Names) -> None:
    entry = match.entry
    values = {} if match.by_sound_only else match.copy(desk.book.folder)
    taken = any(isinstance(each, dict) and each.get("file") == values.get("file", "") for each in desk.book.get("copies") or [])
    with st.container(border=True):
        look.put(
            '<div class="head"><h3>{}</h3><span class="weight">{}</span></div><div class="quiet">{}</div>{}{}',
            entry.name, view.dated(entry.dated, names.wall), entry.path or "not where it was any more",
            look.joined(
                look.make("<div>{}</div>", told)
                for told in (*map(view.seconds, match.stretches), *map(view.sound, match.sounds))
            ),
            look.make('<div class="quiet">{}. {}</div>', view.views(match), "It is the very same file." if match.same_file else ""),
        )  # fmt: skip
        if sides:
            look.put('<div class="pairs">{}</div>', look.joined(_pair(side) for side in sides))
        if match.by_sound_only:
            look.put('<p class="quiet">{}</p>', view.SOUND_ONLY)
        elif taken:
            look.put('<p class="quiet">This copy stands in the case.</p>')
        else:
            _confirm(desk, folder, match, values)


def _pair(side: Side) -> Markup:
    here, there = places.clock(side.here_s), places.clock(side.there_s)
    turned = look.make(" class='turned'") if side.mirrored else Markup("")
    return look.make(
        '<figure class="pair">{}{}<span class="kicker">this video at {}</span><span class="kicker">the copy at {}{}</span></figure>',
        _picture(side.here, Markup(""), f"This video at {here}"),
        _picture(side.there, turned, f"The copy at {there}"),
        here,
        there,
        ", turned left to right here" if side.mirrored else "",
    )


def _picture(data: bytes | None, turned: Markup, told: str) -> Markup:
    if data is None:
        return look.make('<div class="none">no picture to show</div>')
    return look.make('<img{} alt="{}" src="data:image/jpeg;base64,{}">', turned, told, base64.b64encode(data).decode())


def _confirm(desk: Desk, folder: Path, match: Match, values: dict[str, Any]) -> None:
    dated = match.entry.dated
    look.put('<p class="quiet">{}</p>', f"Its date: {dated.by}" if dated.span is not None else view.UNDATED)
    if dated.span is not None and dated.strength is not None and RELIABILITY[dated.strength] < RELIABILITY["strong"]:
        look.put('<p class="quiet">{}</p>', view.WEAK_DATE)
    with st.form(f"{desk.generation} confirm {match.entry.sha256}", border=False):
        left, right = st.columns(2)
        at = left.text_input(
            "When the copy was there", value=dated.typed, placeholder="as above" if dated.span is not None else "2021-08-14 14:30"
        )
        url = right.text_input(
            "Address of the posting", value=dated.url, placeholder="https://…", help="With an address the date is that of the posting."
        )
        asked = fields.submitted("The same footage: use it as evidence", f"{desk.generation} confirm {match.entry.sha256}")
    if not asked:
        return
    at, url = at.strip(), url.strip()
    if not at and not url and dated.span is None:
        look.put('<div class="trouble">{}</div>', view.UNDATED)
        return
    try:
        if at and (at, url) != (dated.typed, dated.url):
            given = typed_date(at, url=url, zone=desk.case().zone, now=datetime.now(UTC))
            with Archive(folder) as archive:
                archive.set_date(match.entry, given)
            values = match.with_entry(replace(match.entry, dated=given)).copy(desk.book.folder)
        elif url and url != dated.url:
            values["url"] = url
    except ArchiveError as error:
        look.put('<div class="trouble">{}</div>', error)
        return
    desk.edit(lambda book: book.add_copy(**values))
    st.rerun()
