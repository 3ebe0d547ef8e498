"""The strip under the player: one small picture a shot, in a row that scrolls; a click moves the player there."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from analysis.footage.sources import Source
from analysis.media.shots import Shot
from analysis.media.worker import WorkerFailed, read_picture
from analysis.panels import look
from analysis.views import places

MOST = 300
"""Shots in the strip; all are in the export."""

HTML = '<div class="strip" role="group" aria-label="Shots"></div>'
CSS = """
.strip { display: flex; gap: 6px; overflow-x: auto; padding: 2px 2px 8px; scrollbar-width: thin; }
.strip button { flex: none; padding: 0; border: 0; background: none; cursor: pointer; color: inherit; text-align: left;
  font: 12px var(--st-font, sans-serif); font-variant-numeric: tabular-nums; }
.strip img { display: block; height: 54px; width: auto; border-radius: 2px;
  outline: 1px solid rgba(128, 128, 128, .35); outline-offset: -1px; }
.strip button:focus-visible { outline: 2px solid var(--st-primary-color, #06c); outline-offset: 1px; }
.strip button:hover img, .strip button[aria-current=true] img { outline: 2px solid var(--st-primary-color, #06c); }
.strip span { display: block; line-height: 1.35; padding-top: 2px; }
.strip .of { opacity: .72; }
"""
JS = """
export default function (component) {
  const strip = component.parentElement.querySelector('.strip');
  const cells = component.data.cells;
  strip.replaceChildren(...cells.map((cell) => {
    const button = document.createElement('button');
    const image = document.createElement('img');
    image.src = 'data:image/jpeg;base64,' + cell.jpeg;
    image.alt = '';
    const at = document.createElement('span');
    at.textContent = cell.label;
    button.setAttribute('aria-label', cell.aria);
    button.title = cell.aria;
    button.append(image, at);
    if (cell.of) {
      const of = document.createElement('span');
      of.className = 'of';
      of.textContent = cell.of;
      button.append(of);
    }
    button.addEventListener('click', () => {
      const video = document.querySelector('video');
      for (const other of strip.children) other.removeAttribute('aria-current');
      button.setAttribute('aria-current', 'true');
      if (video) video.currentTime = cell.at;
    });
    return button;
  }));
}
"""
_component = st.components.v2.component("before_or_after.strip", html=HTML, css=CSS, js=JS)


@dataclass(frozen=True, slots=True)
class Cell:
    """One picture of the strip: JPEG bytes, what stands below it, the second it jumps to, and the source where several are told apart."""

    jpeg: bytes
    label: str
    at: float
    of: str = ""


def strip(cells: Sequence[Cell], *, key: str) -> None:
    """Draw the row. The player is the page's first video."""
    _component(
        key=f"strip {key}",
        data={
            "cells": [
                {
                    "jpeg": base64.b64encode(cell.jpeg).decode("ascii"),
                    "label": cell.label,
                    "at": cell.at,
                    "of": cell.of,
                    "aria": f"Go to {cell.label}{f', {cell.of}' if cell.of else ''}",
                }
                for cell in cells
            ]
        },
    )


def cells(shots: Sequence[Shot], stills: Path, sources: Sequence[Source]) -> list[Cell]:
    """A cell for each shot whose still can be read."""
    of = {shot: f"Source {source.index + 1}" for source in sources for shot in source.shots} if len(sources) > 1 else {}
    found = []
    for shot in shots[:MOST]:
        data = _thumbnail(str(stills / shot.small))
        if data:
            # A jump lands inside the shot, not on the last picture of the one before.
            inside = min(shot.start_s + 0.05, (shot.start_s + shot.end_s) / 2)
            found.append(Cell(data, places.clock(shot.start_s), inside, of.get(shot.index, "")))
    if not found:
        look.put('<p class="quiet">The stills can’t be read any more.</p>')
    return found


@st.cache_data(max_entries=2000, show_spinner=False)
def _thumbnail(path: str) -> bytes:
    try:
        return read_picture(Path(path), most=1 << 20)
    except WorkerFailed:
        return b""
