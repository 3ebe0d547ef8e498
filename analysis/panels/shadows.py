"""The shadow tool: marks on a still become the sun's height, with its error, shown at once and kept with the case on a click."""

from __future__ import annotations

import base64
import struct
from typing import Any

import streamlit as st

from analysis.case import Case
from analysis.casefile.daylight import shadow_of
from analysis.casefile.schema import Problems
from analysis.media.shots import LONGEST_SIDE, stills
from analysis.media.source import MediaError
from analysis.panels import fields, look, reading
from analysis.panels.desk import Desk
from analysis.panels.pointing import pointing

MARKS = {
    "foot": "the foot of an upright thing, where it meets the ground",
    "tip": "the tip of its shadow: the end of what the same thing throws",
    "top": "the top of the thing, right above its foot",
}


def shadows(desk: Desk, case: Case) -> None:
    """The shadows of the case, and the still on which the next is marked."""
    if case.exhibit is None:
        return
    look.heading(
        "Shadows",
        "An upright thing and its shadow on level ground, seen from the side by a level camera, give the sun’s height.",
    )
    _kept(desk, case)
    job = reading.reading(case.exhibit)
    if job is None or job.shots is None or not job.shots.shots:
        look.put('<p class="quiet">The video is being read; its stills appear here.</p>')
        return
    with st.expander("Measure a shadow", expanded=bool(st.session_state.get("shadow marks"))):
        shots = {f"Shot {shot.index + 1}, {shot.keyframe_s:.1f} s": shot.keyframe_s for shot in job.shots.shots[:120]}
        left, right = st.columns([3, 2])
        with left:
            picked = st.selectbox("Still", [*shots, "another second"], key="shadow still")
        with right:
            typed = st.number_input(
                "Second of the video", 0.0, 1e6, 0.0, step=0.5, key="shadow second", disabled=picked != "another second"
            )
        _measure(desk, case, shots.get(str(picked), float(typed)))


@st.cache_data(max_entries=12, show_spinner=False)
def _still(path: str, size: int, seconds: float) -> bytes | None:
    from pathlib import Path

    return stills(Path(path), [seconds], longest=LONGEST_SIDE)[0]


def _measure(desk: Desk, case: Case, seconds: float) -> None:
    assert case.exhibit is not None
    try:
        jpeg = _still(str(case.exhibit.path), case.exhibit.size, round(seconds, 3))
    except MediaError as error:
        look.put('<div class="trouble">{}</div>', str(error))
        return
    if jpeg is None:
        look.put('<div class="trouble">No picture could be decoded at this second.</div>')
        return
    width, height = size_of(jpeg)
    kept: dict[str, Any] = st.session_state.setdefault("shadow marks", {})
    if kept.get("at") != (str(case.exhibit.path), seconds):
        kept.clear()
        kept["at"] = (str(case.exhibit.path), seconds)
    marks: dict[str, tuple[float, float]] = {name: kept[name] for name in MARKS if name in kept}
    wanted = next((name for name in MARKS if name not in marks), "")
    with st.container(horizontal=True, vertical_alignment="center"):
        step = f"{len(marks) + 1} of {len(MARKS)}: click {MARKS[wanted]}." if wanted else "All three are marked."
        look.put("{}", step, narrow=True)
        st.button("Mark anew", key="marks anew", type="tertiary", disabled=not marks, on_click=kept.clear)
    # Above the picture, where the eyes are once the last mark is set; the numbers below it change it.
    answer = st.container()
    ends = [("top", "thing"), ("tip", "shade")]
    lines = [(*marks["foot"], *marks[name], style) for name, style in ends if "foot" in marks and name in marks]

    def pointed(x: float, y: float) -> None:
        if wanted and 0 <= x <= width and 0 <= y <= height:
            kept[wanted] = (round(x, 1), round(y, 1))

    pointing(
        "shadow picture", (0.0, 0.0, float(width), float(height)), pointed, label="Still: click foot, tip of the shadow and top",
        image=f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}",
        marks=[(*marks[name], name) for name in marks], lines=lines,
    )  # fmt: skip
    entry = _numbers(seconds, marks)
    if entry is not None:
        with answer:
            _answer(desk, case, kept, entry)


def _numbers(seconds: float, marks: dict[str, tuple[float, float]]) -> dict[str, Any] | None:
    """The shadow as the case file writes it, with what cannot be clicked; None while too little is said."""
    one, two, three, four = st.columns(4)
    error = one.number_input("A mark is good to, in pixels", 0.0, 200.0, 4.0, 1.0, key="shadow error")
    turned = two.number_input("Turned out of the plane by up to, °", 0.0, 60.0, 20.0, 5.0, key="shadow turned")
    slope = three.number_input("Ground slopes by up to, °", 0.0, 30.0, 2.0, 1.0, key="shadow slope")
    clock = four.text_input("Local time of day, if known", key="shadow clock", placeholder="14:30")
    five, six, seven = st.columns([1, 1, 2])
    points_to = five.text_input("Shadow points to, ° from north", key="shadow points", placeholder="not known")
    foot_at = six.text_input("or foot on a map", key="shadow foot", placeholder="51.2303, 35.2689")
    tip_at = seven.text_input("and tip on a map", key="shadow tip", placeholder="51.2304, 35.2691")
    entry: dict[str, Any] = {"still": round(seconds, 3), "error": error, "turned": turned, "slope": slope}
    entry |= {name: list(point) for name, point in marks.items()} if len(marks) == len(MARKS) else {}
    if clock.strip():
        entry["clock"] = clock.strip()
    try:
        if points_to.strip():
            entry["points_to"] = float(points_to.strip().rstrip("°").replace(",", "."))
    except ValueError:
        look.put('<div class="trouble">A direction is a number of degrees, such as 40.</div>')
        return None
    for key, value in (("foot_at", foot_at), ("tip_at", tip_at)):
        if value.strip():
            entry[key] = value.strip()
    return entry if "foot" in entry or "points_to" in entry or "foot_at" in entry else None


def _answer(desk: Desk, case: Case, kept: dict[str, Any], entry: dict[str, Any]) -> None:
    """What follows from the marks and the numbers, while they change; kept with the case on a click."""
    problems = Problems()
    found = shadow_of(entry, "shadow", case.zone, problems)
    look.troubles(problems.all())
    if found is None:
        return
    told = []
    if found.height is not None:
        told.append(f"{found.height.value:.1f}° high ({found.height.bounds.low:.1f} to {found.height.bounds.high:.1f}°)")
    if found.direction is not None:
        bounds = found.direction.bounds
        told.append(f"in the direction {found.direction.value:.0f}° ({bounds.low % 360:.0f} to {bounds.high % 360:.0f}°)")
    look.put("<p><b>The sun stood {}.</b> The ground is taken to be level, the thing upright, the camera level.</p>", ", ".join(told))

    shown = desk.generation

    def keep() -> None:
        desk.edit_anew(lambda book: book.add_shadow(**entry), shown)
        kept.clear()

    st.button("Keep this shadow with the case", key="keep shadow", on_click=keep, type="primary")


def _kept(desk: Desk, case: Case) -> None:
    known = {shadow.key: shadow for shadow in case.shadows}
    for index, entry in enumerate(desk.book.get("shadows") or []):
        key = f"shadows[{index}]"
        shadow = known.get(key)
        with st.container(horizontal=True, vertical_alignment="center"):
            if shadow is not None:
                high = "" if shadow.height is None else f"sun {shadow.height.bounds.low:.0f} to {shadow.height.bounds.high:.0f}° high. "
                where = "" if shadow.direction is None else f"Sun at {shadow.direction.value:.0f}°. "
                look.put("<b>{:.1f} s</b>: {}{}<span class='quiet'>{}</span>", shadow.seconds, high, where, shadow.marked, narrow=True)
            else:
                second = entry.get("still", 0) if isinstance(entry, dict) else 0
                look.put("A shadow at {} s that can’t be used.", second, narrow=True)
            fields.remove(desk, key)
        look.troubles(desk.problems(key))
    if case.shadows and case.site is None:
        look.put('<div class="trouble">A shadow says nothing without a place.</div>')


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the start-of-frame segment (ITU-T T.81, B.2.2). Raises ValueError where there is none."""
    at = 2
    while at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        kind, length = jpeg[at + 1], struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", jpeg[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    raise ValueError("this JPEG has no frame")
