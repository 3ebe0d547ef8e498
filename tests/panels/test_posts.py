"""The posts on the page: a pasted address is a bound at once, a post says what it is, proposals count only when added, fetching asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.posting import files

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("BEFORE_OR_AFTER_CASES", str(tmp_path / "cases"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


def test_from_a_pasted_address_to_proposals_and_the_question_before_a_fetch(
    page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The post is that of yt-dlp's test (TwitterIE), dated 2022-09-28 19:02:03 UTC there."""
    next(f for f in page.text_input if f.label.startswith("Paste the address")).set_value(
        "https://x.com/a/status/1575199173472927762?s=20"
    ).run()
    assert "X, the id of the post: 2022-09-28T19:02:03" in said(page)
    assert "to the millisecond" in said(page)
    asked = next(box for box in page.selectbox if box.label == "Which is it?")
    asked.set_value("quote").run()
    book = page.session_state["desk"].book
    assert book.get("posts[1].kind") == "quote"
    assert book.case().posts[1].kind == "quote"

    next(f for f in page.text_input if f.key == "posts path").set_value(str(files.put(tmp_path, "result.json", files.TELEGRAM)))
    next(b for b in page.button if b.label == "Read" and "posts from a file" in (b.key or "")).click().run()
    assert "None of them counts before you add it" in said(page)
    assert len(page.session_state["desk"].book.get("posts")) == 2
    next(b for b in page.button if b.label == "Add this post").click().run()
    assert page.session_state["desk"].book.get("posts[2].at") == "2022-02-17 09:00:00Z"

    contacted: list[str] = []
    monkeypatch.setattr("analysis.panels.posts.fetch", lambda url, *_, **__: contacted.append(url))
    page.button(key="fetch ask").click().run()
    assert "they learn this computer’s network address" in said(page)
    assert not contacted
    page.button(key="fetch no").click().run()
    assert "they learn this computer’s network address" not in said(page)
    assert not contacted
    assert not page.exception
