"""From the start of the page's process to the worked example's verdict in a real browser, and from a switch to the new verdict."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from benchmarks.measure import ROOT, median

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE_MS = 120_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    if CHROMIUM is None:
        print("There is no chromium here: not measured.")
        return
    from playwright.sync_api import sync_playwright

    to_verdict, to_answer = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for _ in range(5):
            port = free_port()
            begin = time.perf_counter()
            command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
            server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                wait_for(f"http://127.0.0.1:{port}/_stcore/health")
                page = browser.new_page(viewport={"width": 1440, "height": 1000})
                page.goto(f"http://127.0.0.1:{port}/")
                page.get_by_text("recorded before the release").first.wait_for(timeout=PATIENCE_MS)
                to_verdict.append(time.perf_counter() - begin)
                page.wait_for_timeout(3000)  # the stills come after the answer
                begin = time.perf_counter()
                page.get_by_text("live: 14 %", exact=True).click()
                page.get_by_text("recorded after the release").first.wait_for(timeout=PATIENCE_MS)
                to_answer.append(time.perf_counter() - begin)
                page.close()
            finally:
                server.terminate()
                server.wait()
        browser.close()
    print(f"from the process's start to the example's verdict: {median(to_verdict):.1f} s (limit 4 s); each: {rounded(to_verdict)}")
    print(f"from a change of habit to the new verdict: {median(to_answer):.2f} s (limit 0.3 s); each: {rounded(to_answer)}")


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


def rounded(times: list[float]) -> str:
    return ", ".join(f"{each:.2f}" for each in times)


if __name__ == "__main__":
    main()
