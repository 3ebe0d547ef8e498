"""The facts of a file on the page: all of them, by stage, searchable."""

from __future__ import annotations

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


def test_every_fact_stands_under_its_stage(shown: AppTest) -> None:
    """The header's date is 2022-02-16 14:07 UTC (samples/make_videos.py gives it to ffmpeg); stages come in the lifecycle's order."""
    table = shown.dataframe[0].value
    header = table[table["Field"].str.contains("mvhd creation_time")]
    assert list(header["Reads"]) == ["2022-02-16T14:07:00"]  # an unknown writer: the zone stays open
    assert list(header["Stage"]) == ["encoded"]
    order = ["recorded", "edited", "encoded", "posted", "saved", "no stage"]
    stages = [order.index(stage) for stage in table["Stage"]]
    assert stages == sorted(stages)


def test_the_facts_can_be_searched(shown: AppTest) -> None:
    shown.text_input[0].set_value("TKHD").run()
    fields = list(shown.dataframe[0].value["Field"])
    assert fields
    assert all("tkhd" in field for field in fields)
    shown.text_input[0].set_value("no such words").run()
    assert len(shown.dataframe) == 0
