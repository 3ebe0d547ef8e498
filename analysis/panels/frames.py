"""The frames: the sources that were told apart, clocks and other texts in the picture, one still a shot, and the way to take them away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.exhibit import Exhibit
from analysis.footage.clocks import Clock, clocks_of
from analysis.footage.sources import Source, known_sources
from analysis.media.keyframes import pack
from analysis.media.overlays import Overlay, Overlays, Sighting
from analysis.media.shots import still
from analysis.media.source import MediaError
from analysis.panels import look, reading
from analysis.panels.desk import Desk
from analysis.views import clock_chart, places
from analysis.views import sources as source_words
from analysis.weighing.verdict import Verdict

MOST_FRAMES = 60
"""Stills that are shown before more are asked for."""
MOST_TEXTS = 60
MOST_CLOCKS = 6


def frames(desk: Desk, verdict: Verdict) -> None:
    """Everything that was found in the pictures."""
    exhibit = verdict.hearing.case.exhibit
    if exhibit is None:
        look.put('<p class="quiet">No video yet.</p>')
        return
    job = reading.reading(exhibit)
    if job is None or job.shots is None or job.stills is None:
        look.put('<p class="quiet">The video is being read; its shots appear here.</p>')
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        failures = job.shots.decode_failures
        lost = "1 picture or packet" if failures == 1 else f"{failures} pictures or packets"
        told = f" {lost} could not be decoded; the rest was read." if failures else ""
        look.put('<p class="quiet">{}.{}</p>', "1 shot" if len(job.shots.shots) == 1 else f"{len(job.shots.shots)} shots", told)
        if any(shot.keyframe for shot in job.shots.shots):
            _take_away(exhibit, job)
    for problem in job.shots.problems:
        look.put('<div class="trouble">{}</div>', problem)
    sources = known_sources(exhibit)
    _sources(sources)
    overlays: Overlays | None = exhibit.__dict__.get("overlays")
    if overlays is not None:
        _clocks(exhibit, overlays, verdict)
        _texts(overlays)
    elif job.running:
        look.put('<p class="quiet">Text in the pictures is being read; it appears here.</p>')
    _stills(job, sources)


def _take_away(exhibit: Exhibit, job: reading.Reading) -> None:
    assert job.shots is not None
    assert job.stills is not None
    found, stills = job.shots, job.stills
    st.download_button(
        "Stills and contact sheet (ZIP)",
        lambda: pack(found.shots, stills, exhibit.sha256, found.sheets),
        file_name=f"keyframes-{exhibit.sha256[:12]}.zip",
        mime="application/zip",
        on_click="ignore",
        help="With a manifest: each still’s place in the video (pts and time base) and its sha256.",
    )


def _sources(sources: Sequence[Source]) -> None:
    said = source_words.told(sources)
    if not said:
        return
    listed = [(source_words.name(source), f"{source_words.shots(source.shots)}: {source_words.traits(source)}") for source in sources]
    look.put("<h3>{} sources</h3><p>{}</p>{}", len(sources), said, look.rows(listed))


def _clocks(exhibit: Exhibit, overlays: Overlays, verdict: Verdict) -> None:
    """Each clock: the still with its reading underlined, what it did as a chart, and what was said of it."""
    said = {(o.place, o.raw): o.means for o in verdict.hearing.observations if o.tag.startswith("clock in the picture")}
    shown = 0
    for index in sorted({overlay.shot for overlay in overlays.overlays}):
        own = [overlay for overlay in overlays.overlays if overlay.shot == index and overlay.sightings]
        for clock in clocks_of(own, latest=exhibit.received.date()):
            if shown == MOST_CLOCKS:
                look.put('<p class="quiet">More clocks are listed with the facts of the file.</p>')
                return
            shown += 1
            best = clock.overlay.best
            look.put("<h3>Clock in shot {}</h3>", index + 1)
            left, right = st.columns([1, 1], gap="medium")
            with left:
                underlined(exhibit, clock.overlay, best, overlays)
            with right:
                _chart(clock)
                look.put('<p class="quiet">{}.</p>', clock_chart.caption(clock))
            look.put(
                '<p><span class="mono">{}</span> at {}. {}</p>',
                clock.raw,
                places.clock(best.seconds),
                said.get((clock.overlay.place(best), clock.raw), ""),
            )


def _chart(clock: Clock) -> None:
    colours = look.colours()
    svg = clock_chart.draw(clock, ink=colours["ink"], accent=colours["accent"])
    if svg:
        look.chart(svg, clock_chart.caption(clock))


def underlined(exhibit: Exhibit, overlay: Overlay, sighting: Sighting, overlays: Overlays) -> None:
    """The picture in which a text was read, with a line under it."""
    data = _picture(str(exhibit.path), exhibit.size, overlay, sighting)
    if not data:
        look.put('<p class="quiet">The picture at {} can’t be shown.</p>', places.clock(sighting.seconds))
        return
    look.put("{}", look.underlined(data, overlay.box, (overlays.width, overlays.height), f"Picture at {sighting.seconds:.2f} s"))


@st.cache_data(max_entries=60, show_spinner=False, hash_funcs={Overlay: repr, Sighting: repr})
def _picture(path: str, size: int, overlay: Overlay, sighting: Sighting) -> bytes:
    from pathlib import Path

    try:
        return still(Path(path), overlay.place(sighting), longest=960)
    except MediaError:
        return b""


def _texts(overlays: Overlays) -> None:
    """Every text that stays in place, with the stretch over which it was read."""
    texts = [overlay for overlay in overlays.overlays if overlay.sightings]
    if not texts:
        look.put('<p class="quiet">No text was found that stays in place.</p>')
        return
    with st.expander(f"{len(texts)} texts that stay in the picture, as a machine read them"):
        lines = [
            look.make(
                "<tr><td>{}</td><td>{} to {}</td><td>{}</td><td>{:.0f} %</td></tr>",
                each.shot + 1,
                places.clock(each.sightings[0].seconds),
                places.clock(each.sightings[-1].seconds),
                each.best.text,
                100 * each.best.score,
            )
            for each in texts[:MOST_TEXTS]
        ]
        look.put(
            "<table><thead><tr><th>Shot</th><th>From, to</th><th>Text</th><th>Reader’s score</th></tr></thead>{}</table>",
            look.joined(lines),
        )
        if len(texts) > MOST_TEXTS:
            look.put('<p class="quiet">{} more.</p>', len(texts) - MOST_TEXTS)
    for problem in overlays.problems:
        look.put('<p class="quiet">{}</p>', problem)


def _stills(job: reading.Reading, sources: Sequence[Source]) -> None:
    assert job.shots is not None
    assert job.stills is not None
    of = {shot: source_words.name(source) for source in sources for shot in source.shots} if len(sources) > 1 else {}
    every = [shot for shot in job.shots.shots if shot.keyframe]
    shots = every if st.session_state.get("all stills") else every[:MOST_FRAMES]
    columns = st.columns(3)
    for index, shot in enumerate(shots):
        path = job.stills / shot.keyframe
        with columns[index % 3]:
            if path.is_file():
                st.image(str(path), width="stretch", alt=f"Shot {index + 1}")
            look.put(
                '<div class="kicker">Shot {}{}: {} to {}, picture at {}</div>',
                shot.index + 1,
                f", {of[shot.index]}" if shot.index in of else "",
                *(places.clock(s) for s in (shot.start_s, shot.end_s, shot.keyframe_s)),
            )
    if len(every) > len(shots):
        st.button(f"Show all {len(every)} stills", on_click=lambda: st.session_state.update({"all stills": True}))
