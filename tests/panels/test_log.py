"""The part "Add many" of the page, without a browser: paste, look, add with a click."""

from __future__ import annotations

import csv
import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from analysis.panels.desk import Desk
from analysis.panels.reading import _jobs

ROOT = Path(__file__).resolve().parents[2]
CASE = """title = "Mine"
zone = "Europe/Moscow"
subject = ["Leopard"]
possible = ["tank"]
[[posts]]
at = "2024-09-19"
"""
ARTICLE = (
    "On Wednesday, the ministry said it had destroyed two Leopards over the preceding 24 hours. The video was posted on Thursday. "
    "Thursday's statement does not name a Leopard. The operation began early last month."
)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """A new case in Moscow time that looks for a Leopard, with the tab of statements open."""
    monkeypatch.setenv("BEFORE_OR_AFTER_CASES", str(tmp_path / "cases"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    case = tmp_path / "case.toml"
    case.write_text(
        'title = "Mine"\nzone = "Europe/Moscow"\nsubject = ["Leopard"]\npossible = ["tank"]\n[[posts]]\nat = "2024-09-19"\n', "utf-8"
    )
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    next(field for field in app.text_input if field.label == "or the path of a case file").set_value(str(case))
    app.run()
    app.segmented_control(key="tab").set_value("Statements").run()
    yield app
    for job in list(_jobs().values()):
        job.stop.set()
        job.thread.join(60)


def text(app: AppTest) -> str:
    return html.unescape("\n".join(element.proto.body for element in app.get("html")))


def give(app: AppTest, *, paste: str = "", published: str = "", path: str = "", source: str = "Ministry") -> AppTest:
    for label, value in (
        ("Paste statements under their dates, copied messages, or one article", paste),
        ("Published", published),
        ("Source of all", source),
        ("or the path of a file or folder", path),
    ):
        next(field for field in [*app.text_area, *app.text_input] if field.label == label).set_value(value)
    next(button for button in app.button if button.label == "Read" and "log" in (button.key or "")).click()
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    button(app, label).click()
    return app.run()


def button(app: AppTest, label: str) -> Button:
    """The first such button of the log."""
    return next(each for each in app.button if each.label == label and str(each.key).startswith("log "))


def logged(app: AppTest) -> list[dict[str, object]]:
    desk: Desk = app.session_state["desk"]
    return list(desk.book.get("statements") or [])


def test_an_article_becomes_two_statements_and_an_answer(page: AppTest) -> None:
    page.session_state["desk"].edit(lambda book: book.remove("subject"))
    give(page, paste=ARTICLE, published="2024-09-20")
    assert text(page).count("no subject given") == 2  # it is asked for where it is missed
    next(field for field in page.text_input if field.label.startswith("What must a statement name")).set_value("Leopard").run()
    assert not page.exception
    shown = text(page)
    assert "the last Wednesday before the publication" in shown
    assert ">the preceding 24 hours</u>" in shown
    assert ">early last month</u>" in shown
    assert "names the subject: “Leopards”, 2 of them" in shown
    assert "from 17 September 2024 to the end of 18 September 2024" in shown  # the 24 hours, with Wednesday's hour unknown
    assert "from 1 August 2024 to the end of 10 August 2024" in shown  # early last month
    assert "“Leopard” (denied)" in shown
    assert logged(page) == []  # nothing is taken over by itself
    told = next(box for box in page.checkbox if box.label.startswith("these are all its words") and box.value)
    assert "makes no mention" in told.label  # the text says so itself: the silence counts unless it is unticked
    assert not any("posting" in box.label for box in page.checkbox)  # the case has its posting
    begun = next(box for box in page.checkbox if "operation began" in box.label)
    assert not begun.value
    begun.check().run()
    press(page, "Add and weigh")
    wednesday, thursday = logged(page)
    assert (wednesday["released"], wednesday["covers"], wednesday["source"]) == ("2024-09-18", "24h", "Ministry")
    assert (thursday["released"], thursday["covers"]) == ("2024-09-19", "24h")  # the period that is usual in this log, shown and confirmed
    assert wednesday.get("excerpt")
    assert "excerpt" not in thursday
    book = page.session_state["desk"].book
    assert book.get("claim.statement") == wednesday["id"]
    assert book.get("circumstances")[0]["not_before"] == "2024-08"
    assert text(page).count("In the case.") == 2
    assert "recorded" in text(page)
    assert "Wednesday’s statement" in text(page)


def test_what_is_missing_is_asked(page: AppTest) -> None:
    give(page, paste="Two Leopards were destroyed over the past 24 hours.")
    assert button(page, "Add").disabled
    released = next(field for field in page.text_input if field.label == "Released" and "log" in str(field.key))
    released.set_value("03/04/2024").run()
    assert "may be 3 April 2024 or 4 March 2024" in text(page)
    next(field for field in page.text_input if field.label == "Released" and "log" in str(field.key)).set_value("2024-09-18 14:00").run()
    press(page, "Add")
    assert [entry["released"] for entry in logged(page)] == ["2024-09-18 14:00"]


def test_a_publication_that_is_no_date_is_said(page: AppTest) -> None:
    give(page, paste=ARTICLE, published="last week")
    assert "last week" in text(page)
    assert "many statements" not in page.session_state


def test_the_real_bulletins_from_a_path(page: AppTest, shared: Path, tmp_path: Path) -> None:
    with (shared / "data" / "statements" / "kursk_bulletins.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["record_kind"] == "daily"]
    with (tmp_path / "log.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["released", "text", "covers"])
        writer.writerows([row["bulletin_date"], row["paraphrase"], "24h"] for row in rows)
    give(page, path=str(tmp_path / "log.csv"))
    named = sum(row["leopard_named"] == "yes" for row in rows)
    assert f"The subject is named in {named} of {len(rows)}" in text(page)
    assert "No statement of Ministry is logged for 27 August 2024." in text(page)
    assert f"Page 1 of {-(-len(rows) // 15)}, {len(rows)} statements" in text(page)
    press(page, "Later")
    assert "Page 2 of" in text(page)
    press(page, "Add")
    assert len(logged(page)) == 1
    press(page, "Add these 14")
    assert [entry["released"] for entry in logged(page)] == [row["bulletin_date"] for row in rows[15:30]]
    assert "Ministry: 15 logged. The subject is named in" in text(page)  # what the case's own log teaches by now


HOSTILE = "<img src=x onerror=alert(1)> ![p](https://example.org/p.png) :red[y]"


def test_text_from_strangers_stays_text(page: AppTest) -> None:
    give(page, paste=f"{HOSTILE} on Wednesday.\n\nLeopard {HOSTILE}", published="2024-09-20", source=HOSTILE)
    raw = "\n".join(element.proto.body for element in page.get("html"))
    assert not page.exception
    assert "<img" not in raw
    assert "&lt;img" in raw
