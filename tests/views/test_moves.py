"""What moves the answer, in words and bars: every row says what leaving it out gives, and nothing from a file becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from analysis.views import moves, still, sweep_chart, tokens
from analysis.weighing.sensitivity import sweeps
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from tests.views.scenes import SCENES, bulletin, claim, heard, operation, posting, undetermined, within, worked_example


def test_the_worked_example_hangs_on_wednesday_and_on_the_posting() -> None:
    """Row 4 of the reasoning's table: without Wednesday's statement "before" has 0.65."""
    found = moves.hinges(worked_example())
    assert [move.id for move in found] == ["statements/s18", "posts/posts[0]"]
    assert moves.would_turn(found[0]) == "Without “Wednesday’s statement names a Leopard” it would be before, 65 %."
    assert found[1].kind == "left out; the time of receipt stands in"
    assert moves.nothing_turns(worked_example()) == ""


def test_a_row_says_what_the_weighing_without_it_says() -> None:
    verdict = worked_example()
    rows = {move.id: move for move in moves.moves(verdict) if move.id}
    assert "statements/s19" in rows
    for id_, move in rows.items():
        then = weigh(verdict.hearing, verdict.claim, leave_out=[id_]).shares
        assert then is not None
        [end] = move.ends
        assert end.chance == pytest.approx(then.until_release, abs=1e-9)
        assert end.turned == (then.answer != "before the release")


def test_what_turns_the_answer_comes_first_and_a_slight_move_is_left_out() -> None:
    found = moves.moves(worked_example())
    assert [move.turns for move in found] == sorted((move.turns for move in found), reverse=True)
    assert "circumstances/circumstances[0]" not in {move.id for move in found}  # 92 % with it and without it


def test_where_no_single_piece_turns_it_that_is_said_with_the_nearest() -> None:
    verdict = within()
    assert verdict.shares is not None
    copies = [replace(piece, key="other", id=f"{piece.id}-b", clock="other") for piece in verdict.hearing.testimony]
    verdict = weigh(replace(verdict.hearing, testimony=(*verdict.hearing.testimony, *copies)), verdict.claim)
    assert not verdict.rests_on
    said = moves.nothing_turns(verdict)
    assert said.startswith("No single piece of evidence, left out, would turn this answer")
    piece = moves.nearest(verdict)
    assert piece is not None
    assert verdict.shares is not None
    lowest = min(
        shares.chance(verdict.shares.answer)
        for each in verdict.hearing.testimony
        if (shares := weigh(verdict.hearing, verdict.claim, leave_out=[each.id]).shares) is not None
    )
    assert said.endswith(f"it stands at {100 * lowest:.0f} %.")


class Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_every_verdict_has_its_table_or_none(scene: Callable[[], Verdict]) -> None:
    verdict = scene()
    shown = moves.table(verdict)
    assert bool(shown) == bool(moves.moves(verdict))
    for place in re.findall(r"(?:left|width):(-?[\d.]+)%", shown):
        assert 0 <= float(place) <= 100
    for sweep in sweeps(verdict):
        assert verdict.shares is not None
        ElementTree.fromstring(still.picture(sweep_chart.draw(sweep, verdict.shares, "x"), tokens.DARK))


def test_words_from_strangers_stay_words() -> None:
    hostile = "<script>alert(1)</script>"
    piece = replace(bulletin(18, "named"), clock=hostile)
    shown = moves.table(
        weigh(heard(operation(), posting(), piece, replace(bulletin(19, "silent"), clock=hostile), subject=(hostile,)), claim())
    )
    parser = Rows()
    parser.feed(shown)
    assert "script" not in parser.tags
    assert "&lt;script&gt;" in shown


def test_a_chart_says_in_words_what_it_shows() -> None:
    verdict = worked_example()
    assert verdict.shares is not None
    told = {sweep.assumption: sweep_chart.told(sweep, verdict.shares) for sweep in sweeps(verdict)}
    assert told["completeness"].endswith("now 0.90; no value turns the answer: 69 to 94 %.")
    assert re.fullmatch(r"Lateness, the share .*: now 0\.10; turns the answer above 0\.4\d to “before”\.", told["lateness"])
    svg = sweep_chart.draw(sweeps(verdict)[1], verdict.shares, "x")
    assert 'class="release"' in svg  # where it turns
    assert 'fill="url(#x-before)"' in svg  # a pattern, and not a colour alone
    assert "“before”" in re.search('aria-label="([^"]*)"', svg)[1]  # type: ignore[index]


def test_of_an_undetermined_answer_the_likeliest_is_followed() -> None:
    verdict = undetermined()
    assert moves.figure_told(verdict).startswith("The chance that it was recorded ")
    assert moves.nothing_turns(verdict) == ""
