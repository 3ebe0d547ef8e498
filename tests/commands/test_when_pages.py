"""`when` and `log` on the source of a page: tags, scripts, styles and character references are no words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.statements import read_log

SOURCE = """<!DOCTYPE html><html><head><script>var d = "On Tuesday, 3 May 1999";</script><style>.a{content:"Monday"}</style></head><body>
<p>On <b>18</b>&nbsp;<i>September</i> 2024 the tank burned.</p><table><tr><td>17.09.2024</td><td>14:00&nbsp;MSK</td></tr></table>
<script>alert("yesterday")</script><p>It was Wed<b>nes</b>day. <!-- last week --> &#1042; &#1089;&#1088;&#1077;&#1076;&#1091;.</p>
<img src=x onerror="next Friday"></body></html>"""


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_what_a_page_shows_is_read_and_nothing_else(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    assert main(["when", str(tmp_path / name), "--at", "2024-09-19", "--json", "-"]) == 0
    out = capsys.readouterr()
    values = [one["value"] for one in json.loads(out.out)["expressions"]]
    assert values == ["2024-09-18", "2024-09-17T14:00", "2024-09-18", "2024-09-18"]
    assert "Read as a page" in out.err


def test_the_source_of_a_page_that_is_pasted_is_read_as_what_it_shows() -> None:
    (draft,) = read_log(SOURCE.replace("<td>17.09.2024", "<td>Two tanks were seen at the bridge on 17.09.2024 at")).drafts
    assert "alert" not in draft.text
    assert "<" not in draft.text
    assert "On 18\xa0September 2024 the tank burned." in draft.text
    assert "on 17.09.2024 at 14:00\xa0MSK" in draft.text


def test_a_text_that_only_speaks_of_tags_is_no_page() -> None:
    (draft,) = read_log("On Wednesday x < y and y > z, see <b> there.").drafts
    assert draft.text == "On Wednesday x < y and y > z, see <b> there."
