"""What changed: against the last move, an earlier version of the case, what is on disk, or another case file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analysis.casefile import CaseFile, CaseFileError
from analysis.keeping import versions
from analysis.panels import look
from analysis.panels.desk import Desk
from analysis.views import comparison, words
from analysis.views.changes import moved
from analysis.views.naming import capital
from analysis.weighing.verdict import Verdict

MOST_VERSIONS = 30
MOST_LINES = 30
MOST_BESIDE = 12
"""Other case files of its folder that are offered."""
LAST = "the last change"


def changes(desk: Desk, verdict: Verdict) -> None:
    """The menu."""
    with st.popover("What changed", key="what changed"):
        offered: dict[str, Path | None] = {LAST: None}
        if desk.path is not None:
            if desk.book.changed:
                offered["what was last saved"] = desk.path
            offered |= {f"the version of {at:%Y-%m-%d %H:%M} UTC": path for at, path in versions.versions(desk.path)[:MOST_VERSIONS]}
            offered |= {f"{path.name}, beside this case": path for path in _beside(desk.path)}
        picked = st.selectbox("Compared with", list(offered), key=f"{desk.generation} compared with")
        typed = st.text_input(
            "or with another case file", key=f"{desk.generation} compared file", placeholder="/path/to/case.toml",
            help="Its evidence is weighed as it stands there, without looking at its pictures anew.",
        ).strip()  # fmt: skip
        other = Path(typed).expanduser() if typed else offered[picked]
        if other is not None:
            _compared(desk, verdict, other)
            return
        lines = moved(desk.earlier, verdict)
        if lines:
            look.put("<ul>{}</ul>", look.joined(look.make("<li>{}</li>", line) for line in lines))
        else:
            look.put('<p class="quiet">Nothing moved yet. Change a setting, a date or a switch: what moved is listed here.</p>')


def _beside(path: Path) -> list[Path]:
    """The other case files of the case's folder: the versions of a worked example, say."""
    try:
        return [each for each in sorted(path.parent.glob("*.toml")) if each.name != path.name and each.is_file()][:MOST_BESIDE]
    except OSError:
        return []


def _compared(desk: Desk, verdict: Verdict, path: Path) -> None:
    try:
        book = CaseFile.load(path)
        if (home := versions.home_of(path)) is not None:  # what an earlier version names lies beside the case
            book = CaseFile(book.text, folder=home)
    except CaseFileError as error:
        look.put('<div class="trouble">{}</div>', str(error))
        return
    first = desk.verdict_on(book)
    found = comparison.compare(first, verdict, book.document, desk.book.document)
    look.put("{}", look.joined(look.make("<p>{}</p>", line) for line in comparison.sentences(found)))
    if first.shares is not None and verdict.shares is not None:
        rows = [
            look.make(
                "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", capital(name), words.chance(getattr(first.shares, name)),
                words.chance(getattr(verdict.shares, name)),
            )
            for name in ("before", "within", "after")
        ]  # fmt: skip
        look.put("<table><thead><tr><th></th><th>Then</th><th>Now</th></tr></thead><tbody>{}</tbody></table>", look.joined(rows))
    for title, lines in (
        ("Evidence that weighs more or less", [f"{piece.name}: {comparison.change(piece)}" for piece in found.pieces]),
        ("Changed in the case file", [comparison.field(each) for each in found.fields]),
    ):
        if lines:
            look.heading(title)
            look.put("<ul>{}</ul>", look.joined(look.make("<li>{}</li>", line) for line in lines[:MOST_LINES]))
            if len(lines) > MOST_LINES:
                look.put('<p class="quiet">and {} more.</p>', len(lines) - MOST_LINES)
