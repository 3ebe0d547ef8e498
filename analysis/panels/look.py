"""What the page looks like, and the one way to put text from strangers into it: escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from analysis.case import Problem
from analysis.views import moves, tokens

ICON = str(Path(__file__).parent / "icon.svg")
"""The page's icon: a file of our own, so that none is fetched."""

CSS = """
.stApp .stMainBlockContainer { max-width: 1480px; padding: 20px 32px 64px; }
.stAppHeader { display: none; }
.stApp p { text-wrap-style: pretty; }
.boa { font-family: inherit; font-variant-numeric: tabular-nums; line-height: 1.5; color: var(--ink); }
.boa p { margin: 0 0 6px; max-width: 84ch; font-size: 15px; }
.boa .quiet, .boa-quiet { color: color-mix(in srgb, var(--ink) 68%, var(--paper)); font-size: 13.5px; }
.boa .brand { font-weight: 650; font-size: 16px; white-space: nowrap; }
.boa h1 { font-size: 27px; line-height: 1.22; letter-spacing: -0.01em; font-weight: 650; margin: 0; padding: 0; text-wrap-style: balance; }
.boa h2 { font-size: 15px; font-weight: 650; margin: 4px 0 0; padding: 0; }
.boa h3 { font-size: 15.5px; font-weight: 600; margin: 0; padding: 0; line-height: 1.35; }
.boa .answer { display: flex; gap: 28px; justify-content: space-between; align-items: baseline; }
.boa .figure { font-size: 22px; font-weight: 600; white-space: nowrap; }
.boa .bar { display: flex; height: 18px; margin: 6px 0 2px; gap: 2px; }
.boa .bar i { display: block; min-width: 2px; border-radius: 2px; }
.boa .bar .before { background: radial-gradient(circle at 2px 2px, var(--paper) 1px, transparent 1.3px) 0 0/6px 6px, var(--before); }
.boa .bar .within { background: var(--within); }
.boa .bar .after { background: repeating-linear-gradient(-45deg, var(--paper) 0 1.4px, transparent 1.4px 6px), var(--after); }
.boa .legend { display: flex; gap: 20px; font-size: 13.5px; flex-wrap: wrap; }
.boa .legend i { display: inline-block; width: 12px; height: 12px; border-radius: 2px; margin-right: 6px; vertical-align: -1px; }
.boa .legend .before { background: radial-gradient(circle at 2px 2px, var(--paper) 1px, transparent 1.3px) 0 0/6px 6px, var(--before); }
.boa .legend .within { background: var(--within); }
.boa .legend .after { background: repeating-linear-gradient(-45deg, var(--paper) 0 1.4px, transparent 1.4px 6px), var(--after); }
.boa dl { padding: 0; display: grid; grid-template-columns: 84px minmax(0, 1fr); gap: 2px 12px; margin: 4px 0 0; font-size: 14px; }
.boa dt { color: color-mix(in srgb, var(--ink) 68%, var(--paper)); }
.boa dd { margin: 0; overflow-wrap: anywhere; }
.boa .head { display: flex; justify-content: space-between; gap: 12px; align-items: baseline; }
.boa .weight { font-weight: 600; white-space: nowrap; font-size: 14px; }
.boa .kicker { font-size: 12.5px; color: color-mix(in srgb, var(--ink) 68%, var(--paper)); }
.boa .mono, .boa pre { font-size: 12.5px;
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; }
.boa pre { margin: 4px 0; padding: 8px 10px; overflow-x: auto; background: var(--wash); border-radius: 4px; line-height: 1.55; }
.boa pre.stored { white-space: pre-wrap; overflow-wrap: anywhere; }
.boa pre b { background: color-mix(in srgb, var(--within) 32%, transparent); font-weight: 600; }
.boa .text { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 14.5px; }
.boa .text u, .boa u { text-decoration: underline 2px var(--within); text-underline-offset: 3px; }
.boa .trouble { font-size: 14px; border-left: 3px solid var(--within); padding: 2px 0 2px 10px; margin: 2px 0; }
.boa .chosen { border-left: 3px solid var(--accent); padding-left: 10px; margin-left: -13px; }
.boa ul, .boa ol { margin: 0; padding-left: 20px; }
.boa li { font-size: 14.5px; margin: 0 0 6px; }
.boa table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
.boa th { text-align: left; font-weight: 600; }
.boa th, .boa td { padding: 4px 12px 4px 0; vertical-align: top; overflow-wrap: anywhere;
  border-bottom: 1px solid color-mix(in srgb, var(--ink) 12%, var(--paper)); }
.boa details.fact summary.of-log { grid-template-columns: 168px minmax(0, 2fr) minmax(0, 3fr); }
.boa details.fact .start { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.stApp [class*="st-key-log-line"], .stApp [class*="st-key-log-line"] .stHorizontalBlock { flex-wrap: nowrap; }
.stApp [class*="st-key-log-line"] .stButton button { min-height: 30px; white-space: nowrap; }
.boa .glance td, .boa .glance th { padding: 3px 12px 3px 0; border: 0; vertical-align: middle; font-weight: 400; }
.boa .glance td:last-child { text-align: right; padding-right: 0; white-space: nowrap; width: 84px; }
.boa .glance .ends { display: flex; justify-content: space-between; }
.boa .glance tr:first-child th { font-size: 12.5px; color: color-mix(in srgb, var(--ink) 68%, var(--paper)); padding-bottom: 4px; }
.boa .glance .bar-cell { position: relative; width: 38%; height: 24px; padding: 0; }
.boa .glance .bar-cell::before { content: ""; position: absolute; left: 50%; top: 0; bottom: 0; border-left: 1px solid var(--ink); }
.boa .glance i { position: absolute; top: 6px; height: 12px; min-width: 2px; background: var(--accent); }
.boa .glance i.against { background: repeating-linear-gradient(-45deg, var(--ink) 0 1.5px, transparent 1.5px 5px), var(--wash);
  box-shadow: inset 0 0 0 1px var(--ink); }
.boa .still { position: relative; }
.boa .still img { display: block; width: 100%; border-radius: 2px; }
.boa .still i { position: absolute; height: 3px; background: var(--within); box-shadow: 0 0 0 1px var(--paper); }
.boa .chart { width: 100%; }
.boa .shape { display: inline-block; width: 13px; height: 13px; border: 1.5px solid var(--ink); margin-right: 7px; vertical-align: -1px; }
.boa .shape.named { background: var(--ink); }
.boa .shape.unnamed { background: linear-gradient(to top, var(--ink) 50%, transparent 50%); }
.boa .hinge { font-size: 14px; }
.boa .hinge b { font-weight: 600; }
.stApp [class*="st-key-hinge"] > * { max-width: 100%; }
.stApp [class*="st-key-hinge"] .stHtml { white-space: normal; }
.stApp [class*="st-key-hinge"] { column-gap: 10px; row-gap: 0; margin-top: -8px; }
.stApp [class*="st-key-hinge"] .stButton button { min-height: 26px; padding: 0 2px; white-space: nowrap; color: var(--accent); }
.boa .aside { padding-left: 24px; }
.stApp [class*="st-key-check"] .stHorizontalBlock { flex-wrap: nowrap; }
.stApp [class*="st-key-check"] [data-testid="stCheckbox"] label * { white-space: normal; overflow: visible; }
.stApp [class*="st-key-check"] [data-testid="stCheckbox"] label p { font-weight: 600; font-size: 15px; }
.boa h3.stage { margin: 14px 0 4px; }
.boa details.fact { border-top: 1px solid color-mix(in srgb, var(--ink) 12%, var(--paper)); font-size: 13.5px; }
.boa details.fact summary { display: grid; grid-template-columns: minmax(0, 4fr) minmax(0, 3fr) minmax(0, 5fr); gap: 2px 14px;
  padding: 5px 4px; cursor: pointer; overflow-wrap: anywhere; list-style: none; }
.boa details.fact summary::-webkit-details-marker { display: none; }
.boa details.fact summary b { font-weight: 500; padding-left: 16px; text-indent: -16px; }
.boa details.fact summary b::before { content: "+"; display: inline-block; width: 16px; text-indent: 0;
  color: color-mix(in srgb, var(--ink) 60%, var(--paper)); }
.boa details.fact[open] summary b::before { content: "−"; }
.boa details.fact summary:hover, .boa details.fact[open] summary { background: var(--wash); }
.boa details.fact summary:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.boa details.fact[open] { padding-bottom: 10px; }
.boa details.fact dl, .boa details.fact .kicker, .boa details.fact > .quiet { margin: 6px 4px; }
.boa details.fold[open] > summary { position: sticky; top: 0; z-index: 1; }
.boa details.fold > div { margin-left: 16px; }
.boa a { color: var(--accent); overflow-wrap: anywhere; }
.stApp .st-key-keys { position: absolute; height: 0; overflow: hidden; }
.boa dl { grid-template-columns: minmax(84px, max-content) minmax(0, 1fr); }
.stApp .st-key-first { padding-top: 48px; }
.stApp .st-key-first [data-testid="stFileUploaderDropzone"] { min-height: 112px; align-items: center;
  outline: 1px dashed color-mix(in srgb, var(--ink) 45%, var(--paper)); outline-offset: -6px; padding-left: 20px; }
.stApp .st-key-first [data-testid="stFileUploaderDropzone"] > * { margin-top: 0; margin-bottom: 0; }
.boa .sentences p { font-size: 16px; }
.stApp [data-testid="stImageContainer"] { padding-right: 4px; }
.stApp .st-key-tab [role="radiogroup"], .stApp [class*="-habit"] [role="radiogroup"] {
  flex-wrap: wrap; row-gap: 4px; overflow: visible; mask-image: none; }
@media (max-width: 1280px) { .stApp .stButton kbd { display: none; } }
@media (max-width: 1100px) {
  .stApp .st-key-sides > [data-testid="stLayoutWrapper"] > .stHorizontalBlock { gap: 24px; }
  .stApp .st-key-sides > [data-testid="stLayoutWrapper"] > .stHorizontalBlock > .stColumn:first-child { flex: 0 0 280px; min-width: 0; }
  .stApp .st-key-sides > [data-testid="stLayoutWrapper"] > .stHorizontalBlock > .stColumn:last-child { flex: 1 1 0; min-width: 0; }
  .stApp .st-key-tab [role="radiogroup"] button { padding-left: 5px; padding-right: 5px; }
  .stApp .st-key-tab [role="radiogroup"] button * { font-size: 12.5px; }
}
@media (max-width: 1100px) { .stApp .stMainBlockContainer { padding: 16px 20px 48px; } .boa h1 { font-size: 23px; } }
.stApp [data-testid="stTooltipIcon"] button { min-width: 24px; min-height: 24px; justify-content: center; }
.stApp [data-testid="stMainBlockContainer"] { overflow-x: clip; }
@media (max-width: 700px) {
  .stApp .stMainBlockContainer { padding: 12px 12px 32px; }
  .boa .answer { flex-direction: column; gap: 4px; }
  .boa .figure, .boa .weight { white-space: normal; }
  .boa details.fact summary { grid-template-columns: minmax(0, 1fr); }
  .boa .glance .bar-cell { width: 28%; }
  .stApp .st-key-sides > [data-testid="stLayoutWrapper"] > .stHorizontalBlock { flex-wrap: wrap; }
  .stApp .st-key-sides > [data-testid="stLayoutWrapper"] > .stHorizontalBlock > .stColumn:nth-child(n) { flex: 1 1 100%; }
}
@media print { .stApp [data-testid="stFileUploader"], .stApp button { display: none; } }
"""


def dress() -> None:
    """Put the style on the page: tokens for the theme that the browser shows."""
    st.html(f"<style>{tokens.variables(':root', colours())}{CSS}{moves.CSS}</style>")


def colours() -> dict[str, str]:
    """The tokens for the theme that the browser shows."""
    return tokens.DARK if st.context.theme.type == "dark" else tokens.LIGHT


def chart(svg: str, alt: str) -> None:
    """A drawing as a picture as wide as its column, so that no style of the page reaches into it."""
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode('ascii')}"
    put('<img class="chart" src="{}" alt="{}">', source, alt)


def put(template: str, *values: object, narrow: bool = False) -> None:
    """Write HTML: the template is ours, every value is escaped unless it is `Markup` made by `make`. `narrow`: as wide as its text."""
    st.html(f'<div class="boa">{make(template, *values)}</div>', width="content" if narrow else "stretch")


def make(template: str, *values: object) -> Markup:
    """HTML of our own template with escaped values."""
    return Markup(template).format(*values)


def underlined(jpeg: bytes, box: tuple[int, int, int, int], size: tuple[int, int], alt: str) -> Markup:
    """A picture with a line under the box; the box in pixels of a picture of that size."""
    x, y, width, height = box
    across, down = max(1, size[0]), max(1, size[1])
    place = f"left:{100 * x / across:.2f}%;top:{100 * (y + height) / down:.2f}%;width:{100 * width / across:.2f}%"
    source = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}"
    return make('<div class="still"><img src="{}" alt="{}"><i style="{}"></i></div>', source, alt, place)


def joined(parts: Iterable[str], between: str = "") -> Markup:
    return Markup(between).join(parts)


def rows(pairs: Iterable[tuple[str, object]]) -> Markup:
    """A list of terms and what they say; empty ones are left out."""
    return make("<dl>{}</dl>", joined(make("<dt>{}</dt><dd>{}</dd>", term, said) for term, said in pairs if said))


def troubles(problems: Iterable[Problem]) -> None:
    """One line each for what could not be used."""
    lines = [make('<div class="trouble">{}</div>', problem.sentence) for problem in problems]
    if lines:
        put("{}", joined(lines))


def plain(text: str) -> str:
    """Text for a widget's label, which would otherwise be read as Markdown: pictures from the net, links, formulas, colours."""
    return "".join(f"\\{c}" if c.isascii() and not c.isalnum() and c != " " else c for c in " ".join(text.split()))


def heading(text: str, aside: str = "") -> None:
    put("<h2>{}</h2>{}", text, make('<div class="quiet">{}</div>', aside) if aside else "")


@contextmanager
def part(name: str) -> Iterator[None]:
    """A part of the page: where it breaks, one line says so and the rest of the page works.

    It has a place of its own, however much stands in the parts above it: the browser makes fields whose place moves anew, and what
    was being typed into them would be lost when the video has been read.
    """
    with st.container():
        try:
            yield
        except Exception as error:
            put(
                '<div class="trouble">“{}” could not be shown ({}: {}). The rest of the page works.</div>',
                name,
                type(error).__name__,
                error,
            )
