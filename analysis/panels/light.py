"""Place and light: where it was recorded, the sun there, the light in the stills, and shadows to measure."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import streamlit as st

from analysis.case import SEEN, Case, Site
from analysis.geography import outline
from analysis.geography.coordinates import Coordinates, CoordinatesError
from analysis.geography.findings import Found, proposals
from analysis.geography.zones import zones_at
from analysis.media.source import MediaError
from analysis.panels import fields, look, reading, shadows
from analysis.panels.desk import Desk
from analysis.panels.pointing import pointing
from analysis.place import Bytes
from analysis.sky.frame_light import judge
from analysis.sky.sun import SkyError
from analysis.sky.twilight import all_day, curve, events
from analysis.views.moments import Wall, zone_words
from analysis.views.naming import Names
from analysis.views.sky import chart, standing
from analysis.weighing.verdict import Verdict
from analysis.when import Span, zone_named

PICKED_KM = 25.0
"""How far off a place is that was pointed at on the map, whose outlines are as coarse."""
LIGHTS = {
    "sun": "sun, or sharp shadows", "day": "daylight", "dusk": "dusk or dawn", "night": "night", "indoors": "indoors", "thermal": "thermal",
}  # fmt: skip


def light(desk: Desk, verdict: Verdict) -> None:
    """The whole tab."""
    case = verdict.hearing.case
    with look.part("The place"):
        _place(desk, verdict)
    with look.part("The sun"):
        _sun(desk, verdict)
    with look.part("The light in the stills"):
        _stills(desk, case)
    with look.part("Shadows"):
        shadows.shadows(desk, case)


def _set_place(desk: Desk, values: dict[str, Any], shown: int) -> None:
    def change(book: Any) -> None:
        book.remove("place")
        for key, value in values.items():
            book.set(f"place.{key}", value)

    desk.edit_anew(change, shown)


def _place(desk: Desk, verdict: Verdict) -> None:
    case = verdict.hearing.case
    site = case.site
    look.heading(
        "Where it was recorded",
        "" if site else "Type it, take what the file says, or point at the map. Without a place the sun says nothing.",
    )
    for index, found in enumerate(_found(verdict)):
        if site is not None and abs(site.at.latitude - found.at.latitude) < 1e-4 and abs(site.at.longitude - found.at.longitude) < 1e-4:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            look.put("{} <span class='quiet'>from {}: {}</span>", found.at.words, found.source, found.raw, narrow=True)
            values = {"at": str(found.at), "within_km": 1.0, "source": found.source, "why": f"{found.source}: {found.raw}"}
            st.button("Take this place", key=f"{desk.generation} take {index}", on_click=_set_place, args=(desk, values, desk.generation))
    written = "place" if isinstance(desk.book.get("place"), str) else "place.at"
    left, middle, right = st.columns([5, 4, 3])
    with left:
        fields.text(desk, written, "Coordinates", hint="51.2303, 35.2689, 36U YB 12345 12345, a Plus Code or a map’s address")
    if written == "place.at" and site is not None:
        with middle:
            fields.text(desk, "place.name", "Name", hint="Sudzha, the bridge")
        with right:
            st.number_input(
                "Good to, in km", 0.0, 2000.0, float(min(2000.0, site.within_km)), key=f"{desk.generation} within", step=1.0,
                on_change=lambda: desk.edit(lambda book: book.set("place.within_km", float(st.session_state[f"{desk.generation} within"]))),
            )  # fmt: skip
        fields.text(desk, "place.why", "How it is known", hint="the tower and the river bend match a satellite picture")
    if site is not None:
        _zone(desk, case, site)
    with st.expander("Point at a map", expanded=False):
        look.put('<p class="quiet">Click the place; + zooms to it. Outlines: Natural Earth, coarse to some {:.0f} km.</p>', PICKED_KM)
        pointing(
            "place map", (-180.0, -85.0, 360.0, 145.0), partial(_pointed, desk, desk.generation), label="Map of the world: click a place",
            outline=outline.path(), marks=[] if site is None else [(site.at.longitude, -site.at.latitude, site.name or "the place")],
        )  # fmt: skip


def _pointed(desk: Desk, shown: int, x: float, y: float) -> None:
    try:
        at = Coordinates(round(-y, 3), round((x + 180) % 360 - 180, 3))
    except CoordinatesError as error:
        desk.note = str(error)
        return
    _set_place(desk, {"at": str(at), "within_km": PICKED_KM, "source": "pointed at on the map"}, shown)


def _found(verdict: Verdict) -> tuple[Found, ...]:
    """Coordinates in the file's fields, in those of files beside it and, once its pictures were read, in the text in them."""
    exhibit = verdict.hearing.case.exhibit
    if exhibit is None:
        return ()
    said = [(field.tag, field.raw) for field in exhibit.listing.fields[:4_000]]
    # What witnesses read where the listing has only a structure: EXIF, and logs beside the video.
    said += [
        (f"{seen.tag} of {seen.place.file}" if seen.place.file else seen.tag, seen.raw)
        for seen in verdict.hearing.observations
        if isinstance(seen.place, Bytes)
    ]
    overlays = exhibit.__dict__.get("overlays")
    if overlays is not None:
        said += [
            (f"text in the picture of shot {overlay.shot + 1}", overlay.best.text) for overlay in overlays.overlays if overlay.sightings
        ]
    return proposals(said)


def _zone(desk: Desk, case: Case, site: Site) -> None:
    names = zones_at(site.at)
    if not names or case.zone_name in names:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        now = f"; the case’s zone is {case.zone_name}" if case.zone_name else ""
        look.put("Clocks at this place show {}{}.", " or ".join(names), now, narrow=True)
        for name in names:
            st.button(f"Use {name}", key=f"{desk.generation} zone {name}", on_click=_use_zone, args=(desk, name, desk.generation))


def _use_zone(desk: Desk, name: str, shown: int) -> None:
    desk.edit_anew(lambda book: book.set("zone", name), shown)


def _sun(desk: Desk, verdict: Verdict) -> None:
    case = verdict.hearing.case
    site = case.site
    if site is None:
        return
    names = zones_at(site.at)
    zone, zone_name = (
        (case.zone, case.zone_name) if case.zone is not None else (zone_named(names[0]), names[0]) if len(names) == 1 else (None, "")
    )
    wall = Wall(zone, zone_words(zone, zone_name))
    marked = verdict.claim.window if verdict.claim is not None else None
    anchor = marked if marked is not None and marked.start is not None and marked.end is not None else verdict.posted
    if anchor.start is None or anchor.end is None:
        return
    look.heading("The sun there", f"{site.name or site.at.words}. Times: {wall.name}.")
    view = _view(wall, anchor)
    assert view.start is not None
    assert view.end is not None
    try:
        moments, true, _ = curve(site.at, view)
        found = events(site.at, view)
    except SkyError as error:
        look.put('<div class="trouble">{}</div>', str(error))
        return
    st.image(chart(wall, moments, true, look.colours(), marked), width="stretch", alt=f"The sun’s height {Names(verdict).zoned(view)}")
    remark = all_day(found, float(true[len(true) // 2]))
    told = [f"{event.kind} {wall.short_day(event.at)} {wall.time(event.at - timedelta(seconds=event.at.second))}" for event in found]
    what = "the claim’s time" if anchor is marked else "the posting"
    look.put('<p class="quiet">{}</p>', remark or f"Around {what}: {', '.join(told[:24])}.")
    if anchor.end - anchor.start <= timedelta(hours=1):
        from analysis.sky.sun import exactly

        look.put("<p>At {}: {}</p>", wall.moment(anchor.start), standing(*exactly(site.at, anchor.start)))


def _view(wall: Wall, anchor: Span) -> Span:
    """Whole days around what is asked about: at least one, at most ten."""
    assert anchor.start is not None
    assert anchor.end is not None
    first = wall.local(anchor.start).replace(hour=0, minute=0, second=0, microsecond=0)
    last = min(wall.local(anchor.end), first + timedelta(days=9))
    whole = last.replace(hour=0, minute=0, second=0, microsecond=0)
    return Span(first, whole if whole == last and whole > first else whole + timedelta(days=1))


def _stills(desk: Desk, case: Case) -> None:
    exhibit = case.exhibit
    if exhibit is None:
        return
    look.heading(
        "The light in the stills", "Measured, and seldom clear: “cannot tell” is the usual answer. What you see yourself counts as you say."
    )
    job = reading.reading(exhibit)
    if job is None or not job.seen or job.shots is None:
        look.put('<p class="quiet">The video is being read; its light appears here.</p>')
        return
    try:
        measured = exhibit.light.measured
    except MediaError as error:
        look.put('<div class="trouble">{}</div>', str(error))
        return
    rows = []
    for seen in measured:
        found = judge(seen)
        rows.append(
            look.make(
                "<tr><td>Shot {}, {:.1f} s</td><td><b>{}</b></td><td>{}</td></tr>", seen.shot + 1, seen.seconds, found.look, found.why
            )
        )
    look.put("<table><tr><th>Picture</th><th>Looks like</th><th>Why</th></tr>{}</table>", look.joined(rows))
    for index, entry in enumerate(desk.book.get("lights") or []):
        entry = entry if isinstance(entry, dict) else {}
        with st.container(horizontal=True, vertical_alignment="center"):
            seen_as = LIGHTS.get(str(entry.get("seen")), str(entry.get("seen")))
            look.put("Your word: <b>{}</b> at {} s. {}", seen_as, entry.get("still", 0), entry.get("why", ""), narrow=True)
            fields.remove(desk, f"lights[{index}]")
        look.troubles(desk.problems(f"lights[{index}]"))
    with st.popover("Say what light you see"), st.form(f"{desk.generation} light", border=False):
        options = {f"Shot {shot.index + 1}, {shot.keyframe_s:.1f} s": shot.keyframe_s for shot in job.shots.shots[:120]}
        still = st.selectbox("In the still of", list(options))
        seen_light = st.selectbox("Light", list(SEEN), format_func=lambda name: LIGHTS[name])
        strength = st.selectbox("Strength", ["strong", "moderate", "limited"], index=1)
        why = st.text_input("Why", placeholder="blue sky and long sharp shadows")
        if fields.submitted("Add", f"{desk.generation} light") and still:
            values = {"still": round(options[still], 3), "seen": seen_light, "strength": strength} | (
                {"why": why.strip()} if why.strip() else {}
            )
            desk.edit_anew(lambda book: book.add_light(**values), desk.generation)
            st.rerun()
