"""What hypothesis draws for the weighing: testimony, logs and postings on a coarse grid of hours, so that ends meet and tie often."""

from __future__ import annotations

from hypothesis import strategies as st

from analysis.case import HABITS, Series
from analysis.testimony import RELIABILITY, STAGES, Testimony
from tests.weighing.told import bulletin, claim, hours, posting, said

HOURS = st.integers(-240, 60).map(float)
WIDTHS = st.one_of(st.integers(1, 96).map(float), st.just(24.0), st.just(1 / 60))
STRENGTHS = st.sampled_from(list(RELIABILITY))
SOFT = st.sampled_from([name for name, r in RELIABILITY.items() if r < 1])
MENTIONS = st.sampled_from(["named", "unnamed", "silent"])
habits = st.sampled_from(HABITS)
series = st.builds(
    Series,
    completeness=st.sampled_from([0.0, 0.5, 0.9, 1.0]),
    lateness=st.sampled_from([0.0, 0.1, 1.0]),
    vagueness=st.sampled_from([0.0, 0.2, 1.0]),
)


@st.composite
def pieces(draw: st.DrawFn, key: str, strengths: st.SearchStrategy[str] = STRENGTHS) -> Testimony:
    """Anything but a statement or a posting."""
    bearing = draw(st.sampled_from(["during", "not_before", "not_after", "recurring"]))
    start, width = draw(HOURS), draw(WIDTHS)
    spans = [hours(start, start + width)]
    if bearing == "recurring":
        spans += [
            hours(start + day, start + day + draw(WIDTHS)) for day in draw(st.lists(st.sampled_from([24.0, 48.0, -24.0]), max_size=3))
        ]
    elif bearing == "not_before":
        spans = [hours(start, None)]
    elif bearing == "not_after":
        spans = [hours(None, start)]
    stage = draw(st.sampled_from(["recorded", "recorded", "recorded", *STAGES]))
    clock = draw(st.sampled_from(["", "", "camera", "satellite"]))
    return said(bearing, *spans, key=key, strength=draw(strengths), clock=clock, stage=stage)


@st.composite
def logs(draw: st.DrawFn, most: int = 6, source: str = "ministry") -> list[Testimony]:
    """Statements of one source: windows of any width, overlapping, nested, twice the same, with holes."""
    found = []
    for i in range(draw(st.integers(0, most))):
        start, width = draw(HOURS), draw(WIDTHS)
        found.append(bulletin(hours(start, start + width), draw(MENTIONS), f"{source}{i}", source))
    return found


@st.composite
def postings(draw: st.DrawFn, most: int = 2) -> list[Testimony]:
    found = []
    for i in range(draw(st.integers(0, most))):
        start, width = draw(HOURS), draw(st.sampled_from([1 / 60, 24.0, 5.0]))
        found.append(posting(hours(start, start + width), f"post{i}", draw(STRENGTHS)))
    return found


@st.composite
def everything(draw: st.DrawFn, strengths: st.SearchStrategy[str] = STRENGTHS, most_pieces: int = 5) -> list[Testimony]:
    several = [draw(pieces(f"piece{i}", strengths)) for i in range(draw(st.integers(0, most_pieces)))]
    return [*several, *draw(logs()), *draw(logs(most=3, source="agency")), *draw(postings())]


claims = st.builds(
    lambda start, width, late: claim(start, start + width, start + width + late), HOURS, WIDTHS, st.sampled_from([0.0, 0.0, 5.0, -3.0])
)
