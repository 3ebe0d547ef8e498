"""The file: its hash and its writers; and the frames."""

from __future__ import annotations

import streamlit as st

from analysis.panels import look, reading
from analysis.panels.desk import Desk
from analysis.panels.facts import facts
from analysis.views import places
from analysis.views.naming import Names
from analysis.weighing.verdict import Verdict
from analysis.when import iso

MOST_FRAMES = 120


def file(desk: Desk, verdict: Verdict) -> None:
    """What is in the file, as found."""
    case = verdict.hearing.case
    if case.exhibit is None:
        look.put('<p class="quiet">No video yet.</p>')
        return
    exhibit, wall = case.exhibit, Names(verdict).wall
    sha = exhibit.__dict__.get("sha256", "being computed")
    listing = exhibit.listing
    look.put(
        "{}",
        look.rows(
            [
                ("Name", exhibit.path.name),
                ("Path", str(exhibit.path)),
                ("Size", f"{places.size(exhibit.size)} ({exhibit.size} bytes)"),
                ("SHA-256", look.make('<span class="mono">{}</span>', sha)),
                ("Container", listing.container),
                ("Received", f"{wall.moment(exhibit.received)} {wall.name} ({iso(exhibit.received)})"),
                ("Written by", "; ".join(f"{w.name} {w.version} ({w.role})".replace("  ", " ") for w in verdict.hearing.writers)),
            ]
        ),
    )
    for problem in listing.problems:
        look.put('<div class="trouble">{}</div>', problem)
    facts(desk, verdict)


def frames(desk: Desk, verdict: Verdict) -> None:
    """One picture a shot."""
    exhibit = verdict.hearing.case.exhibit
    if exhibit is None:
        look.put('<p class="quiet">No video yet.</p>')
        return
    job = reading.reading(exhibit)
    if job is None or job.shots is None or job.stills is None:
        look.put('<p class="quiet">The video is being read; its shots appear here.</p>')
        return
    shots = [shot for shot in job.shots.shots if shot.keyframe][:MOST_FRAMES]
    look.put('<p class="quiet">{} shots; {} pictures or packets could not be decoded.</p>', len(job.shots.shots), job.shots.decode_failures)
    for problem in job.shots.problems:
        look.put('<div class="trouble">{}</div>', problem)
    columns = st.columns(3)
    for index, shot in enumerate(shots):
        path = job.stills / shot.keyframe
        with columns[index % 3]:
            if path.is_file():
                st.image(str(path), width="stretch", alt=f"Shot {index + 1}")
            look.put(
                '<div class="kicker">{} to {}, picture at {}</div>', *(places.clock(s) for s in (shot.start_s, shot.end_s, shot.keyframe_s))
            )
