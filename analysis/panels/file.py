"""The file: its hash, its writers, its facts."""

from __future__ import annotations

from analysis.panels import look
from analysis.panels.custody import custody
from analysis.panels.desk import Desk
from analysis.panels.facts import facts
from analysis.views import places
from analysis.views.naming import Names
from analysis.weighing.verdict import Verdict
from analysis.when import iso


def file(desk: Desk, verdict: Verdict) -> None:
    """What is in the file, as found."""
    case = verdict.hearing.case
    if case.exhibit is None:
        look.put('<p class="quiet">No video yet.</p>')
        custody(desk)
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
                ("Received", f"{wall.moment(exhibit.received)} {wall.name} ({iso(exhibit.received.replace(microsecond=0))})"),
                ("Written by", "; ".join(f"{w.name} {w.version} ({w.role})".replace("  ", " ") for w in verdict.hearing.writers)),
            ]
        ),
    )
    for problem in listing.problems:
        look.put('<div class="trouble">{}</div>', problem)
    with look.part("Facts"):
        facts(desk, verdict)
    with look.part("Custody log"):
        custody(desk)
