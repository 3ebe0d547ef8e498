"""Whole tasks from an empty case, as a first-time user does them: a clip that came round again, a clock in the picture, a broken file."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, at_rest, picture

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

PATIENCE_MS = 90_000


def new_case(page: Page, title: str) -> None:
    page.keyboard.press("Control+Alt+KeyO")
    page.get_by_role("textbox", name="Title").fill(title)
    page.get_by_role("textbox", name="Title").press("Enter")
    page.get_by_role("button", name="New case", exact=True).click()
    expect(page.get_by_role("button", name="Open the worked example")).to_be_visible()


def give(page: Page, label: str, value: str) -> None:
    field = page.get_by_role("textbox", name=label, exact=True)
    field.wait_for()
    at_rest(page)
    field.fill(value)
    field.press("Enter")


def claim(page: Page, when: str) -> None:
    """The claim's time; without it there is no answer."""
    give(page, "When it is said to have happened", when)
    expect(page.locator("h1")).not_to_have_text(re.compile("^No claim yet"))


def test_from_a_new_case_to_the_report_of_a_clip_that_came_round_again(page: Page) -> None:
    new_case(page, "Smoke over a harbour")
    picture(page, "7-empty")
    give(page, "Path of the file", str(ROOT / "samples" / "recycled" / "clip.mp4"))
    expect(page.locator("h1")).to_have_text(re.compile("^No claim yet"))
    claim(page, "2024-05-19 18:00Z/2024-05-20 06:00Z")
    give(page, "Paste the address of a post, or its date", "2024-05-20 18:10Z")
    expect(page.get_by_role("heading", name="2024-05-20 18:10Z", exact=True)).to_have_count(1)  # pasted once, and there once
    picture(page, "7-posted")
    page.keyboard.press("Control+Alt+Digit4")
    give(page, "Folder or file", str(ROOT / "samples" / "recycled" / "older"))
    page.get_by_role("button", name="Look for earlier copies of this video").click(timeout=PATIENCE_MS)
    use = page.get_by_role("button", name="The same footage: use it as evidence")
    expect(use).to_be_visible(timeout=PATIENCE_MS)
    picture(page, "7-pairs")
    use.click()
    expect(page.locator("h1")).to_have_text(re.compile("recorded before"))  # as expected.json of the sample says
    picture(page, "7-answer")
    page.keyboard.press("Control+Alt+KeyR")
    with page.expect_download() as download:
        page.get_by_role("button", name="HTML, one file").click()
    report = Path(download.value.path()).read_text("utf-8")
    assert re.search("<h1>[^<]*recorded before", report)
    assert "harbour.mp4" in report


def test_a_clock_that_is_burned_into_the_picture(page: Page) -> None:
    new_case(page, "A balcony")
    give(page, "Path of the file", str(ROOT / "samples" / "hospital-2023" / "balcony.mp4"))
    expect(page.locator("h1")).to_have_text(re.compile("Recorded from 17 October"), timeout=PATIENCE_MS)  # the clock was read
    expect(page.get_by_role("button", name="Stop")).to_have_count(0, timeout=PATIENCE_MS)  # and the page is at rest
    expect(page.get_by_text("is not yet in this answer")).to_have_count(0)
    zone = page.get_by_role("combobox", name=re.compile("^Zone of the times"))
    zone.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Asia/Gaza")
    expect(page.get_by_role("option", name="Asia/Gaza")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gaza time").first).to_be_visible()
    claim(page, "2023-10-17 18:30/2023-10-17 19:15")
    give(page, "Paste the address of a post, or its date", "2023-10-17")
    expect(page.locator("h1")).to_have_text(re.compile("recorded after"), timeout=PATIENCE_MS)  # as expected.json of the sample says
    card = page.locator('[class*="st-key-card-burned"]').first
    card.get_by_role("button", name="Open the place").click()
    expect(card.get_by_role("img").first).to_be_visible()
    picture(page, "8-clock")


def test_a_broken_file_gets_a_sentence_and_the_next_one_works(page: Page, tmp_path: Path) -> None:
    whole = (ROOT / "samples" / "river-level" / "river.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "empty.mp4").write_bytes(b"")
    new_case(page, "A broken file")
    give(page, "Path of the file", str(tmp_path / "empty.mp4"))
    expect(page.get_by_text("is empty (0 bytes)")).to_be_visible()
    picture(page, "9-empty-file")
    give(page, "Path of the file", str(tmp_path / "cut.mp4"))
    expect(page.get_by_text("cut.mp4, ")).to_be_visible()
    expect(page.get_by_role("radio", name=re.compile("^File [1-9]"))).to_be_visible(timeout=PATIENCE_MS)  # what is left of it was read
    picture(page, "9-cut-file")
    page.get_by_text("Another video").click()
    give(page, "Path of the file", str(ROOT / "samples" / "river-level" / "river.mp4"))
    expect(page.get_by_text(re.compile(r"shots?; a click jumps there"))).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".boa .trouble")).to_have_count(0)


def test_what_is_typed_while_the_video_is_read_stays(page: Page, tmp_path: Path) -> None:
    """A person goes on typing while the pictures are read; when they have been, the page is drawn anew and keeps what stands in a field."""
    new_case(page, "A hasty hand")
    clip = tmp_path / "clip.mp4"  # bytes that were not read before, so that the pictures have to be
    clip.write_bytes((ROOT / "samples" / "recycled" / "clip.mp4").read_bytes() + random.randbytes(8))
    give(page, "Path of the file", str(clip))
    field = page.get_by_role("textbox", name="Paste the address of a post, or its date", exact=True)
    field.click()
    date = "2024-05-20 18:10Z"
    field.press_sequentially(date, delay=150)
    page.get_by_text("a click jumps there").wait_for(timeout=PATIENCE_MS)
    expect(field).to_have_value(date)
    field.press("Enter")
    expect(page.get_by_role("heading", name=date, exact=True)).to_have_count(1)
