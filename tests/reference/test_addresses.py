"""Clocks in addresses, against independent times of the same posts."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reference.addresses import MAX_URL, clock_in, clocks_in, platform_of

RECEIVED = datetime(2026, 11, 1, tzinfo=UTC)

FORMS = {
    "bilibili_av_15digit": "https://www.bilibili.com/video/av{}/",
    "bilibili_dynamic": "https://t.bilibili.com/{}",
    "bluesky_tid": "https://bsky.app/profile/someone.bsky.social/post/{}",
    "discord_attachment": "https://cdn.discordapp.com/attachments/551531058039095296/{}/clip.mp4",
    "discord_message": "https://discord.com/channels/427876741990711298/551531058039095290/{}",
    "douyin_video": "https://www.douyin.com/video/{}",
    "gab": "https://gab.com/someone/posts/{}",
    "instagram_media_id": "https://www.instagram.com/stories/someone/{}/",
    "instagram_shortcode": "https://www.instagram.com/reel/{}/",
    "kick_clip_ulid": "https://kick.com/someone?clip={}",
    "kick_vod_uuid7": "https://kick.com/someone/videos/{}",
    "likee_video": "https://likee.video/@someone/video/{}",
    "linkedin": "https://www.linkedin.com/feed/update/urn:li:activity:{}/",
    "mongo_objectid": "",
    "snapchat_spotlight": "https://www.snapchat.com/spotlight/{}",
    "threads_shortcode": "https://www.threads.net/@someone/post/{}",
    "tiktok_file_vid_xid": "",
    "tiktok_video": "https://www.tiktok.com/@someone/video/{}",
    "truthsocial": "https://truthsocial.com/@someone/posts/{}",
    "tumblr_post18": "https://someone.tumblr.com/post/{}/title",
    "weibo_epoch_check": "",
    "weibo_mblogid": "https://weibo.com/1234567890/{}",
    "weibo_mid": "https://m.weibo.cn/detail/{}",
    "x_media": "https://video.twimg.com/ext_tw_video/{}/pu/vid/720x1280/a.mp4",
    "x_status": "https://x.com/someone/status/{}",
}
"""How the ids of the vectors stand in addresses; "" for ids that no address of a known platform carries."""


def test_every_vector_decodes_within_a_second(shared: Path) -> None:
    with (shared / "data" / "clocks" / "url_clock_vectors.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 70
    for row in rows:
        form = FORMS[row["scheme"]]
        if not form:
            continue
        clock = clock_in(form.format(row["id"]), received=RECEIVED)
        assert clock is not None, row
        assert clock.moment.start is not None
        assert abs(clock.moment.start - datetime.fromisoformat(row["decoded_utc"])) < timedelta(seconds=1), row
        assert clock.raw in row["id"]


# Literals: ids and times out of the test tables of public parsers (yt-dlp 2026.10.26 and unfurl), as named in the tables.
KNOWN = [
    ("https://twitter.com/freethenipple/status/643211948184596480", "2015-09-13T23:57:33"),
    ("mobile.twitter.com/a/status/643211948184596480?s=20", "2015-09-13T23:57:33"),
    ("//www.x.com/i/web/status/643211948184596480/video/1", "2015-09-13T23:57:33"),
    ("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=643211948184596480", "2015-09-13T23:57:33"),
    ("https://nitter.example.org/a/status/643211948184596480#m", "2015-09-13T23:57:33"),
    ("https://twitter-com.translate.goog/a/status/643211948184596480?_x_tr_sl=en", "2015-09-13T23:57:33"),
    ("https://www.google.com/url?q=https%3A%2F%2Ftwitter.com%2Fa%2Fstatus%2F643211948184596480&sa=D", "2015-09-13T23:57:33"),
    ("https://web.archive.org/web/20200101000000if_/https://twitter.com/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("https://www.tiktok.com/embed/v2/6742501081818877190", "2019-09-30T16:27:46"),
    ("https://m.tiktok.com/v/6742501081818877190.html", "2019-09-30T16:27:46"),
    ("https://www.iesdouyin.com/share/video/6961737553342991651/", "2021-05-13T11:37:15"),
    ("https://www.instagram.com/aguynamedpatrick/p/aye83DjauH/?foo=bar#abc", "2013-06-20T17:15:45"),
    ("https://www.linkedin.com/posts/someone_words-activity-6685980502161199104-aB3d", "2020-07-06T18:59:31"),
    ("at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l3vgf77uco2g", "2024-09-11T17:11:56"),
    ("https://truthsocial.com/@realDonaldTrump/108618228543962049", "2022-07-09T16:03:57"),
    ("https://weibo.com/7827771738/N4xlMvjhI", "2023-06-09T12:17:12"),
    ("https://www.tumblr.com/someone/626907179849564160/title", "2020-08-19T19:27:56"),
    ("https://kick.com/someone/clips/clip_01J8RGZRKHXHXXKJEHGRM932A5", "2024-09-27T01:19:37"),
    ("https://web.archive.org/web/20220218101112/https://t.me/channel/123", "2022-02-18T10:11:12"),
    ("https://archive.ph/2022.02.18-101112/https://t.me/channel/123", "2022-02-18T10:11:12"),
    ("https://archive.today/20220218101112/https://vk.com/wall-1_2", "2022-02-18T10:11:12"),
    ("https://cdn.syndication.twimg.com/tweet-result?id=643211948184596480&lang=en", "2015-09-13T23:57:33"),
    ("https://publish.twitter.com/oembed?url=https%3A%2F%2Ftwitter.com%2Fa%2Fstatus%2F643211948184596480", "2015-09-13T23:57:33"),
    ("https://pbs.twimg.com/ext_tw_video_thumb/1577855447914409984/pu/img/a.jpg", "2022-10-06T02:57:08"),
    ("https://www.tiktok.com/@a/photo/6742501081818877190?is_from_webapp=1", "2019-09-30T16:27:46"),
    ("https://www.tiktok.com/share/item/6742501081818877190", "2019-09-30T16:27:46"),
    ("https://www.tiktok.com/foryou?item_id=6742501081818877190", "2019-09-30T16:27:46"),
    ("https://likee.video/v/7093444807096327263", "2022-05-03T09:48:40"),
    ("https://i.instagram.com/api/v1/media/2383568809444681765_1234/info/", "2020-08-25T13:52:46"),
    ("https://www.instagram.com/someone/reel/BkfuX9UB-eK/?igsh=abc", "2018-06-26T17:08:07"),
    ("https://www.linkedin.com/events/a-name7295762520814874625/", "2025-02-13T11:15:33"),
    ("https://truthsocial.com/users/a/statuses/108618228543962049", "2022-07-09T16:03:57"),
    ("https://gab.com/embed/107045884469287653", "2021-10-04T23:36:11"),
    ("https://embed.bsky.app/embed/did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l3vgf77uco2g", "2024-09-11T17:11:56"),
    ("https://weibo.com/tv/show/1034:4189190000000000?mid=4189191225395228", "2017-12-26T05:01:22"),
    ("https://weibo.com/ajax/statuses/show?id=N4xlMvjhI", "2023-06-09T12:17:12"),
    ("https://t.bilibili.com/h5/dynamic/detail/998134289197432852", "2024-11-10T10:30:49"),
    ("https://player.bilibili.com/player.html?aid=114868162141203", "2025-07-17T10:44:16"),
    ("https://web.archive.org/save/https://twitter.com/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("https://web.archive.org/web/https://twitter.com/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("https://archive.ph/newest/https://twitter.com/a/status/643211948184596480", "2015-09-13T23:57:33"),
    # A capture of a post from before there was the post: the time was written into the address.
    ("https://web.archive.org/web/20150101000000/https://twitter.com/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("https://twitter.com/#!/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("HTTPS://MOBILE.X.COM:443/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("https://x.com/a/status%2F643211948184596480, posted today", "2015-09-13T23:57:33"),
    ("seen at <https://x.com/a/status/643211948184596480>.", "2015-09-13T23:57:33"),
    # Written so that no program opens it, and as a link of Markdown.
    ("hxxps://x[.]com/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("hxxps[:]//twitter[dot]com/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("[the post](https://x.com/a/status/643211948184596480)", "2015-09-13T23:57:33"),
    ("https://threadreaderapp.com/thread/643211948184596480.html", "2015-09-13T23:57:33"),
    ("https://pdsls.dev/at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l3vgf77uco2g", "2024-09-11T17:11:56"),
    ("https://archive.ph/o/AbCdE/https://twitter.com/a/status/643211948184596480", "2015-09-13T23:57:33"),
    ("https://arquivo.pt/wayback/20220218101112/https://t.me/channel/123", "2022-02-18T10:11:12"),
    # Japanese time is nine hours ahead of UTC.
    ("https://megalodon.jp/2022-0218-1911-12/https://t.me:443/channel/123", "2022-02-18T10:11:12"),
]


@pytest.mark.parametrize(("url", "moment"), KNOWN)
def test_known_posts(url: str, moment: str) -> None:
    clock = clock_in(url, received=RECEIVED)
    assert clock is not None
    assert clock.moment.start is not None
    assert clock.moment.start.isoformat().startswith(moment)
    assert clock.resolution <= timedelta(seconds=1)


def test_x_picture_name_holds_the_media_id() -> None:
    """The name is built here from a media id of yt-dlp's tests as unfurl's parser documents it: 64 bits, then 24 others."""
    import base64

    name = base64.urlsafe_b64encode((1577855447914409984).to_bytes(8) + b"\x01\x02\x03").decode().rstrip("=")
    clock = clock_in(f"https://pbs.twimg.com/media/{name}?format=jpg", received=RECEIVED)
    assert clock is not None
    assert clock.moment.start is not None
    assert clock.moment.start.isoformat().startswith("2022-10-06T02:57:08")


def test_mastodon_status() -> None:
    """The first millisecond of December 2017 is id 99096094310400000 (unfurl's bound for Mastodon ids)."""
    clock = clock_in("https://mastodon.social/@someone/99096094310400000", received=RECEIVED)
    assert clock is not None
    assert clock.moment.start == datetime(2017, 12, 1, tzinfo=UTC)
    assert clock.settable


def test_mastodon_status_and_media_agree() -> None:
    status = clock_in("https://mastodon.social/@someone@other.example/112345678901234567", received=RECEIVED)
    media = clock_in("https://files.mastodon.social/media_attachments/files/112/345/678/901/234/567/original/a.mp4", received=RECEIVED)
    assert status is not None
    assert media is not None
    assert status.moment == media.moment


NONE = [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ?si=1577855540407197696",
    "https://t.me/channel/1577855540407197696",
    "https://www.facebook.com/watch/?v=637842556329505",
    "https://vk.com/video-1_456239017",
    "https://example.com/status/1577855540407197696",
    "https://notx.com/a/status/1577855540407197696",
    "https://x.com.example.org/a/status/1577855540407197696",
    "https://x.com@example.org/a/status/1577855540407197696",
    "https://evil.example\\@x.com/a/status/1577855540407197696",
    "https://a:b@x.com/a/status/1577855540407197696",
    "https://x.com:8080/a/status/1577855540407197696",
    "https://х.com/a/status/1577855540407197696",  # a Cyrillic letter
    "https://xn--80adf.com/a/status/1577855540407197696",
    "https://evil.example/https://x.com/a/status/1577855540407197696",
    "https://x.com/a?next=/b/status/1577855540407197696",  # where to go next
    "https://x.com/search?q=https://x.com/b/status/1577855540407197696",
    "https://x.com/a#/status/1577855540407197696",
    "https://x.com/a see x.com/b/status/1577855540407197696",
    "https://x.com/a/status/01577855540407197696",
    "https://x.com/a/status/0157785554040719769",
    "https://x.com/a/status/1577855540407197696abc",
    "https://x.com/a/status/١٥٧٧٨٥٥٥٤٠٤٠٧١٩٧٦٩٦",  # digits, but no id
    "https://a.tumblr.com/tagged/626907179849564160",
    "https://social.example/@a/112345678901234567",  # a server that nothing is known of
    "https://t.me/c/1234567890/123",
    "https://x.com/a/status/29700859247",  # a counter from before the snowflakes
    "https://x.com/a/status/9999999999999999999",  # from the future
    "https://x.com/a",
    "https://x.com/search?q=since_id:1577855540407197696",  # what was looked for, not what was found
    "https://www.instagram.com/reels/audio/2383568809444681765/",  # a piece of music, not the post
    "https://web.archive.org/web/20220218101112*/https://t.me/channel",  # the list of captures
    "https://www.instagram.com/share/reel/BACabcdefgh",  # a link that has to be opened first
    "https://www.tiktok.com/@a/video/1577855540407197696",  # the digits of another platform
    "https://vm.tiktok.com/ZMabcdefg/",
    "https://gab.com/a/posts/12345678",
    "https://kick.com/a/videos/3cbfc1d3-4b0e-4b7f-9f3c-000000000000",  # UUID version 4
    "https://web.archive.org/web/2022*/https://t.me/channel/1",
    "https://web.archive.org/web/20221341000000/https://t.me/channel/1",  # no such month
    "https://archive.ph/AbCdE",
    "https://megalodon.jp/2022-1332-1002-03/https://t.me/channel/1",  # no such month
    "https://x.com[.]evil.example/a/status/1577855540407197696",
    "[https://x.com/a/status/1577855540407197696](https://evil.example)",  # the target is another
    "https://discord.com/channels/427876741990711298/551531058039095290",  # the channel, not a message
    "ftp://x.com/a/status/1577855540407197696",
    "",
    "just words",
    "https://[::1",
]


@pytest.mark.parametrize("url", NONE)
def test_no_clock(url: str) -> None:
    assert clock_in(url, received=RECEIVED) is None


def test_nothing_from_after_the_receipt() -> None:
    url = "https://x.com/a/status/1577855540407197696"  # 2022-10-06 02:57:30 UTC (yt-dlp TwitterIE)
    assert clock_in(url, received=datetime(2022, 10, 4, tzinfo=UTC)) is None
    assert clock_in(url, received=datetime(2022, 10, 5, 12, tzinfo=UTC)) is not None


def test_a_capture_and_what_it_captured_both_speak() -> None:
    url = "https://web.archive.org/web/20230101000000/https://x.com/a/status/1577855540407197696"
    assert [clock.scheme for clock in clocks_in(url, received=RECEIVED)] == ["wayback", "x_status"]


@pytest.mark.parametrize(
    ("url", "said", "confidence"),
    [
        ("https://x.com/a/status/643211948184596480", "the id of the post", "checked"),
        ("https://api.fxtwitter.com/a/status/643211948184596480", "the id of the post, as the mirror fxtwitter.com gives it", "checked"),
        ("https://nitter.example/a/status/643211948184596480", "if nitter.example is what its name says", "memory"),
        ("https://mastodon.example/@a/112345678901234567", "if mastodon.example is what its name says", "memory"),
        ("https://web.archive.org/web/20220218101112/https://t.me/a/1", "look which one it is", "sourced"),
    ],
)
def test_whose_address_it_is_is_said(url: str, said: str, confidence: str) -> None:
    clock = clock_in(url, received=RECEIVED)
    assert clock is not None
    assert said in clock.what
    assert ("mirror" in clock.what or "name says" in clock.what) == ("mirror" in said or "name says" in said)
    assert clock.confidence == confidence


def test_footage_of_a_live_stream_is_later_than_its_id() -> None:
    clock = clock_in("https://kick.com/a/videos/01a0251f-ef48-702d-9289-d66922da0e84", received=RECEIVED)
    assert clock is not None
    assert clock.moment.width is not None
    assert clock.moment.width > timedelta(hours=24)


@pytest.mark.parametrize(
    ("url", "name", "has_clock"),
    [
        ("https://youtu.be/dQw4w9WgXcQ", "YouTube", False),
        ("t.me/channel/123", "Telegram", False),
        ("tg://resolve?domain=channel&post=123", "Telegram", False),
        ("https://m.facebook.com/story.php?id=1", "Facebook", False),
        ("https://vk.com/wall-1_2", "VK", False),
        ("https://web.archive.org/web/2022/https://vk.com/wall-1_2", "VK", False),
        ("https://vm.tiktok.com/ZMabcdefg/", "TikTok", True),
        ("https://x.com/a", "X", True),
        ("https://video.twimg.com/ext_tw_video/1/pu/a.mp4", "X", True),
    ],
)
def test_platforms_say_whether_they_have_a_clock(url: str, name: str, has_clock: bool) -> None:
    platform = platform_of(url)
    assert platform is not None
    assert (platform.name, platform.has_clock) == (name, has_clock)
    assert platform.ask.endswith(".")


def test_an_unknown_domain_is_no_platform() -> None:
    assert platform_of("https://example.com/status/1577855540407197696") is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    clock = clock_in(text, received=RECEIVED)
    assert clock is None or clock.moment.end is not None
    platform_of(text)


@settings(deadline=None)
@given(st.integers(min_value=10**14, max_value=10**20))
def test_x_ids_stay_in_range(number: int) -> None:
    clock = clock_in(f"https://x.com/a/status/{number}", received=RECEIVED)
    if clock is not None:
        assert clock.moment.start is not None
        assert datetime(2010, 11, 4, tzinfo=UTC) <= clock.moment.start <= RECEIVED + timedelta(days=1)


def test_a_very_long_address_is_cut() -> None:
    assert clock_in("https://x.com/" + "a" * MAX_URL + "/status/1577855540407197696", received=RECEIVED) is None


def test_a_bv_id_is_its_av_number() -> None:
    """BV1L9Uoa9EUx is av111298867365120 (the worked example of the bilibili-API-collect documentation)."""
    bv = clock_in("https://www.bilibili.com/video/BV1L9Uoa9EUx/", received=RECEIVED)
    av = clock_in("https://www.bilibili.com/video/av111298867365120", received=RECEIVED)
    assert bv is not None
    assert av is not None
    assert bv.moment == av.moment
