"""Place and light on the page, run without a browser: proposals are taken on a click, words and shadows are kept with the case."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.panels import shelf
from analysis.panels.reading import _jobs
from tests.witnesses.skies import film

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """A case on a drawn beach whose file says where it was, as ffmpeg writes the tag location (3GPP TS 26.244, loci)."""
    import subprocess

    import imageio_ffmpeg

    plain = film(tmp_path / "plain.mp4", ["beach"])
    tagged = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(plain), "-c", "copy", "-metadata", "location=+51.2303+035.2689/"]
    subprocess.run([*tagged, str(tmp_path / "beach.mp4")], check=True)
    case = tmp_path / "case.toml"
    case.write_text(
        'title = "Beach"\nvideo = "beach.mp4"\n[claim]\nevent = "2024-09-18 08:00+03:00"\n[[posts]]\nat = "2024-09-19"\n', "utf-8"
    )
    (tmp_path / "beach.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\n2017.8.5 14:11:51\nGPS(149.0251,-20.2533,16) Hb:1.9\n")
    monkeypatch.setenv("BEFORE_OR_AFTER_CASES", str(tmp_path / "cases"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(shelf, "FIRST", case)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.session_state["tab"] = "Place and light"
    app.run()
    for job in list(_jobs().values()):
        job.thread.join(60)
    yield app.run()
    for job in list(_jobs().values()):
        job.stop.set()
        job.thread.join(60)
    _jobs().clear()


def text(app: AppTest) -> str:
    return html.unescape("\n".join(element.proto.body for element in app.get("html")))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def type_in(app: AppTest, label: str, value: str) -> AppTest:
    next(field for field in app.text_input if field.label == label).set_value(value)
    return app.run()


def test_from_the_files_place_to_a_shadow_that_testifies(page: AppTest) -> None:
    assert not page.exception
    desk = page.session_state["desk"]
    assert desk.case().site is None  # what the file says is offered and not taken
    assert "51.2303° N, 35.2689° E" in text(page)
    assert "SRT position first of beach.srt" in text(page)
    press(page, "Take this place")
    assert desk.case().site.source == "moov/udta/loci location"
    assert "Clocks at this place show Europe/Moscow" in text(page)
    press(page, "Use Europe/Moscow")
    assert desk.case().zone_name == "Europe/Moscow"
    assert "sunrise" in text(page)
    assert "<b>day</b>" in text(page)
    pieces = {piece.witness: piece for piece in desk.verdict().hearing.testimony}
    assert pieces["daylight"].strength == "limited"
    type_in(page, "Shadow points to, ° from north", "28")
    assert "in the direction 208°" in text(page)
    press(page, "Keep this shadow with the case")
    assert "Sun at 208°" in text(page)
    pieces = {piece.witness: piece for piece in desk.verdict().hearing.testimony}
    assert pieces["shadow"].bearing == "recurring"
    assert not [problem for problem in desk.case().problems if problem.key.startswith(("place", "shadows"))]


def test_a_place_that_is_none_is_told_in_one_line(page: AppTest) -> None:
    type_in(page, "Coordinates", "95, 20")
    assert "out of range" in text(page)
    assert "could not be shown" not in text(page)
