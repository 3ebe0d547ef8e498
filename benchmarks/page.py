"""The page in a real browser: from its process's start to a verdict, and how fast cases large and small answer.

Each figure is taken from the click to the new words standing in the browser. `python -m benchmarks.page large` leaves the starts out.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT, median

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE_MS = 120_000
STARTS = 3
TIMES = 4
"""An even number: a switch that is clicked as often ends where it was."""
FIRST_DAY = datetime(2024, 7, 21, 14, tzinfo=UTC)


def main() -> None:
    if CHROMIUM is None:
        print("There is no chromium here: not measured.")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        if sys.argv[1:] != ["large"]:
            starts(browser)
        with tempfile.TemporaryDirectory(prefix="before-or-after-") as folder:
            cases = Path(folder) / "cases"
            write(cases / "sixty", statements=60, circumstances=40)
            write(cases / "five-hundred", statements=60, circumstances=440)
            with serving(cases) as (address, busy):
                answering(browser, address, cases, busy)
        browser.close()


def starts(browser: Any) -> None:
    """From the start of the process to the worked example's verdict, then from a change of habit to the new one."""
    to_verdict, to_answer = [], []
    for _ in range(STARTS):
        begin = time.perf_counter()
        with serving(None) as (address, _):
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.goto(address)
            page.get_by_text("recorded before the release").first.wait_for(timeout=PATIENCE_MS)
            to_verdict.append(time.perf_counter() - begin)
            at_rest(page)
            page.wait_for_timeout(3000)  # the stills come after the answer
            to_answer.append(
                took(page, page.get_by_text("live: 14 %", exact=True).click, page.get_by_text("recorded after the release").first)
            )
            page.close()
    told("from the process's start to the example's verdict", to_verdict, 4)
    told("the example, from a change of habit to the new verdict", to_answer, 0.3)


def answering(browser: Any, address: str, cases: Path, busy: Callable[[], float]) -> None:
    """Opening saved cases, a switch and a slider on a case of 60 statements and 40 other pieces, and on one of 500 pieces."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.goto(address)
    page.locator("svg.timeline").wait_for(timeout=PATIENCE_MS)
    for name, pieces, limit in (("sixty", 100, 0.3), ("five-hundred", 500, 1.0)):
        opened, switched, slid = Times(busy), Times(busy), Times(busy)
        for _ in range(TIMES):
            open_case(page, ROOT / "samples" / "leopard-kursk" / "article.toml")
            page.get_by_text("Your own video").wait_for(timeout=PATIENCE_MS)
            at_rest(page)
            field = menu(page)
            field.fill(str(cases / name / "case.toml"))
            with opened:
                field.press("Enter")
                page.get_by_role("radio", name=f"Evidence {pieces}").wait_for(timeout=PATIENCE_MS)
            at_rest(page)
        card = page.locator('[data-testid="stVerticalBlock"][class*="st-key-card-"]').first.get_attribute("class") or ""
        key = next(part for part in card.split() if part.startswith("st-key-card-"))
        for _ in range(TIMES):
            before = page.evaluate(SHOWN)
            with switched:
                page.locator(f".{key}").get_by_text("counted").click()
                page.wait_for_function(f"before => {SHOWN} !== before", arg=before, timeout=PATIENCE_MS)
            at_rest(page)
        page.get_by_role("radio", name="What would change it").click()
        slider = page.get_by_role("slider").first
        slider.wait_for(timeout=PATIENCE_MS)
        at_rest(page)
        for _ in range(TIMES):
            before = page.evaluate(SHOWN)
            slider.focus()
            with slid:
                slider.press("ArrowLeft")
                page.wait_for_function(f"before => {SHOWN} !== before", arg=before, timeout=PATIENCE_MS)
            at_rest(page)
        page.get_by_role("radio", name=f"Evidence {pieces}").click()
        at_rest(page)
        opened.tell(f"{pieces} pieces: opening the saved case", 1)
        switched.tell(f"{pieces} pieces: from a switch to the new verdict", limit)
        slid.tell(f"{pieces} pieces: from a slider to the new verdict", limit)
    page.close()


SHOWN = """(document.querySelector('.answer')?.innerText + document.querySelector('.legend')?.innerText
  + document.querySelectorAll('svg.timeline .uncounted').length)"""
"""What the browser shows of the verdict."""


class Times:
    """Seconds on the clock and seconds that the page's process worked, of each time something was done."""

    def __init__(self, busy: Callable[[], float]) -> None:
        self.busy, self.clock, self.work = busy, [], []  # type: ignore[var-annotated]

    def __enter__(self) -> None:
        self.begin = (time.perf_counter(), self.busy())

    def __exit__(self, *_: object) -> None:
        self.clock.append(time.perf_counter() - self.begin[0])
        self.work.append(self.busy() - self.begin[1])

    def tell(self, what: str, limit: float) -> None:
        told(what, self.clock, limit)
        print(f"  of it the page's process worked {median(self.work):.2f} s", flush=True)


def working(pid: int) -> Callable[[], float]:
    """Seconds of processor time that a process has used; 0 where the system does not tell."""

    def seconds() -> float:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    return seconds


def menu(page: Any) -> Any:
    """The field for the path of a case, in the opened menu."""
    field = page.get_by_role("textbox", name="or the path of a case file")
    for _ in range(10):
        if not field.is_visible():
            page.keyboard.press("Control+Alt+KeyO")
        page.wait_for_timeout(1500)
        if field.is_visible():
            return field
    raise SystemExit("the menu of cases did not open")


def open_case(page: Any, path: Path) -> None:
    field = menu(page)
    field.fill(str(path))
    field.press("Enter")


def at_rest(page: Any) -> None:
    """Until the page's script has run to its end and stays so."""
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(400)
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for(timeout=PATIENCE_MS)


def took(page: Any, act: Callable[[], object], seen: Any) -> float:
    begin = time.perf_counter()
    act()
    seen.wait_for(timeout=PATIENCE_MS)
    return time.perf_counter() - begin


def write(folder: Path, *, statements: int, circumstances: int) -> None:
    """A case without a video: daily statements, a third of them naming the subject, and as many other bounds as wanted, one a post."""
    days = [FIRST_DAY + timedelta(days=number) for number in range(statements)]
    claim, posted = statements - 3, days[-1] + timedelta(hours=2)
    lines = [
        'title = "Measured"', 'zone = "Europe/Moscow"', 'subject = ["Leopard"]', 'habit = "days"', "", "[[posts]]",
        f'at = "{posted:%Y-%m-%d %H:%M}"', "", "[claim]", f'statement = "s{claim}"', "",
    ]  # fmt: skip
    for number, day in enumerate(days):
        text = "Two Leopard tanks were destroyed." if number % 3 == 0 or number == claim else "Three armoured vehicles were destroyed."
        lines += [
            "[[statements]]", f'id = "s{number}"', 'source = "Ministry"', f'released = "{day:%Y-%m-%d %H:%M}"', 'covers = "24h"',
            f'text = "Over the preceding day: {text}"', "",
        ]  # fmt: skip
    for number in range(circumstances - 1):
        bound = FIRST_DAY + timedelta(hours=2 * number)
        key = "not_before" if number % 2 else "not_after"
        at = bound if number % 2 else posted + timedelta(hours=number)
        strength = ("limited", "moderate", "strong")[number % 3]
        lines += ["[[circumstances]]", f'{key} = "{at:%Y-%m-%d %H:%M}"', f'strength = "{strength}"', f'why = "reason {number}"', ""]
    folder.mkdir(parents=True)
    (folder / "case.toml").write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def serving(cases: Path | None) -> Iterator[tuple[str, Callable[[], float]]]:
    """The page's own process: its address once it answers, and what tells how long it has worked."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
    environment = os.environ | ({"BEFORE_OR_AFTER_CASES": str(cases)} if cases is not None else {})
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}/", working(server.pid)
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    """Until the server answers; raises after a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise SystemExit("the page did not start")


def told(what: str, times: list[float], limit: float) -> None:
    print(f"{what}: {median(times):.2f} s (limit {limit:g} s); each: {', '.join(f'{each:.2f}' for each in times)}", flush=True)


if __name__ == "__main__":
    main()
