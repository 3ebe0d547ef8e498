"""The facts of a file on the page: all of them, by stage, searchable, each with its bytes."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
SPEECH = ROOT / "samples" / "evacuation-2022" / "speech.mp4"


def page() -> None:
    from pathlib import Path

    from analysis.case import Case
    from analysis.exhibit import Exhibit
    from analysis.hearing import hear
    from analysis.panels.desk import desk
    from analysis.panels.facts import facts
    from analysis.weighing.weigh import weigh

    video = Path("samples/evacuation-2022/speech.mp4")
    facts(desk(), weigh(hear(Case(exhibit=Exhibit.receive(video)), pictures=False)))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.chdir(ROOT)
    return AppTest.from_function(page, default_timeout=60).run()


def groups(app: AppTest) -> list[str]:
    return [body for element in app.get("html") if "<details" in (body := element.proto.body)]


def rows(body: str) -> list[tuple[str, str]]:
    """Field and what it reads, of each row."""
    return [(html.unescape(a), html.unescape(b)) for a, b in re.findall(r"<summary><b>(.*?)</b><span>(.*?)</span>", body)]


def test_every_fact_stands_under_its_stage(shown: AppTest) -> None:
    """The header's date is 2022-02-16 14:07 UTC (samples/make_videos.py gives it to ffmpeg); stages come in the lifecycle's order."""
    titles = [re.findall(r'<h3 class="stage">([\w ]+), (\d+)', body)[0] for body in groups(shown)]
    assert [title for title, _ in titles] == ["Encoded", "Saved", "No stage"]
    assert [int(count) for _, count in titles] == [len(rows(body)) for body in groups(shown)]
    assert ("moov/mvhd creation_time", "2022-02-16T14:07:00, zone not known") in rows(groups(shown)[0])  # an unknown writer


def test_a_row_opens_into_its_bytes(shown: AppTest) -> None:
    """3 727 865 220 seconds (de 32 b5 84) lie between 1904-01-01 and 2022-02-16 14:07 UTC."""
    [row] = re.findall(r"<details(?:(?!</details>).)*?<b>moov/mvhd creation_time</b>.*?</details>", groups(shown)[0], re.DOTALL)
    text = re.sub(r"<[^>]+>", "", row)
    assert "3727865220" in text
    assert "de 32 b5 84" in text
    assert "ffprobe adds Z" in text


def test_the_facts_can_be_searched(shown: AppTest) -> None:
    shown.text_input[0].set_value("TKHD").run()
    fields = [field for body in groups(shown) for field, _ in rows(body)]
    assert fields
    assert all("tkhd" in field for field in fields)
    shown.text_input[0].set_value("no such words").run()
    assert not groups(shown)
