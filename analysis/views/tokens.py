"""Colours, type and patterns, once for page, timeline and report: paper, ink, one accent.

Before, within and after have each a hue and a pattern, and are told apart in grey, in print and by colour-blind readers: blue with
dots, plain ochre, slate with diagonals. Greys are mixed from the ink, so that one set serves light and dark.
"""

from __future__ import annotations

LIGHT = {
    "ink": "#1b1d21",
    "paper": "#ffffff",
    "wash": "#f5f5f2",
    "accent": "#1f5f99",
    "before": "#2f6fa8",
    "within": "#b07d10",
    "after": "#6b7280",
}
DARK = {
    "ink": "#e8e6e1",
    "paper": "#14161a",
    "wash": "#1d2025",
    "accent": "#7fb4e6",
    "before": "#6ba6dc",
    "within": "#d9a93a",
    "after": "#9aa3b2",
}

SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'
MONO = 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace'


def variables(selector: str, tokens: dict[str, str]) -> str:
    """A CSS rule that sets the tokens as custom properties."""
    return f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in tokens.items())} }}"


TIMELINE_CSS = f"""
.timeline {{ display: block; width: 100%; height: auto; font-family: {SANS}; font-variant-numeric: tabular-nums; }}
.timeline text {{ fill: var(--ink); font-size: 12px; }}
.timeline .quiet, .timeline .tick {{ fill: color-mix(in srgb, var(--ink) 68%, var(--paper)); }}
.timeline .tick {{ font-size: 11.5px; }}
.timeline .context {{ font-size: 11.5px; font-weight: 600; }}
.timeline .row {{ font-size: 12px; fill: color-mix(in srgb, var(--ink) 78%, var(--paper)); }}
.timeline .grid {{ stroke: color-mix(in srgb, var(--ink) 9%, var(--paper)); }}
.timeline .rule {{ stroke: color-mix(in srgb, var(--ink) 18%, var(--paper)); }}
.timeline .window {{ fill: color-mix(in srgb, var(--within) 11%, transparent); }}
.timeline .bracket {{ fill: none; stroke: var(--within); stroke-width: 2; }}
.timeline .release {{ stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 4 3; }}
.timeline .wall {{ stroke: var(--ink); stroke-width: 2.5; }}
.timeline .reach {{ stroke: var(--ink); stroke-width: 1; }}
.timeline .arrow {{ fill: var(--ink); }}
.timeline .own {{ fill: color-mix(in srgb, var(--ink) 12%, var(--paper)); stroke: color-mix(in srgb, var(--ink) 45%, var(--paper)); }}
.timeline .block {{ fill: var(--accent); }}
.timeline .hollow {{ fill: var(--paper); stroke: var(--ink); stroke-width: 1.25; }}
.timeline .full {{ fill: var(--ink); stroke: var(--ink); stroke-width: 1.25; }}
.timeline .full-text {{ fill: var(--paper); font-weight: 600; }}
.timeline .halo {{ paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }}
.timeline .plate {{ fill: var(--paper); }}
.timeline .hatch {{ stroke: color-mix(in srgb, var(--ink) 38%, var(--paper)); stroke-width: 1; }}
.timeline .before {{ fill: var(--before); }}
.timeline .within {{ fill: var(--within); }}
.timeline .after {{ fill: var(--after); }}
.timeline .dots {{ fill: var(--paper); }}
.timeline .diagonals {{ stroke: var(--paper); stroke-width: 1.6; }}
.timeline .outline {{ fill: none; stroke: var(--ink); stroke-width: 1; }}
.timeline .share {{ font-size: 13px; font-weight: 600; }}
.timeline .uncounted {{ opacity: .5; }}
.timeline .uncounted .wall, .timeline .uncounted .hollow, .timeline .uncounted .full {{ stroke-dasharray: 3 2; }}
.timeline .mark[role=button] {{ cursor: pointer; }}
.timeline .mark[role=button]:hover .wall, .timeline .mark.chosen .wall {{ stroke: var(--accent); }}
.timeline .mark[role=button]:hover text:not(.full-text), .timeline .mark.chosen text:not(.full-text) {{ fill: var(--accent); }}
.timeline .mark[role=button]:hover .hollow, .timeline .mark.chosen .hollow,
.timeline .mark[role=button]:hover .full, .timeline .mark.chosen .full {{ stroke: var(--accent); stroke-width: 2.5; }}
.timeline .mark:focus-visible {{ outline: 2px solid var(--accent); outline-offset: 2px; }}
@media print {{ .timeline {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }} }}
"""
