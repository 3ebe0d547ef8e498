"""Documentation held against the code: evidence pages are what the docstrings give, the numbers of docs/verdict.md what the code gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from analysis.case import Series
from analysis.casefile import load, schema
from analysis.hearing import Hearing, hear
from analysis.views.record import check_record
from analysis.weighing.series import NAMED, NOT_LOGGED, SILENT, Background, levels
from analysis.weighing.verdict import Shares
from analysis.weighing.weigh import weigh
from docs import case_file_page, evidence_pages

ROOT = Path(__file__).resolve().parents[1]
RECORDS = (ROOT / "docs" / "records.md").read_text("utf-8")
VERDICT = (ROOT / "docs" / "verdict.md").read_text("utf-8")
POSTED, OPERATION = "posts/posts[0]", "circumstances/circumstances[0]"
WEDNESDAY, THURSDAY = "statements/wednesday", "statements/thursday"


def test_the_pages_of_evidence_are_current() -> None:
    kept = {path.name: path.read_text("utf-8") for path in evidence_pages.FOLDER.glob("*.md")}
    assert kept == evidence_pages.pages(), "run python -m docs.evidence_pages"


@pytest.mark.parametrize("name", sorted(set(evidence_pages.pages()) - {evidence_pages.INDEX}))
def test_every_page_of_evidence_has_its_four_parts(name: str) -> None:
    page = evidence_pages.pages()[name]
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == ["Reads", "Says", "Fooled by", "Sources"]
    assert not re.search(r"\|\s*\|$", next(line for line in evidence_pages.pages()["README.md"].splitlines() if f"({name})" in line))


def test_the_page_of_the_case_file_is_current() -> None:
    assert case_file_page.PAGE.read_text("utf-8") == case_file_page.page(), "run python -m docs.case_file_page"


def test_every_table_of_a_case_file_is_on_its_page() -> None:
    told = {table for _, table, _ in case_file_page.TABLES}
    assert told == set(schema.Table.__subclasses__())
    assert all(field.description for table in told for field in table.model_fields.values())


EMPTY = ("silent", "shots", "sources", "by_shot", "by_part", "done", "contradictions")
"""Parts of a record that are empty for this sample and these witnesses."""


def test_the_page_of_records_names_what_a_check_prints(hearing: Hearing) -> None:
    """In both directions: nothing is printed that the page does not name, and nothing is named that is not printed."""
    section = RECORDS.split("## check")[1].split("## The others")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = {name.replace("[]", "") for row in rows for name in re.findall(r"`([^`]+)`", row)}
    printed = set(_names(check_record(weigh(hearing)), "", depth=2))
    parents = {name.rpartition(".")[0] for name in printed | named} - {""}
    assert {name for name in printed if name.split(".")[0] not in EMPTY} - parents - named == set()
    assert {name for name in named if name.split(".")[0] not in EMPTY} - printed == set()


def _names(record: object, above: str, depth: int) -> Iterator[str]:
    """The names in a record, with those above them, `depth` levels deep; lists are looked through."""
    if isinstance(record, list):
        for each in record:
            yield from _names(each, above, depth)
    elif isinstance(record, dict) and depth:
        for name, value in record.items():
            path = f"{above}.{name}" if above else name
            yield path
            yield from _names(value, path, depth - 1)


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    """The sample as it was on 1 October 2024."""
    received = datetime(2024, 10, 1, tzinfo=UTC)
    case = load(ROOT / "samples" / "leopard-kursk" / "article.toml", received)
    return hear(case, only=("circumstances", "posts", "statements"), now=received)


def of(*ids: str, **settings: object) -> Callable[[Hearing], Shares | None]:
    def weighed(hearing: Hearing) -> Shares | None:
        heard = replace(hearing, testimony=tuple(piece for piece in hearing.testimony if piece.id in ids)) if ids else hearing
        return weigh(heard, **settings).shares  # type: ignore[arg-type]

    return weighed


ROWS: dict[str, Callable[[Hearing], Shares | None]] = {
    "it was posted on Thursday": of(POSTED),
    "and the operation began on 6 August": of(POSTED, OPERATION),
    "and Wednesday's statement names a Leopard": of(POSTED, OPERATION, WEDNESDAY),
    "and Thursday's statement is silent": of(POSTED, OPERATION, WEDNESDAY, THURSDAY),
    "the start of the operation": of(leave_out=[OPERATION]),
    "Wednesday's statement": of(leave_out=[WEDNESDAY]),
    "Thursday's statement": of(leave_out=[THURSDAY]),
    "the posting": lambda hearing: weigh(hearing).weights[POSTED].without,
    "the channel posts live": of(habit="live"),
    "its habit is unknown": of(habit="unknown"),
    "it reports half of such events, q = 0.5": of(series=Series(completeness=0.5)),
    "three in ten of its reports come late, l = 0.3": of(series=Series(lateness=0.3)),
    "half of its reports do not name the model, v = 0.5": of(series=Series(vagueness=0.5)),
}
WRITTEN = {
    cells[0]: tuple(float(cell) for cell in cells[1:])
    for line in VERDICT.splitlines()
    if (cells := [cell.strip() for cell in line.strip("|").split("|")]) and len(cells) == 5 and re.fullmatch(r"0\.\d{4}", cells[1])
}


def test_every_row_of_shares_is_checked() -> None:
    assert set(WRITTEN) == set(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_the_numbers_on_the_page_are_those_of_the_code(row: str, hearing: Hearing) -> None:
    shares = ROWS[row](hearing)
    assert shares is not None
    computed = (shares.before, shares.within, shares.after, shares.until_release)
    assert tuple(round(number, 4) for number in computed) == WRITTEN[row]


def test_the_weights_of_hours_are_those_of_the_code() -> None:
    told = dict(re.findall(r"^\| ([^|]+?) \| [^|]+ \| (\d\.\d{4}) \|$", VERDICT, re.MULTILINE))
    background, series = Background.of(2, 1, 0), Series()
    own, late = np.array([NAMED, NOT_LOGGED, SILENT, NOT_LOGGED]), np.array([SILENT, NAMED, NOT_LOGGED, NOT_LOGGED])
    computed = [background.named, series.vagueness, background.rho(series.vagueness)[NAMED], series.completeness, series.lateness]
    assert [float(value) for value in told.values()] == pytest.approx([*computed, *levels(own, late, background, series)], abs=5e-5)
    assert len(told) == 9
