"""The custody log of the open case: what was opened and decided, when; its last hash; the log as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from analysis.keeping.custody import CustodyError, check, log_of
from analysis.panels import look
from analysis.panels.desk import Desk

SHOWN = 40
LONGEST = 240


def custody(desk: Desk) -> None:
    """The head hash, what does not match, the latest entries."""
    look.heading(
        "Custody log",
        "What was opened and decided in this case, when and by which version. Each entry carries the hash of the one before it, "
        "so that a change, a removal or another order shows.",
    )
    if desk.path is None or desk.is_sample:
        waiting = [(at.strftime("%Y-%m-%d %H:%M:%S"), act, details) for act, details, at in desk.diary.waiting]
        count = "1 entry waits" if len(waiting) == 1 else f"{len(waiting)} entries wait"
        look.put('<p class="quiet">It begins when the case is saved; {} for that.</p>', count)
        _entries(reversed(waiting))
        return
    log = log_of(desk.path)
    try:
        checked = check(log)
    except CustodyError as error:
        look.put('<div class="trouble">{}</div>', str(error))
        return
    for fault in checked.faults:
        look.put('<div class="trouble">{}</div>', fault)
    if not checked.entries:
        look.put('<p class="quiet">Nothing is recorded of this case yet.</p>')
        return
    look.put(
        "{}",
        look.rows(
            [
                ("Entries", f"{len(checked.entries)}, {'some do not match' if checked.faults else 'all of one chain'}"),
                ("Last hash", look.make('<span class="mono">{}</span>', checked.head)),
            ]
        ),
    )
    look.put('<p class="quiet">Whoever keeps this hash elsewhere can show later that no entry up to it was changed.</p>')
    st.download_button(
        "The log, JSON lines", log.read_bytes, file_name=log.name, mime="application/x-ndjson", on_click="ignore", key="custody log",
    )  # fmt: skip
    latest = checked.entries[: -SHOWN - 1 : -1]
    with st.expander("Its entries, the latest first"):
        _entries((entry.at[:19].replace("T", " "), entry.act, entry.details) for entry in latest)
        if len(checked.entries) > SHOWN:
            look.put('<p class="quiet">The latest {} of {}; all of them are in the file.</p>', SHOWN, len(checked.entries))


def _entries(entries: Iterable[tuple[str, str, Mapping[str, Any]]]) -> None:
    lines = [
        look.make(
            '<tr><td style="white-space:nowrap">{}</td><td style="white-space:nowrap">{}</td><td>{}</td></tr>', at, act, _told(details)
        )
        for (at, act, details), _ in zip(entries, range(SHOWN), strict=False)
    ]
    if lines:
        look.put("<table><thead><tr><th>UTC</th><th>What</th><th>Details</th></tr></thead><tbody>{}</tbody></table>", look.joined(lines))


def _told(details: Mapping[str, Any]) -> str:
    """The details in a line; "was" and "is" of a change in words."""
    parts = []
    for key, value in details.items():
        if isinstance(value, Mapping) and set(value) == {"was", "is"}:
            was, is_ = (("nothing" if value[side] is None else value[side]) for side in ("was", "is"))
            parts.append(f"{key}: {was}, now {is_}")
        else:
            parts.append(f"{key}: {value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)}")
    told = "; ".join(parts)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
