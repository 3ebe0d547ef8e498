"""Something to point at, that needs no network: a map of outlines, or a still. A click tells where."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.views import tokens

HTML = """
<div class="pointing">
  <div class="tools" role="toolbar" aria-label="Map">
    <button data-zoom="in" aria-label="Zoom in">+</button><button data-zoom="out" aria-label="Zoom out">−</button>
    <button data-zoom="whole">Whole world</button>
  </div>
  <svg role="img" preserveAspectRatio="xMidYMid meet"><image x="0" y="0"/><path class="outline"/><g class="marks"></g></svg>
</div>
"""
CSS = """
.pointing { color: var(--ink); font-family: var(--st-font); }
.tools { display: flex; gap: 4px; margin-bottom: 4px; }
.tools[hidden] { display: none; }
.tools button { font: inherit; font-size: 13px; color: var(--ink); background: none; cursor: pointer; min-height: 26px; min-width: 28px;
  border: 1px solid color-mix(in srgb, var(--ink) 22%, var(--paper)); border-radius: 4px; padding: 1px 9px; }
.tools button:hover { border-color: var(--accent); color: var(--accent); }
.tools button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
svg { display: block; width: 100%; height: auto; cursor: crosshair; background: var(--wash); touch-action: none;
  border: 1px solid color-mix(in srgb, var(--ink) 18%, var(--paper)); border-radius: 4px; }
.outline { fill: none; stroke: color-mix(in srgb, var(--ink) 62%, var(--paper)); stroke-width: 1; vector-effect: non-scaling-stroke; }
.ring { fill: none; stroke: #ffffff; paint-order: stroke; }
.marks .ring { stroke: var(--accent); }
.cross { stroke: #000000; fill: none; }
.under { stroke: #ffffff; opacity: .85; }
.thing { stroke: #b3261e; }
.shade { stroke: #1f5f99; stroke-dasharray: none; }
.marks text { fill: #111111; stroke: #ffffff; paint-order: stroke; font-weight: 600; }
"""


def _script() -> str:
    source = (Path(__file__).parent / "pointing.js").read_text(encoding="utf-8")
    return source.replace("__LIGHT__", json.dumps(tokens.LIGHT)).replace("__DARK__", json.dumps(tokens.DARK))


_component = st.components.v2.component("before_or_after.pointing", html=HTML, css=CSS, js=_script())


def pointing(
    key: str,
    view: tuple[float, float, float, float],
    on_point: Callable[[float, float], None],
    *,
    label: str,
    outline: str = "",
    image: str = "",
    marks: list[tuple[float, float, str]] | None = None,
    lines: list[tuple[float, float, float, float, str]] | None = None,
) -> None:
    """Show it; `view` is left, top, width and height in its own units, in which clicks come back to `on_point`."""

    def pointed() -> None:
        sent: Any = (st.session_state.get(key) or {}).get("point")
        if isinstance(sent, list) and len(sent) == 2 and all(isinstance(n, int | float) for n in sent):
            on_point(float(sent[0]), float(sent[1]))

    _component(
        key=key,
        data={"view": list(view), "label": label, "outline": outline, "image": image, "marks": marks or [], "lines": lines or []},
        on_point_change=pointed,
    )
