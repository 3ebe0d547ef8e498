"""The report: one file, no network, no script, everything escaped, and everything that a reader needs to check it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.case import Post, Problem
from analysis.media.shots import Shot, Shots
from analysis.place import Bytes
from analysis.testimony import Observation, Silence
from analysis.views import places
from analysis.views.report import by_weight, report
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from tests.views.scenes import SCENES, at, bulletin, claim, heard, operation, posting, worked_example

HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>{{ 7*7 }}"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.seen


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_no_report_loads_anything(scene: Callable[[], Verdict]) -> None:
    page = report(scene())
    for tag, attributes in tags(page):
        assert tag not in {"script", "iframe", "link", "object", "embed", "form", "base"}
        assert not any(name.startswith("on") for name in attributes)
        if tag == "img":
            assert (attributes["src"] or "").startswith("data:image/jpeg;base64,")
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)
    assert "default-src 'none'" in page


def hostile() -> Verdict:
    piece = replace(bulletin(18, "named"), saw=HOSTILE, raw=HOSTILE, means=HOSTILE, fooled_by=(HOSTILE,), clock=HOSTILE)
    fact = Observation(HOSTILE, HOSTILE, Bytes(0, 4, HOSTILE), means=HOSTILE)
    hearing = heard(
        posting(), piece, silences=(Silence("file_name", "broke down", HOSTILE),), title=HOSTILE, problems=(Problem(HOSTILE, HOSTILE),),
        posts=(Post("posts[0]", "javascript:alert(1)"), Post("posts[1]", "https://example.org/a?b=1&c=2")), subject=(HOSTILE,),
    )  # fmt: skip
    return weigh(replace(hearing, observations=(fact,)), replace(claim(), text=HOSTILE))


def test_text_from_strangers_stays_text() -> None:
    page = report(hostile())
    assert "<script" not in page
    assert not any(tag == "img" for tag, _ in tags(page))
    assert "49" not in re.findall(r"onerror=alert\(1\)&gt;(\w*)", page)
    links = [attributes for tag, attributes in tags(page) if tag == "a"]
    assert [link["href"] for link in links] == ["https://example.org/a?b=1&c=2"]
    assert "noreferrer" in (links[0]["rel"] or "")


def test_a_reader_can_check_everything() -> None:
    page = report(worked_example())
    for needed in (
        "Very likely recorded before the release of Wednesday’s statement", "92 % (14 to 92 %)", "characters 0 to 10 of “s19”", "0" * 64,
        "Moscow time", "What to check next", "completeness 0.9", "numpy", "2024-09-18T11:00:00Z", "the text of s18",
    ):  # fmt: skip
        assert needed in page, needed


def test_pictures_are_inside(tmp_path: Path) -> None:
    (tmp_path / "shot-000.jpg").write_bytes(b"\xff\xd8\xff\xd9")
    base = Shot(0, 0.0, 2.0, 1.0, "shot-000.jpg", 30, Fraction(1, 30))
    page = report(worked_example(), Shots(4.0, (base, replace(base, index=1, keyframe="missing.jpg"))), tmp_path)
    assert [attributes["src"] for tag, attributes in tags(page) if tag == "img"] == ["data:image/jpeg;base64,/9j/2Q=="]


def test_silences_and_contradictions_are_told() -> None:
    page = report(weigh(heard(operation(), posting(), silences=(Silence("movie_header", "unavailable", "no library"),)), claim()))
    assert "Movie header: could not be asked here. No library." in page
    contradicted = SCENES["contradicted"]()
    assert "Both cannot hold." in report(contradicted)


def test_only_web_addresses_are_links() -> None:
    assert places.link("https://t.me/a/1") == "https://t.me/a/1"
    for bad in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "//x.org", "https://x.org/\nb", "http://[1"):
        assert places.link(bad) == ""


def test_places_and_sizes_in_words() -> None:
    assert places.place(Bytes(40, 4, "moov/mvhd")) == "bytes 40 to 43 of the video, moov/mvhd"
    assert places.place(Bytes(1_234_567, 1)) == "bytes 1\u202f234\u202f567 to 1\u202f234\u202f567 of the video"
    assert places.size(999) == "999 bytes"
    assert places.size(1_400_000) == "1.4 MB"
    assert places.clock(3723.04) == "1:02:03.0"
    assert at(18).isoformat() == "2024-09-18T00:00:00+03:00"


def test_many_pieces_that_move_nothing_are_a_line_each() -> None:
    """A dozen pieces have a card each; of sixty, those without which the figure is the same are a table, and none is lost."""
    many = [replace(operation(), key=f"c{n}", id=f"circumstances/c{n}", clock=f"c{n}", saw=f"what was typed {n}") for n in range(30)]
    verdict = weigh(heard(*many, posting(), bulletin(18, "named"), bulletin(19, "silent")), claim())
    heavy, slight = by_weight(verdict)
    assert len(heavy) + len(slight) == 33
    assert {piece.id for piece in heavy} >= {"posts/posts[0]", "statements/s18", "statements/s19"}
    assert verdict.shares is not None
    for piece in slight[:5]:
        then = weigh(verdict.hearing, verdict.claim, leave_out=[piece.id]).shares
        assert then is not None
        assert then.until_release == pytest.approx(verdict.shares.until_release, abs=0.002)
    page = report(verdict)
    assert page.count('<section class="card') == len(heavy)
    assert f"{len(slight)} more that move nothing" in page
    assert all(f"what was typed {n}" in page for n in range(30))
    assert by_weight(worked_example())[1] == []
