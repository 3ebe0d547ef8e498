"""Claims that an earlier posting settles: several posts, the earliest counts, whatever it is; the rest stays on the timeline."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analysis.casefile import CaseFile
from analysis.hearing import hear
from analysis.views.timeline import draw
from analysis.weighing.weigh import weigh
from analysis.when import Span

NOW = datetime(2026, 11, 1, tzinfo=UTC)
# Ids and times of the tests of yt-dlp: X 2022-09-28 19:02:03 (TwitterIE), TikTok 2019-09-30 16:27:46 (TikTokIE), both UTC.
X, TIKTOK = "https://x.com/a/status/1575199173472927762", "https://www.tiktok.com/@a/video/6742501081818877190"
CLAIM = '[claim]\ntext = "It happened last night."\nevent = "2022-09-27 18:00Z/2022-09-28 06:00Z"\nmade = "2022-09-28 19:02:03Z"\n'


@pytest.mark.parametrize("kind", ["original", "copy", "forward", "repost", "quote"])
@pytest.mark.parametrize("order", [(X, TIKTOK), (TIKTOK, X)])
def test_footage_that_was_online_before_the_event_is_older(kind: str, order: tuple[str, str]) -> None:
    """As in most of the published fact-checks: an earlier appearance settles the matter, be it a copy itself."""
    posts = "".join(f'[[posts]]\nurl = "{url}"\nkind = "{kind if url == TIKTOK else "original"}"\n' for url in order)
    verdict = weigh(hear(CaseFile(CLAIM + posts).case(NOW), only=("posts",), now=NOW))
    assert verdict.shares is not None
    assert verdict.shares.answer == "before"
    assert verdict.shares.before == pytest.approx(1)
    assert verdict.bounds.not_after == datetime(2019, 9, 30, 16, 27, 47, tzinfo=UTC)
    assert not verdict.contradictions
    drawn = draw(verdict, Span(datetime(2019, 1, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC)))
    assert "2019" in drawn
    assert drawn.count("Posted on") >= 2


def test_a_posting_after_the_event_alone_settles_nothing() -> None:
    verdict = weigh(hear(CaseFile(f'{CLAIM}[[posts]]\nurl = "{X}"\n').case(NOW), only=("posts",), now=NOW))
    assert verdict.shares is not None
    assert verdict.shares.before < 1
    assert not verdict.settled
