"""The timeline of every kind of verdict: it is well-formed, escaped, complete, and its labels keep apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from analysis.casefile import CaseFile
from analysis.hearing import hear
from analysis.testimony import Testimony
from analysis.views import words
from analysis.views.stretch import presets
from analysis.views.timeline import draw
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from analysis.when import Span
from tests.views.scenes import SCENES, at, bulletin, claim, given, heard, operation, posting, worked_example

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>\"'<img src=x onerror=1>"


def picture(verdict: Verdict, view: Span, **options: object) -> ElementTree.Element:
    return ElementTree.fromstring(draw(verdict, view, **options))  # type: ignore[arg-type]


def ids(svg: ElementTree.Element) -> set[str]:
    return {group.get("data-id", "") for group in svg.iter(f"{SVG}g")} - {""}


def written(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


@pytest.mark.parametrize("width", [700, 1000, 1440])
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_every_verdict_draws_at_every_preset(scene: Callable[[], Verdict], width: int) -> None:
    verdict = scene()
    for name, view in presets(verdict).items():
        svg = picture(verdict, view, width=width, clickable=True)
        assert "nan" not in ElementTree.tostring(svg, encoding="unicode"), name
        for element in svg.iter():
            for key in ("x", "x1", "x2"):
                place = element.get(key)
                assert place is None or -1 <= float(place) <= width + 1 or element.tag == f"{SVG}line", (name, place)


def test_all_evidence_stands_in_the_picture_of_all() -> None:
    verdict = worked_example()
    svg = picture(verdict, presets(verdict)["all"])
    assert ids(svg) == {piece.id for piece in verdict.hearing.testimony}


def test_statements_are_told_apart_without_colour() -> None:
    verdict = weigh(heard(posting(Span(at(20), at(21))), bulletin(18, "named"), bulletin(19, "unnamed"), bulletin(20, "silent")), claim())
    svg = picture(verdict, presets(verdict)["week"])
    shapes = {}
    for group in svg.iter(f"{SVG}g"):
        if group.get("data-id", "").startswith("statements"):
            shapes[group.get("data-id")] = [rect.get("class") for rect in group.iter(f"{SVG}rect")]
    assert shapes == {"statements/s18": ["full"], "statements/s19": ["hollow", "full"], "statements/s20": ["hollow"]}
    assert {"named", "unnamed", "silent"} <= set(written(svg))


def test_shares_stand_beside_their_regions() -> None:
    # Row 1 of the worked example: 0.4675, 0.4529, 0.0796.
    verdict = worked_example()
    said = written(picture(verdict, presets(verdict)["week"]))
    assert {"before 47 %", "within 45 %", "after 8 %"} <= set(said)


def test_what_is_out_of_view_is_named_at_the_edge() -> None:
    verdict = worked_example()
    said = written(picture(verdict, presets(verdict)["week"]))
    assert "◂ Recorded not before 6 August" in said


def test_pointing_at_a_mark_gives_utc() -> None:
    verdict = worked_example()
    svg = picture(verdict, presets(verdict)["week"])
    titles = [title.text or "" for title in svg.iter(f"{SVG}title")]
    assert any("UTC: 2024-09-17T11:00:00Z to 2024-09-18T11:00:00Z" in title for title in titles)  # 14:00 in Moscow is 11:00 UTC


def test_text_from_strangers_is_escaped() -> None:
    piece = replace(bulletin(18, "named"), clock=HOSTILE, id=f"statements/{HOSTILE}", key=HOSTILE)
    verdict = weigh(heard(posting(), piece), claim())
    drawn = draw(verdict, presets(verdict)["week"], clickable=True)
    assert "<script" not in drawn
    assert "<img" not in drawn
    ElementTree.fromstring(drawn)


def test_labels_of_many_pieces_keep_apart() -> None:
    pieces: list[Testimony] = [
        given("movie_header", f"k{n}", "recorded", "not_before", Span(at(1) + timedelta(hours=7 * n), None), "limited", f"c{n}")
        for n in range(9)
    ]
    verdict = weigh(heard(posting(), operation(), *pieces), claim())
    svg = picture(verdict, presets(verdict)["all"])
    lanes: dict[str, list[tuple[float, float]]] = {}
    for group in svg.iter(f"{SVG}g"):
        if group.get("data-id", "").startswith("movie_header"):
            for text in group.iter(f"{SVG}text"):
                x, size = float(text.get("x", "0")), 6.6 * len(text.text or "")
                low = x - size if text.get("text-anchor") == "end" else x
                lanes.setdefault(text.get("y", ""), []).append((low, low + size))
    for spans in lanes.values():
        spans.sort()
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert len(lanes) <= 5
    assert any(re.fullmatch(r"and \d more", text) for text in written(svg)) == (sum(len(s) for s in lanes.values()) < 9)


def test_five_thousand_statements_stay_a_picture() -> None:
    pieces = []
    for n in range(5000):
        end = at(18, 14) - timedelta(hours=n)
        pieces.append(replace(bulletin(18, "silent"), spans=(Span(end - timedelta(hours=1), end),), key=f"s{n}", id=f"statements/s{n}"))
    verdict = weigh(heard(posting(), *pieces), claim())
    assert len(draw(verdict, presets(verdict)["all"])) < 1_500_000


def test_a_piece_that_was_left_out_is_faint() -> None:
    verdict = worked_example(leave_out=("statements/s19",))
    svg = picture(verdict, presets(verdict)["week"])
    group = next(g for g in svg.iter(f"{SVG}g") if g.get("data-id") == "statements/s19")
    assert group.get("class") == "mark uncounted"


def test_a_week_says_its_year() -> None:
    verdict = worked_example()
    view = Span(datetime(2024, 9, 14, 11, tzinfo=UTC), datetime(2024, 9, 21, 11, tzinfo=UTC))
    picture = draw(verdict, view)
    assert "Moscow time, 2024" in picture
    assert "to 21 September 2024, 14:00" in picture


@pytest.mark.parametrize(
    ("zone", "event", "time", "end"),
    [  # as the user wrote them; of a zone that is not known none is named, and a day has no hour
        (
            "",
            "2024-09-18 10:00/2024-09-18 14:00",
            "18 September, 10:00 to 14:00 (zone not known)",
            "ends Wed 18 Sep, 14:00, zone not known",
        ),
        ("", "2024-09-18", "18 September (zone not known)", "ends by the end of Wed 18 Sep, zone not known"),
        ('zone = "Asia/Gaza"', "2024-09-18", "18 September", "ends by the end of Wed 18 Sep"),
        ('zone = "Asia/Gaza"', "2024-09-18 10:00/2024-09-18 14:00", "18 September, 10:00 to 14:00 Gaza time", "ends Wed 18 Sep, 14:00"),
    ],
)
def test_a_claim_is_written_as_it_was_typed(zone: str, event: str, time: str, end: str) -> None:
    book = CaseFile(f'{zone}\n[claim]\nevent = "{event}"\n[[posts]]\nat = "2024-09-20"\n')
    verdict = weigh(hear(book.case(), only=("posts",)))
    texts = written(picture(verdict, presets(verdict)["week"]))
    assert any(end in text for text in texts), texts
    assert ("the case has no zone" in texts) == (not zone)
    assert words.headline(verdict).endswith(time)
    unknown = "" if zone else " and zone"
    assert f"Posted on 20 September, hour{unknown} unknown" in texts
