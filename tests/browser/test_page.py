"""Whole tasks in the real page: start, change a setting, add a post, save, report; the timeline by mouse and by keys."""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, at_rest, picture, steady_box

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

EXAMPLE = "Very likely recorded before the release of Wednesday’s statement"


def tab(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()


def test_from_start_to_a_saved_report(page: Page, cases: Path) -> None:
    heading = page.locator("h1")
    expect(heading).to_have_text(EXAMPLE)
    picture(page, "1-start")

    page.get_by_role("radio", name="unknown").click()
    expect(page.locator(".figure")).to_have_text("66 % (14 to 92 %)")  # 0.3472 + 0.3150: row 1 under habit unknown
    page.get_by_role("radio", name="days later").click()
    expect(page.locator(".figure")).to_have_text("92 % (14 to 92 %)")

    page.get_by_role("button", name="Add a post").click()
    when = page.get_by_role("textbox", name="When", exact=True)
    at_rest(page)
    when.fill("2024-09-19 12:00")
    when.press("Enter")
    expect(page.locator(".figure")).to_have_text(re.compile(r"^94 %"))  # 0.4826 + 0.4610: row 3, posted at 12:00
    picture(page, "2-second-post")

    before = set(cases.glob("*/case.toml"))  # a second try finds what the first one saved
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Save here").click()
    expect(page.get_by_test_id("saved")).to_have_text(re.compile("^saved"))
    [saved] = set(cases.glob("*/case.toml")) - before
    assert 'at = "2024-09-19 12:00"' in saved.read_text("utf-8")

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Report").click()
    at_rest(page)  # a run that ends between click and download takes the file away; the browser then says that it failed
    with page.expect_download() as download:
        page.get_by_role("button", name="HTML, one file").click()
    report = Path(download.value.path()).read_text("utf-8")
    assert "<h1>Very likely recorded before the release of Wednesday’s statement</h1>" in report
    assert report.count("data:image/jpeg;base64,") >= 3  # the sample has five shots
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF, A4").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    record = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert record["verdict"]["answer"] == "before the release"
    assert len(record["shots"]) >= 3
    assert not any((ROOT / "samples").rglob("case.toml.part"))


def test_a_mark_opens_its_card(page: Page) -> None:
    page.locator('svg.timeline [data-id="statements/thursday"]').click()
    expect(page.locator(".boa .chosen h3")).to_have_text("Thursday’s statement is silent")
    expect(page.locator("svg.timeline .chosen")).to_have_attribute("data-id", "statements/thursday")


def test_the_timeline_zooms_by_drag_and_by_keys(page: Page) -> None:
    stretch = page.locator(".stretch")
    before = stretch.inner_text()
    box = steady_box(page, "svg.timeline")
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] - 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] - 20, steps=6)
    page.mouse.up()
    expect(stretch).not_to_have_text(before)
    zoomed = stretch.inner_text()
    mark = page.locator('svg.timeline [role="button"]').first
    mark.focus()
    mark.press("-")
    expect(stretch).not_to_have_text(zoomed)
    page.get_by_role("button", name="The week").click()
    expect(stretch).to_have_text(before)
    expect(page.get_by_role("button", name="The week")).to_have_attribute("aria-pressed", "true")


def test_a_switch_answers_at_once(page: Page) -> None:
    card = page.locator(".st-key-card-statements-thursday")
    card.get_by_text("counted").click()
    expect(page.locator(".figure")).not_to_have_text(re.compile("^92 %"))
    expect(page.locator("svg.timeline .uncounted")).to_have_count(1)


def test_the_bytes_of_a_fact_are_shown(page: Page) -> None:
    tab(page, "File")
    expect(page.get_by_text("SHA-256")).to_be_visible()
    row = page.locator("details.fact").first
    expect(row.locator("pre")).to_be_hidden()
    row.locator("summary").click()
    expect(row.locator("pre b").first).to_be_visible()
    expect(row.get_by_text("Written by")).to_be_visible()
    tab(page, "Frames")
    expect(page.get_by_alt_text("Shot 1")).to_be_visible()


def test_a_dropped_video_starts_a_case(page: Page, cases: Path) -> None:
    page.locator('input[type="file"][accept*=".mp4"]').set_input_files(str(ROOT / "samples" / "evacuation-2022" / "speech.mp4"))
    expect(page.locator("h1")).to_have_text(re.compile("^No claim yet"))
    expect(page.get_by_test_id("saved")).to_have_text(re.compile("^saved"))  # a case in the folder of cases saves itself
    assert (cases / "speech" / "case.toml").is_file()
    assert (cases / "speech" / "speech.mp4").read_bytes() == (ROOT / "samples" / "evacuation-2022" / "speech.mp4").read_bytes()
    picture(page, "3-dropped")


def test_what_was_typed_before_the_video_came_is_kept(page: Page, cases: Path) -> None:
    page.keyboard.press("Control+Alt+KeyO")
    page.get_by_role("textbox", name="Title").fill("A bridge at night")
    page.get_by_role("textbox", name="Title").press("Enter")
    page.get_by_role("button", name="New case", exact=True).click()
    page.get_by_role("button", name="Start without a video").click()
    field = page.get_by_role("textbox", name="When it is said to have happened", exact=True)
    field.wait_for()
    at_rest(page)
    field.fill("2022-02-18")
    field.press("Enter")
    expect(page.locator("h1")).not_to_have_text(re.compile("^No claim yet"))
    at_rest(page)
    page.locator('input[type="file"][accept*=".mp4"]').set_input_files(str(ROOT / "samples" / "evacuation-2022" / "speech.mp4"))
    expect(page.get_by_test_id("saved")).to_have_text(re.compile("^saved"))
    saved = (cases / "a-bridge-at-night" / "case.toml").read_text("utf-8")
    assert 'title = "A bridge at night"' in saved
    assert '"2022-02-18"' in saved
    assert 'video = "speech.mp4"' in saved


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_small_screen_and_both_themes_and_has_no_serious_barrier(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    for width in (1440, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        steady_box(page, "svg.timeline")
        picture(page, f"4-{scheme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert len(set(page.locator('.st-key-tab [role="radiogroup"] button').evaluate_all(TOPS))) == 1  # the tabs stand in one row
    page.set_viewport_size({"width": 320, "height": 900})  # 1280 at 400 %: WCAG 2.2, 1.4.10
    steady_box(page, "svg.timeline")
    assert page.locator(".stMain").evaluate("e => e.scrollWidth") <= 320
    page.set_viewport_size({"width": 1024, "height": 900})
    steady_box(page, "svg.timeline")
    ink = page.locator("svg.timeline text").first.evaluate("e => getComputedStyle(e).fill")
    paper = page.locator(".stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    assert _contrast(ink, paper) >= 4.5  # WCAG 2.2, 1.4.3
    page.get_by_text("5 shots; a click jumps there.").wait_for(timeout=60_000)
    for number, (name, seen) in enumerate(SEEN_IN.items(), 1):
        page.keyboard.press(f"Control+Alt+Digit{number}")
        expect(page.get_by_role("radio", name=name)).to_have_attribute("aria-checked", "true")
        page.get_by_text(seen).first.wait_for()
        no_serious_barrier(page, name)
        if scheme == "light":
            picture(page, f"5-{number}")
    expect(page.get_by_test_id("saved")).to_have_text("sample")  # looking changed nothing
    page.keyboard.press("Control+Alt+KeyO")
    page.get_by_role("button", name="New case", exact=True).wait_for()
    no_serious_barrier(page, "cases")
    page.get_by_role("button", name="New case", exact=True).click()
    page.get_by_role("button", name="Open the worked example").wait_for()
    no_serious_barrier(page, "an empty case")
    picture(page, f"6-{scheme}-empty")
    context.close()


TOPS = "buttons => buttons.map(each => each.getBoundingClientRect().top)"
SEEN_IN = {
    "Evidence": "Thursday’s statement is silent", "What would change it": "What to check next", "Statements": "Ministry of Defence, covers",
    "Earlier copies": "Earlier copies of this video", "Place and light": "Where it was recorded", "Frames": "Shot 1", "File": "SHA-256",
}  # fmt: skip
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def no_serious_barrier(page: Page, where: str) -> None:
    """No barrier that axe-core calls serious or critical, by the rules for WCAG 2.2 AA, once the page is at rest."""
    found: list[object] = []
    for _ in range(20):  # what is still being drawn is faded, and would fail for its contrast
        at_rest(page)
        violations = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}).response
        found = [
            (each["id"], [node["html"][:200] for node in each["nodes"]])
            for each in violations["violations"]
            if each["impact"] in ("serious", "critical")
        ]
        if not found:
            return
        page.wait_for_timeout(250)
    pytest.fail(f"{where}: {found}")


def test_the_timeline_and_the_menus_by_keys_alone(page: Page) -> None:
    page.keyboard.press("Control+Alt+KeyT")
    expect(page.locator('svg.timeline [role="button"]').first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("svg.timeline .chosen")).to_have_count(1)
    expect(page.locator(".boa .chosen h3")).to_have_count(1)
    page.keyboard.press("Control+Alt+KeyR")
    expect(page.get_by_role("button", name="HTML, one file")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Alt+KeyW")
    expect(page.get_by_text("Compared with")).to_be_visible()


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two CSS colours (WCAG 2.2, "relative luminance")."""

    def luminance(colour: str) -> float:
        numbers = [float(x) for x in re.findall(r"[\d.]+", colour)[:3]]
        scale = 1 if colour.startswith("color(") else 255
        linear = [(c / scale / 12.92) if c / scale <= 0.04045 else ((c / scale + 0.055) / 1.055) ** 2.4 for c in numbers]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("host", "origin", "answer"),
    [("{here}", "http://{here}", b"101"), ("evil.example", "http://evil.example", b"403"), ("{here}", "http://evil.example", b"403")],
)
def test_other_websites_can_not_talk_to_the_page(address: str, host: str, origin: str, answer: bytes) -> None:
    here = address.removeprefix("http://")
    name, port = here.split(":")
    lines = [
        "GET /_stcore/stream HTTP/1.1", f"Host: {host.format(here=here)}", f"Origin: {origin.format(here=here)}", "Upgrade: websocket",
        "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "", "",
    ]  # fmt: skip
    with socket.create_connection((name, int(port)), timeout=10) as line:
        line.sendall("\r\n".join(lines).encode())
        assert line.recv(64).split()[1] == answer


def test_other_websites_can_neither_send_files_nor_read_answers(address: str) -> None:
    """A file without the page's own token is refused; no answer lets another origin read it (Fetch standard, CORS protocol)."""
    for method, path in (
        ("PUT", "/_stcore/upload_file/a/b"),
        ("OPTIONS", "/_stcore/upload_file/a/b"),
        ("GET", "/"),
        ("GET", "/media/x.mp4"),
    ):
        line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
        line.request(method, path, body=b"x" if method == "PUT" else None, headers={"Origin": "http://evil.example"})
        answer = line.getresponse()
        assert answer.getheader("Access-Control-Allow-Origin") not in ("*", "null", "http://evil.example")
        assert method != "PUT" or answer.status == 403
        line.close()


def test_a_file_that_browsers_do_not_play_gets_a_light_copy(page: Page, tmp_path: Path) -> None:
    odd = tmp_path / "clip.mkv"
    source = ROOT / "samples" / "leopard-kursk" / "clip.mp4"
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", source, "-c", "copy", odd], check=True)
    field = page.get_by_role("textbox", name="Path of the file")
    at_rest(page)
    field.fill(str(odd))
    field.press("Enter")
    page.get_by_role("button", name="Make a light copy").click()
    expect(page.locator("video")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("A light copy of the first ten minutes")).to_be_visible()


def test_a_long_step_is_named_and_can_be_stopped_and_started_again(page: Page, tmp_path: Path) -> None:
    long = tmp_path / "long.mp4"
    pattern = "testsrc2=size=1920x1080:rate=30:duration=70"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", pattern, "-preset", "ultrafast", "-crf", "40", long]
    subprocess.run(command, check=True)
    field = page.get_by_role("textbox", name="Path of the file")
    at_rest(page)
    field.fill(str(long))
    field.press("Enter")
    expect(page.get_by_text(re.compile("^Looking for shots, "))).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("The video was not read: Stopped.")).to_be_visible(timeout=30_000)
    expect(page.locator("h1")).to_have_text(re.compile("^No claim yet"))
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text(re.compile("^Looking for shots, "))).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("The video was not read: Stopped.")).to_be_visible(timeout=30_000)


def test_what_moves_the_answer_is_drawn_and_its_card_is_one_click_away(page: Page) -> None:
    expect(page.get_by_text("Without “Wednesday’s statement names a Leopard” it would be before, 65 %.")).to_be_visible()
    tab(page, "What would change it")
    rows = page.locator(".moves tbody tr")
    expect(rows.filter(has_text="How fast this poster posts").locator("i.turned")).to_have_count(1)
    chart = page.get_by_role("img", name=re.compile("^Lateness, the share"))
    expect(chart).to_have_attribute("alt", re.compile("now 0.10; turns the answer above 0.4"))
    page.get_by_role("slider", name="Lateness").press("ArrowRight")
    expect(chart).to_have_attribute("alt", re.compile("now 0.15"))
    page.locator('[class*="st-key-hinge"]').get_by_role("button", name="Open its card").first.click()
    expect(page.locator(".boa .chosen h3")).to_have_text("Wednesday’s statement names a Leopard")


def test_many_texts_of_the_pictures_are_one_line_that_opens(page: Page) -> None:
    expect(page.get_by_role("button", name="Stop")).to_have_count(0, timeout=90_000)  # the pictures are read
    tab(page, "File")
    fold = page.locator("details.fold")
    expect(fold.locator("> summary")).to_contain_text("text in the picture of shot 1 to 5")
    expect(fold.locator("details.fact").first).to_be_hidden()
    fold.locator("> summary").click()
    expect(fold.locator("details.fact").first).to_be_visible()
