"""Earlier copies on the page: the sample whose seconds 0 to 10 are 3 to 13 of its twin by construction, from the folder to the verdict."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.panels import archiving, shelf
from analysis.panels.reading import _jobs
from analysis.views.copies import ENGINES

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "recycled"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The sample before anybody looked for a copy, on the tab of earlier copies; an archive of this test's own."""
    monkeypatch.setenv("BEFORE_OR_AFTER_CASES", str(tmp_path / "cases"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("BEFORE_OR_AFTER_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setattr(shelf, "FIRST", SAMPLE / "unsearched.toml")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.session_state["tab"] = "Earlier copies"
    yield app.run()
    for job in [*_jobs().values(), *archiving.jobs().values()]:
        job.stop.set()
        job.thread.join(60)
    _jobs().clear()
    archiving.jobs().clear()


def text(app: AppTest) -> str:
    return html.unescape("\n".join(element.proto.body for element in app.get("html")))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    app.run()
    for job in list(archiving.jobs().values()):
        job.thread.join(60)
    return app.run()


def test_from_a_folder_to_a_verdict_that_turns_to_before(page: AppTest, tmp_path: Path) -> None:
    assert "Add a folder first" in text(page)
    assert not (tmp_path / "archive").exists()  # looking makes none
    assert next(field for field in page.text_input if field.label == "Folder or file").value == str(SAMPLE / "older")
    press(page, "Read into the archive")
    assert "1 new" in text(page)
    press(page, "Look for earlier copies of this video")
    shown = text(page)
    assert "of the file, mirrored" in shown
    assert "there no later than 14 August 2021" in shown  # timestamp 1628951400 of its side file
    assert "timestamp: 2021-08-14T14:30:00Z. The platform" in shown
    assert "moves the answer little" in shown  # a side file is of moderate strength
    assert shown.count("data:image/jpeg") >= 4
    assert page.session_state["desk"].verdict().shares.before < 0.6
    for label, value in (("When the copy was there", "2021-08-14 14:30"), ("Address of the posting", "https://example.org/harbour-2021")):
        next(field for field in page.text_input if field.label == label).set_value(value)
    press(page, "The same footage: use it as evidence")
    desk = page.session_state["desk"]
    (copy,) = desk.case().copies
    assert copy.file == "older/harbour.mp4"
    assert copy.here[0] == pytest.approx((0, 10), abs=0.5)
    assert copy.there[0] == pytest.approx((3, 13), abs=0.5)
    assert desk.verdict().shares.before > 0.9
    assert "This copy stands in the case" in text(page)


def test_what_can_not_be_read_is_one_sentence(page: AppTest, tmp_path: Path) -> None:
    field = next(field for field in page.text_input if field.label == "Folder or file")
    field.set_value(str(tmp_path / "nowhere"))
    press(page, "Read into the archive")
    assert "There is no file or folder" in text(page)
    (tmp_path / "videos").mkdir()
    (tmp_path / "videos" / "<b>odd.mp4").write_bytes(b"nothing")
    next(field for field in page.text_input if field.label == "Folder or file").set_value(str(tmp_path / "videos"))
    press(page, "Read into the archive")
    assert "1 skipped" in text(page)
    assert "<b>odd" not in "\n".join(element.proto.body for element in page.get("html"))


def test_a_sound_alone_is_a_lead_that_can_not_be_confirmed() -> None:
    def shown() -> None:
        from datetime import UTC, datetime
        from pathlib import Path
        from types import SimpleNamespace

        from analysis.archive import Dated, Entry, Match, SameSound
        from analysis.panels import copies
        from analysis.views.moments import Wall

        entry = Entry(1, "a" * 64, (Path("/nowhere/<b>song.mkv"),), 1, datetime(2026, 1, 1, tzinfo=UTC), False, 60.0, 120, Dated())
        match = Match(entry, (), sounds=(SameSound((0.0, 11.0), (31.25, 42.25), 0.06),))
        desk = SimpleNamespace(book=SimpleNamespace(folder=None, get=lambda _: []))
        copies._match(desk, Path("/nowhere"), match, [], SimpleNamespace(wall=Wall()))  # type: ignore[arg-type]

    app = AppTest.from_function(shown, default_timeout=60).run()
    assert not app.exception
    told = text(app)
    assert "The sound of 0:00.0 to 0:11.0 of this video is that of 0:31.2 to 0:42.2 of the file" in told
    assert "Only the sound matches." in told
    assert "No picture matches" in told
    assert not app.button
    assert "<b>song" not in "\n".join(element.proto.body for element in app.get("html"))


def test_search_elsewhere_is_links_that_give_nothing_away(page: AppTest) -> None:
    raw = "\n".join(element.proto.body for element in page.get("html"))
    for address, _ in ((address, name) for name, address in ENGINES):
        assert f'rel="noreferrer noopener" target="_blank" href="{address}"' in raw
