"""The real page in a real browser: a server of its own, Debian's chromium, pictures kept in tests/artefacts."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What depends on a browser's timing is tried a second time, and the summary counts it: each rerun is a fault to look for."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=int(os.environ.get("BROWSER_RERUNS", "1"))))


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cases")


@pytest.fixture(scope="session")
def address(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page of this test run listens."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: .ci/run installs it")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "BEFORE_OR_AFTER_CASES": str(cases),
        "BEFORE_OR_AFTER_ARCHIVE": str(tmp_path_factory.mktemp("archive")),
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
    log = (tmp_path_factory.mktemp("server") / "log").open("wb")
    with log, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            _wait(url, server)
            yield url
        finally:
            server.terminate()
            server.wait(30)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the page's server did not start")


@pytest.fixture(scope="session")
def browser(address: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, open on the worked example. Any request to another host, and any script error, fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    opened = context.new_page()
    elsewhere: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: elsewhere.append(request.url) if _leaves(request.url, address) else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    opened.locator("h1").wait_for(timeout=60_000)
    opened.locator("svg.timeline").wait_for(timeout=60_000)
    steady_box(opened, "svg.timeline")  # the picture is drawn again once its width is known
    yield opened
    context.close()
    assert not elsewhere, f"the page asked other hosts: {elsewhere[:5]}"
    assert not errors, errors


def at_rest(page: Page) -> None:
    """Until the page's script has run to its end: the answer is drawn first, and what is typed into a field below it that is then drawn
    anew would be lost."""
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for(timeout=60_000)


def steady_box(page: Page, which: str) -> FloatRect:
    """Where an element stands once it has stayed there for a second: a page that is still being drawn moves it, or draws it anew."""
    last, since = None, 0
    for _ in range(120):
        box = page.locator(which).bounding_box() if page.locator(which).count() == 1 else None
        since = since + 1 if box is not None and box == last else 0
        if box is not None and since >= 4:
            return box
        last = box
        page.wait_for_timeout(250)
    pytest.fail(f"{which} did not come to rest")


def _leaves(url: str, address: str) -> bool:
    return not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:", "about:"))


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.wait_for_timeout(400)
    height = page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": size["width"], "height": min(4000, int(height) + 40)})
    page.wait_for_timeout(400)
    page.screenshot(path=ARTEFACTS / f"{name}.png")
    page.set_viewport_size(size)
