"""The PDF report, read back with pdfium: what it shows, that nothing in it commands, and that it comes out the same."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

from analysis.__main__ import main
from analysis.case import Post
from analysis.views import pdf as views_pdf
from analysis.views import words
from analysis.views.pdf import MISSING, pdf
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from tests.views.scenes import SCENES, bulletin, claim, heard, posting, worked_example

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '#read("report.json") #image("/etc/passwd") #import "@preview/x:0.1.0" $1+1$ *b* `r` // c @ref <label> <script>alert(1)</script>'


def text(data: bytes) -> str:
    """The words of all pages in one line."""
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def links(data: bytes) -> list[str]:
    """The addresses that the pages link to."""
    document, found = pypdfium2.PdfDocument(data), []
    for page in document:
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, place, link):
            action = raw.FPDFLink_GetAction(link)
            address = ctypes.create_string_buffer(raw.FPDFAction_GetURIPath(document, action, None, 0))
            raw.FPDFAction_GetURIPath(document, action, address, len(address))
            found.append(address.value.decode())
    return found


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_every_verdict_is_set(scene: Callable[[], Verdict]) -> None:
    shown = text(pdf(scene()))
    assert words.headline(scene()) in shown
    assert "It is not a finding about the events shown." in shown


def test_it_shows_what_the_verdict_rests_on_and_comes_out_the_same() -> None:
    data = pdf(worked_example(), head="ab" * 32)
    assert data == pdf(worked_example(), head="ab" * 32)
    shown = text(data)
    for part in ("92 % (14 to 92 %)", "Thursday’s statement is silent", "0" * 64, "ab" * 32, "within 45 %"):
        assert part in shown, part


def test_text_from_strangers_stays_text() -> None:
    piece = replace(bulletin(18, "named"), saw=HOSTILE, raw=HOSTILE, means=HOSTILE, fooled_by=(HOSTILE,), clock=HOSTILE)
    posts = (Post("posts[0]", "javascript:alert(1)"), Post("posts[1]", "https://example.org/a_b*c"))
    verdict = weigh(heard(posting(), piece, title=HOSTILE, posts=posts), replace(claim(), text=f"{HOSTILE} שלום 2024, Леопард"))
    data = pdf(verdict)
    shown = text(data)
    assert shown.count('#read("report.json") #image("/etc/passwd")') >= 4
    assert "root:" not in shown
    assert "Леопард" in shown
    assert links(data) == ["https://example.org/a_b*c"]


def test_what_no_font_shows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = weigh(heard(posting(), bulletin(18, "named"), title="豹式坦克"), claim())
    monkeypatch.setattr(views_pdf, "east_asian_font", lambda: False)
    assert MISSING.split(":")[0] in text(pdf(verdict))
    assert MISSING.split(":")[0] not in text(pdf(worked_example()))


def test_check_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.pdf"
    assert main(["check", str(ROOT / "samples" / "river-level" / "case.toml"), "--pdf", str(target), "--no-pictures"]) == 0
    assert "Undetermined" in capsys.readouterr().out
    assert "Undetermined" in text(target.read_bytes())
    assert (
        main(["check", str(ROOT / "samples" / "river-level" / "case.toml"), "--pdf", str(tmp_path / "no" / "r.pdf"), "--no-pictures"]) != 0
    )
    assert "no/r.pdf" in capsys.readouterr().err
