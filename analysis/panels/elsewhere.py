"""The way to search elsewhere: pictures of the video as a numbered pack, and links to the engines' own upload pages."""

from __future__ import annotations

import streamlit as st

from analysis.exhibit import Exhibit
from analysis.media.keyframes import pack
from analysis.panels import look, reading
from analysis.views import copies as view


def elsewhere(exhibit: Exhibit | None) -> None:
    """Links to other people's pages, which the reader opens; and the pack, once the shots are known."""
    look.heading("Search elsewhere")
    links = (look.make('<a rel="noreferrer noopener" target="_blank" href="{}">{}</a>', address, name) for name, address in view.ENGINES)
    look.put('<p class="quiet">{}</p><p>{}</p>', view.ELSEWHERE, look.joined(links, " · "))
    job = reading.reading(exhibit, start=False) if exhibit is not None else None
    if exhibit is None or job is None or job.shots is None or job.stills is None:
        look.put('<p class="quiet">The pack of keyframes can be had once the video has been read.</p>')
        return
    found, stills = job.shots, job.stills
    st.download_button(
        "Keyframes as a numbered pack (zip)",
        lambda: pack(found.shots, stills, exhibit.sha256, found.sheets),
        file_name=f"keyframes-{exhibit.sha256[:12]}.zip",
        mime="application/zip",
        on_click="ignore",
        help="One still a shot, a contact sheet, and a manifest of seconds and hashes.",
    )
