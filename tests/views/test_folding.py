"""Long runs of facts of one kind are one line; nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.place import Aside, Bytes
from analysis.testimony import Observation
from analysis.views import places
from analysis.views.folding import MOST, folds
from analysis.views.pdf import pdf
from analysis.views.report import report
from analysis.weighing.weigh import weigh
from tests.views.scenes import claim, heard, posting
from tests.views.test_pdf import text


def texts(count: int) -> list[Observation]:
    return [Observation(f"text in the picture of shot {n + 1}", f"REC {n:03d}", Bytes(n, 1), means="A text.") for n in range(count)]


def header(tag: str) -> Observation:
    return Observation(tag, "0", Bytes(0, 4), means="The field holds no date.", status="not set")


def test_a_long_run_is_folded_and_a_short_one_is_not() -> None:
    found = folds([header("moov/mvhd"), *texts(25), header("ftyp")])
    assert [len(fold.facts) for fold in found] == [1, 25, 1]
    assert found[1].name == "text in the picture of shot 1 to 25"
    assert found[1].values == "REC 000, REC 001, REC 002, REC 003, REC 004, REC 005, REC 006, REC 007 and 17 more"
    assert not any(fold.folded for fold in folds(texts(MOST)))


def test_facts_of_another_meaning_or_field_are_not_folded_together() -> None:
    mixed = [replace(fact, means=f"Meaning {index % 2}") for index, fact in enumerate(texts(20))]
    assert len(folds(mixed)) == 20
    assert [fact for fold in folds(mixed) for fact in fold.facts] == mixed


@pytest.mark.parametrize("tag", ["a ²³ {}", "9" * 5000 + " {}", "{}" + "1" * 12, ""])
def test_names_with_strange_numbers_are_folded_without_a_fault(tag: str) -> None:
    found = folds([Observation(tag.format(n), "x", Aside("the pictures")) for n in range(9)])
    assert sum(len(fold.facts) for fold in found) == 9
    assert all(isinstance(fold.name, str) for fold in found)


def test_report_and_pdf_hold_one_line_for_a_long_run() -> None:
    verdict = weigh(replace(heard(posting()), observations=(*texts(40), header("moov/mvhd"))), claim())
    page = report(verdict)
    assert page.count("text in the picture of shot") == 1
    assert "40 of this kind: REC 000" in page
    assert "the JSON export holds each value" in page
    assert "40 of this kind" in text(pdf(verdict))


def test_an_entry_of_the_case_is_named_as_people_count() -> None:
    assert places.place(Aside("posts[0].at: 2024-09-19")) == "post 1, its date as typed: 2024-09-19"
    assert places.place(Aside("posts[11].url: https://x.com/a")) == "post 12, its address: https://x.com/a"
    assert places.place(Aside("circumstances[2]: not before 2024")) == "what is known from elsewhere, entry 3: not before 2024"
    assert places.place(Aside("file system: mtime")) == "file system: mtime"
