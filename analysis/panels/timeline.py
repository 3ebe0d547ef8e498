"""The timeline on the page: the picture of views/timeline.py, with clicks on marks, zoom by drag, presets and keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.panels.desk import Desk
from analysis.views import tokens
from analysis.views.naming import Names
from analysis.views.stretch import Preset, part, presets, zoomed
from analysis.views.timeline import draw
from analysis.weighing.verdict import Verdict
from analysis.when import Span

KEY = "timeline"

HTML = """
<div class="frame">
  <div class="tools" role="toolbar" aria-label="Timeline">
    <button data-preset="all">All evidence</button><button data-preset="week">The week</button>
    <button data-preset="claim">The claim</button>
    <span class="apart"></span>
    <button data-move="back" aria-label="Earlier">◂</button><button data-move="on" aria-label="Later">▸</button>
    <button data-move="out" aria-label="Zoom out">−</button><button data-move="in" aria-label="Zoom in">+</button>
    <span class="stretch"></span>
  </div>
  <div class="stage"><div class="picture"></div><div class="band" hidden></div></div>
</div>
"""

CSS = (
    tokens.TIMELINE_CSS
    + """
.frame { color: var(--ink); font-family: var(--st-font); }
.tools { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; margin-bottom: 4px; font-variant-numeric: tabular-nums; }
.tools button { font: inherit; font-size: 13px; color: var(--ink); background: none; cursor: pointer; white-space: nowrap;
  min-height: 26px; min-width: 28px;
  border: 1px solid color-mix(in srgb, var(--ink) 22%, var(--paper)); border-radius: 4px; padding: 1px 9px; }
.tools button:hover { border-color: var(--accent); color: var(--accent); }
.tools button[aria-pressed=true] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.tools button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.apart { width: 10px; }
.stretch { margin-left: 10px; font-size: 13px; color: color-mix(in srgb, var(--ink) 68%, var(--paper)); }
.stage { position: relative; touch-action: pan-y; user-select: none; }
.band { position: absolute; top: 0; bottom: 0; background: color-mix(in srgb, var(--accent) 16%, transparent); pointer-events: none;
  border: 1px solid var(--accent); border-width: 0 1px; }
"""
)


def _script() -> str:
    source = (Path(__file__).parent / "timeline.js").read_text(encoding="utf-8")
    return source.replace("__LIGHT__", json.dumps(tokens.LIGHT)).replace("__DARK__", json.dumps(tokens.DARK))


_component = st.components.v2.component("before_or_after.timeline", html=HTML, css=CSS, js=_script())


@st.fragment
def timeline(desk: Desk, verdict: Verdict) -> None:
    """The picture with its tools; zooming draws this part alone anew."""
    offered = presets(verdict)
    view = _view(desk, offered)
    width = int(_sent("width") or 1160)
    _component(
        key=KEY,
        data={
            "svg": draw(verdict, view, width=width, clickable=True, chosen=desk.chosen),
            "presets": list(offered),
            "preset": next((name for name, span in offered.items() if span == view), ""),
            "stretch": Names(verdict).wall.named(view),
            "width": width,
        },
        default={"width": 1160},
        on_width_change=lambda: None,
        on_pick_change=lambda: _picked(desk),
        on_drag_change=lambda: _move(desk, offered),
        on_move_change=lambda: _move(desk, offered),
        on_preset_change=lambda: _move(desk, offered),
    )
    if st.session_state.pop("picked", False):
        st.rerun(scope="app")


def _sent(name: str) -> Any:
    """What the browser sent last under this name."""
    state = st.session_state.get(KEY) or {}
    return state.get(name)


def _view(desk: Desk, offered: dict[Preset, Span]) -> Span:
    kept = st.session_state.get("view")
    if kept is not None and kept[0] == desk.generation:
        span: Span = offered.get(kept[1], kept[2]) if kept[1] else kept[2]
        return span
    return offered["week"] if "claim" in offered else offered["all"]


def _move(desk: Desk, offered: dict[Preset, Span]) -> None:
    """Zoom, move or pick a preset, as the browser asked."""
    preset, drag, move = _sent("preset"), _sent("drag"), _sent("move")
    view = _view(desk, offered)
    name: Preset | None = next((each for each in offered if each == preset), None)
    if name is not None:
        view = offered[name]
    elif isinstance(drag, list) and len(drag) == 2:
        view = part(view, float(drag[0]), float(drag[1]))
    elif move in ("in", "out"):
        view = zoomed(view, 0.5 if move == "in" else 2.0)
    elif move in ("back", "on"):
        view = zoomed(view, 1.0, 0.5 if move == "on" else -0.5)
    st.session_state["view"] = (desk.generation, name or "", view)


def _picked(desk: Desk) -> None:
    """A mark was clicked: its card is to be shown."""
    id_ = _sent("pick")
    if isinstance(id_, str):
        desk.chosen = "" if desk.chosen == id_ else id_
        st.session_state["picked"] = True
        if desk.chosen:
            st.session_state["wanted tab"] = "Evidence"
