"""Posts as testimony. Known times of addresses are public values (the test tables of yt-dlp), beside the formula of X's ids."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from analysis.case import Case
from analysis.casefile import CaseFile
from analysis.hearing import hear
from analysis.testimony import Observation, Testimony, Unasked
from analysis.when import Span
from analysis.witnesses import posts

NOW = datetime(2024, 10, 1, tzinfo=UTC)
# X: milliseconds since 2010-11-04T01:42:54.657Z in the bits above the lowest 22; an id made for a known instant.
X_EPOCH_MS = 1_288_834_974_657


def x_address(moment: datetime) -> str:
    return f"https://x.com/someone/status/{(int(moment.timestamp() * 1000) - X_EPOCH_MS) << 22}"


def said(text: str) -> list[Testimony | Observation]:
    return list(posts.testify(CaseFile(text).case(NOW)))


def test_a_typed_day_is_a_posting_as_wide_as_the_day() -> None:
    (post,) = said('zone = "Europe/Moscow"\n[[posts]]\nat = "2024-09-19"\nurl = "https://t.me/channel/1"\n')
    assert isinstance(post, Testimony)
    assert (post.stage, post.bearing, post.strength, post.raw) == ("posted", "during", "very strong", "2024-09-19")
    assert post.span == Span(datetime(2024, 9, 18, 21, tzinfo=UTC), datetime(2024, 9, 19, 21, tzinfo=UTC))


def test_an_unknown_zone_is_said() -> None:
    (post,) = said('[[posts]]\nat = "2024-09-19 15:00"\n')
    assert isinstance(post, Testimony)
    assert "time zone is not known" in post.saw
    assert post.span.width == timedelta(hours=26, minutes=1)


def test_an_address_that_carries_a_clock() -> None:
    moment = datetime(2024, 9, 19, 12, 30, tzinfo=UTC)
    (post,) = said(f'[[posts]]\nurl = "{x_address(moment)}"\noriginal = false\n')
    assert isinstance(post, Testimony)
    assert (post.stage, post.bearing, post.strength) == ("posted", "during", "very strong")
    assert post.span.start == moment
    assert "A copy of the video" in post.saw
    assert "X" in post.saw


def test_a_date_and_an_address_of_one_post_are_one_voice_and_are_compared() -> None:
    address = x_address(datetime(2024, 9, 19, 12, 30, tzinfo=UTC))
    same = said(f'[[posts]]\nat = "2024-09-19Z"\nurl = "{address}"\n')
    assert [type(piece) for piece in same] == [Testimony, Testimony]
    typed, carried = same
    assert isinstance(typed, Testimony)
    assert isinstance(carried, Testimony)
    assert typed.clock == carried.clock != ""
    assert typed.key != carried.key
    *_, apart = said(f'[[posts]]\nat = "2024-09-21Z"\nurl = "{address}"\n')
    assert isinstance(apart, Observation)
    assert "later than the time in the address" in apart.means
    *_, apart = said(f'[[posts]]\nat = "2024-09-17Z"\nurl = "{address}"\n')
    assert isinstance(apart, Observation)
    assert "earlier than the time in the address" in apart.means


def test_an_address_without_a_clock_asks_for_the_date() -> None:
    (asked,) = said('[[posts]]\nurl = "https://t.me/channel/1"\n')
    assert isinstance(asked, Observation)
    assert "date" in asked.means
    (unknown,) = said('[[posts]]\nurl = "https://example.org/1234567890123456789"\n')
    assert isinstance(unknown, Observation)
    assert "Give the date" in unknown.means


def test_a_time_that_the_poster_can_choose_is_not_taken_for_the_posting() -> None:
    # Bluesky's record keys are made by the poster's program: atproto.com/specs/tid, "3jzfcijpj2z2a" being the specification's example.
    pieces = said('[[posts]]\nurl = "https://bsky.app/profile/a.bsky.social/post/3jzfcijpj2z2a"\n')
    (post,) = [piece for piece in pieces if isinstance(piece, Testimony)]
    assert (post.stage, post.strength) == ("saved", "limited")
    assert any("program" in reason for reason in post.fooled_by)


def test_no_post_is_not_asked() -> None:
    with pytest.raises(Unasked, match="when the video was seen"):
        list(posts.testify(Case()))


def test_the_hearing_gives_each_its_own_id() -> None:
    case = CaseFile('[[posts]]\nat = "2024-09-19"\n[[posts]]\nat = "2024-09-20"\n').case(NOW)
    assert [piece.id for piece in hear(case, only=("posts",), now=NOW).testimony] == ["posts/posts[0]", "posts/posts[1]"]


@pytest.mark.parametrize("kind", ["copy", "forward", "repost", "quote"])
def test_what_is_passed_on_bounds_as_an_original_does_and_says_that_an_older_post_exists(kind: str) -> None:
    pieces = said(f'[[posts]]\nat = "2024-09-19Z"\nkind = "{kind}"\n')
    (post,) = [piece for piece in pieces if isinstance(piece, Testimony)]
    assert (post.stage, post.strength) == ("posted", "very strong")
    assert any(isinstance(piece, Observation) and "earlier bound" in piece.means for piece in pieces) == (kind != "copy")


def test_an_edited_post_bounds_by_its_edit() -> None:
    """The video may have been exchanged when the post was edited: its own date is no bound."""
    (post,) = said('[[posts]]\nat = "2024-09-19Z"\nkind = "edit"\nedited = "2024-09-25 10:00Z"\n')
    assert isinstance(post, Testimony)
    assert post.span == Span(datetime(2024, 9, 19, tzinfo=UTC), datetime(2024, 9, 25, 10, 1, tzinfo=UTC))
    assert (post.stage, "edited 2024-09-25" in post.saw) == ("posted", True)


def test_an_edit_of_unknown_time_closes_nothing() -> None:
    address = x_address(datetime(2024, 9, 19, 12, 30, tzinfo=UTC))
    pieces = said(f'[[posts]]\nat = "2024-09-19Z"\nurl = "{address}"\nkind = "edit"\n')
    assert {(piece.stage, piece.strength) for piece in pieces if isinstance(piece, Testimony)} == {("saved", "limited")}
    assert any(isinstance(piece, Observation) and "time of the edit" in piece.means for piece in pieces)


def test_a_period_is_a_posting_as_wide_as_it_is() -> None:
    (post,) = said('[[posts]]\nat = "2024-09-19Z/2024-09-21Z"\n')
    assert isinstance(post, Testimony)
    assert post.span == Span(datetime(2024, 9, 19, tzinfo=UTC), datetime(2024, 9, 22, tzinfo=UTC))
