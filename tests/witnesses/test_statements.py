"""Statements as a series: the worked example, two Leopards on Wednesday, one tank without a model on Thursday."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analysis.case import Case, Statement
from analysis.casefile import CaseFile
from analysis.place import Words
from analysis.testimony import Observation, Testimony, Unasked
from analysis.when import Span
from analysis.witnesses import statements

NOW = datetime(2024, 10, 1, tzinfo=UTC)
HEAD = 'zone = "Europe/Moscow"\nsubject = ["Leopard", "Леопард"]\npossible = ["tank", "танк"]\n'
ENTRY = '[[statements]]\nid = "{}"\nsource = "Ministry"\nreleased = "2024-09-{} 14:00"\ncovers = "24h"\n{}\n'


def said(*rows: tuple[str, int, str], head: str = HEAD) -> list[Testimony | Observation]:
    return list(statements.testify(CaseFile(head + "".join(ENTRY.format(*row) for row in rows)).case(NOW)))


def test_the_worked_examples_bulletins() -> None:
    pieces = said(
        ("wed", 18, 'text = "Over the past day: two Leopards, four CV-90."'),
        ("thu", 19, 'text = "Уничтожены один танк и две БМП."'),
        ("fri", 20, 'text = "Five armoured vehicles."'),
    )
    assert all(isinstance(piece, Testimony) for piece in pieces)
    wednesday, thursday, friday = (piece for piece in pieces if isinstance(piece, Testimony))
    assert [piece.mention for piece in (wednesday, thursday, friday)] == ["named", "unnamed", "silent"]
    assert {(piece.bearing, piece.clock) for piece in (wednesday, thursday, friday)} == {("series", "Ministry")}
    assert wednesday.span == Span(datetime(2024, 9, 17, 11, tzinfo=UTC), datetime(2024, 9, 18, 11, tzinfo=UTC))
    assert wednesday.key == "wed"
    assert wednesday.place == Words("wed", 23, 31)
    assert wednesday.saw == "Ministry says “Leopards”, 2 of them."
    assert thursday.saw == "Ministry says “танк”, 1 of them, without naming the subject."
    assert friday.saw == "Ministry does not name the subject."
    assert friday.place == Words("fri", 0, len("Five armoured vehicles."))


def test_what_does_not_count_is_said_with_its_reason() -> None:
    (piece,) = said(("wed", 18, 'text = "No Leopards were hit. Germany could send Leopards. Last week a Leopard was hit."'))
    assert isinstance(piece, Testimony)
    assert piece.mention == "silent"
    assert piece.saw.endswith(
        "Not counted: “Leopards”, 0 of them (denied), “Leopards” (supposed), “Leopard”, 1 of them (of an earlier time)."
    )


def test_the_users_decision_stands_above_the_text() -> None:
    (piece,) = said(("wed", 18, 'text = "two Leopards"\nmentions = "silent"'))
    assert isinstance(piece, Testimony)
    assert piece.mention == "silent"
    assert piece.place == Words("wed", 0, len("two Leopards"))
    assert "your own decision" in piece.saw
    (piece,) = said(("wed", 18, 'mentions = "named"'), head="")
    assert isinstance(piece, Testimony)
    assert piece.mention == "named"


def test_an_excerpt_can_not_be_silent() -> None:
    (silent,) = said(("wed", 18, 'text = "Five vehicles."\nexcerpt = true'))
    assert isinstance(silent, Observation)
    assert "not logged" in silent.means
    (named,) = said(("wed", 18, 'text = "Two Leopards."\nexcerpt = true'))
    assert isinstance(named, Testimony)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (Statement("a", text="Two Leopards."), "period"),
        (Statement("a", coverage=Span(None, NOW), text="Two Leopards."), "period"),
        (Statement("a", coverage=Span.at(NOW)), "neither a text nor a decision"),
    ],
)
def test_a_statement_that_can_not_count_is_an_observation(statement: Statement, why: str) -> None:
    (piece,) = statements.testify(Case(subject=("Leopard",), statements=(statement,)))
    assert isinstance(piece, Observation)
    assert why in piece.means


def test_not_asked() -> None:
    with pytest.raises(Unasked, match="No statement"):
        list(statements.testify(Case()))
    with pytest.raises(Unasked, match="No subject"):
        said(("wed", 18, 'text = "x"'), head="")
