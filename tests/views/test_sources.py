"""The sources of a compilation in words: what is said of each, and which of them no evidence speaks of alone."""

from __future__ import annotations

from dataclasses import replace

from analysis.footage.sources import Source
from analysis.views import words
from analysis.views.report import report
from analysis.views.sources import spoken
from tests.views.scenes import worked_example


def test_sources_that_nothing_speaks_of_alone_are_named() -> None:
    verdict = replace(worked_example(), shots=(0,))
    sources = [Source(0, (0, 3)), Source(1, (1,)), Source(2, (2,))]
    first, rest = spoken([verdict], sources)
    assert first.startswith(f"Source 1 (shot 1; no evidence speaks of its other 1): {words.headline(verdict)}")
    assert rest == "Sources 2 and 3: no evidence speaks of them alone; the answer for the whole stands."
    assert spoken([verdict], sources[:2])[1].startswith("Source 2: no evidence speaks of it alone")
    assert spoken([], sources) == []  # of sources alone, nothing is answered
    many = [Source(at, (at,)) for at in range(12)]
    assert spoken([verdict], many)[1].startswith("Sources 2, 3, 4, 5, 6, 7, 8, 9 and 3 more: ")


def test_the_report_says_what_is_told_of_single_shots() -> None:
    whole = worked_example()
    assert "<li>Shot 3: " in report(whole, of_parts=[replace(whole, shots=(2,))])
    assert "<li>Shot 3: " not in report(whole)
