"""Posts in the files of other tools, field by field. How the files look and what their clocks mean is documented by those tools."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.posting import Found, PostDraft, read_posts
from tests.posting import files


def read(tmp_path: Path, name: str, what: object) -> Found:
    found = read_posts([files.put(tmp_path, name, what)])
    assert not found.troubles, found.troubles
    return found


def starts(found: Found) -> list[str | None]:
    spans = [draft.span_in(None) for draft in found.drafts]
    return [None if span is None or span.start is None else span.start.isoformat().replace("+00:00", "Z") for span in spans]


def one(found: Found, url: str, kind: str | None = None) -> PostDraft:
    (draft,) = [each for each in found.drafts if each.url == url and each.kind == kind]
    return draft


def test_info_json(tmp_path: Path) -> None:
    """The post of yt-dlp's test is dated 2022-09-28 19:02:03 UTC there."""
    (draft,) = read(tmp_path, "clip.info.json", files.INFO).drafts
    assert draft.written == "2022-09-28 19:02:03Z"
    assert draft.url == files.INFO["webpage_url"]
    assert draft.names_file("Smoke over the harbour [1575199163847000064].mp4")


def test_info_json_with_a_day_alone_allows_a_day_on_either_side(tmp_path: Path) -> None:
    info = {key: value for key, value in files.INFO.items() if key != "timestamp"}
    (draft,) = read(tmp_path, "clip.info.json", info).drafts
    span = draft.span_in(None)
    assert span is not None
    assert (span.start, span.end) == (datetime(2022, 9, 27, tzinfo=UTC), datetime(2022, 9, 30, tzinfo=UTC))


def test_info_json_of_what_has_not_begun_has_no_date(tmp_path: Path) -> None:
    """Of a stream that is announced, `release_timestamp` is when it is planned (yt-dlp's documentation); later it is when it began."""
    info = {**files.INFO, "timestamp": None, "release_timestamp": 1664391723}
    (coming,) = read(tmp_path, "a.info.json", {**info, "live_status": "is_upcoming"}).drafts
    (over,) = read(tmp_path, "b.info.json", info).drafts
    assert (coming.at, "plan" in coming.notes[0]) == (None, True)
    assert (over.written, "release_timestamp" in over.at_why) == ("2022-09-28 19:02:03Z", True)


def test_info_json_of_a_stream_goes_on_after_its_date(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, "clip.info.json", {**files.INFO, "live_status": "was_live"}).drafts
    span = draft.span_in(None)
    assert span is not None
    assert span.end is not None
    assert span.end >= datetime(2022, 9, 30, 19, 2, 3, tzinfo=UTC)


def test_telegram_export(tmp_path: Path) -> None:
    found = read(tmp_path, "result.json", files.TELEGRAM)
    post = one(found, "https://t.me/c/1234567890/17", "edit")
    assert post.written == "2022-02-18 10:11:12Z"  # date_unixtime, not the exporter's 13:11:12
    assert post.edited is not None
    assert str(post.edited) == "2022-02-18T11:00:00Z"
    assert post.names_file("IMG_0042.MP4")
    assert "Smoke over the harbour" in post.text
    forward = one(found, "https://t.me/c/1234567890/18", "forward")
    assert (forward.written, "Another channel" in forward.notes[0]) == ("2022-02-18 22:00:00Z", True)
    first = one(found, "", "copy")
    assert first.written == "2022-02-17 09:00:00Z"
    assert one(found, "https://t.me/c/1234567890/19").has_media is False
    left_out = one(found, "https://t.me/c/1234567890/20")
    assert (left_out.has_media, left_out.media) == (True, ())
    span = left_out.span_in(None)  # an old export without the count: the zone of its clock is not known
    assert span is not None
    assert span.width is not None
    assert span.width.total_seconds() > 25 * 3600


def test_telegram_export_of_a_whole_account(tmp_path: Path) -> None:
    """Chats stand in two lists; an old export gives 1970 where nothing was edited."""
    message = {"id": 7, "type": "message", "date_unixtime": "1645179072", "file": "a.mp4", "edited": "1970-01-01T03:00:00"}
    chats = [{"type": "private_supergroup", "id": number, "messages": [message]} for number in (1, 2)]
    found = read(tmp_path, "result.json", {"chats": {"list": chats[:1]}, "left_chats": {"list": chats[1:]}})
    assert [(draft.url, draft.kind, draft.edited) for draft in found.drafts] == [(f"https://t.me/c/{n}/7", None, None) for n in (1, 2)]


def test_telegram_export_as_pages(tmp_path: Path) -> None:
    found = read(tmp_path, "messages.html", files.TELEGRAM_PAGE)
    first, post, forward, words = found.drafts
    assert (post.at_why, post.kind, post.media, post.has_media) == ("the message’s date", None, ("video_files/IMG_0042.MP4",), True)
    assert post.text == "Channel of the port: Smoke over the harbour & more"
    assert (forward.kind, forward.kind_why, forward.has_media, forward.media) == ("forward", "forwarded from Another channel", True, ())
    assert (first.kind, first.origin) == ("copy", forward.origin)
    # The seconds of the titles, three hours after UTC.
    assert starts(found)[:3] == ["2022-02-17T09:00:00Z", "2022-02-18T10:11:12Z", "2022-02-18T22:00:00Z"]
    assert (words.written, "names no zone" in words.at_why, words.has_media) == ("2022-04-03 02:00:00", True, False)


def test_auto_archiver_csv_converts_every_zone(tmp_path: Path) -> None:
    found = read(tmp_path, "db.csv", files.ARCHIVER_CSV)
    post = one(found, "https://t.me/channel/17")
    span = post.span_in(None)
    assert span is not None
    assert span.start == datetime(2022, 2, 18, 10, 11, 12, tzinfo=UTC)
    assert post.names_file("IMG_0042.MP4")
    archived = one(found, "https://t.me/channel/17", "copy")
    assert archived.written == "2022-02-20 08:09:10Z"
    day = one(found, "https://vk.com/wall-1_2").span_in(None)  # midnight: a bare upload day
    assert day is not None
    assert (day.start, day.end) == (datetime(2022, 2, 18, tzinfo=UTC), datetime(2022, 2, 19, tzinfo=UTC))
    naive = one(found, "https://vk.com/wall-1_3")
    assert naive.at is not None
    assert naive.at.offset is None


@pytest.mark.parametrize(
    ("name", "what"), [("sheet.csv", files.ARCHIVER_SHEET), ("a.json", files.ARCHIVER_JSON), ("b.json", [files.ARCHIVER_JSON])]
)
def test_auto_archiver_sheet_and_json(tmp_path: Path, name: str, what: object) -> None:
    found = read(tmp_path, name, what)
    assert (found.drafts[0].kind, starts(found)[0]) == (None, "2022-02-18T10:11:12Z")
    copy = one(found, "https://t.me/channel/17", "copy").span_in(None)
    assert copy is not None
    assert copy.start is not None
    assert copy.start.replace(microsecond=0) == datetime(2022, 2, 20, 8, 9, 10, tzinfo=UTC)


def test_mastodon_outbox(tmp_path: Path) -> None:
    found = read(tmp_path, "outbox.json", files.OUTBOX)
    post = one(found, "https://mastodon.social/@a/109319400000000000", "edit")
    assert (post.written, str(post.edited), post.text) == ("2022-11-10 08:00:00Z", "2022-11-11T09:00:00Z", "Smoke")
    boost = one(found, "https://mastodon.social/users/a/statuses/109319500000000000/activity", "repost")
    assert boost.written == "2022-11-10 09:00:00Z"
    assert one(found, "https://mastodon.online/users/b/statuses/99096094310400000").written == ""


def test_x_archive(tmp_path: Path) -> None:
    found = read(tmp_path, "tweets.js", "window.YTD.tweets.part0 = " + json.dumps(files.TWEETS))
    post = one(found, "https://x.com/i/status/1575199173472927762")
    assert post.written == "2022-09-28 19:02:03Z"
    assert any("ext_tw_video/1575199163847000068" in name for name in post.media)
    assert one(found, "https://x.com/i/status/1575199999999999999", "repost").has_media is False
    quote = one(found, "https://x.com/i/status/1577719286659006464", "quote")
    assert ("1575199173472927762" in quote.kind_why, quote.notes) == (True, ())  # its list of versions names itself alone
    edit = one(found, "https://x.com/i/status/1580661436132757506", "edit")
    assert "https://x.com/i/status/1580658532646715393" in edit.notes[-1]


def test_x_archive_as_it_is_handed_out(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/account.js", "window.YTD.account.part0 = []")
        archive.writestr("data/tweets.js", "window.YTD.tweets.part0 = " + json.dumps(files.TWEETS))
        archive.writestr("../../outbox.json", json.dumps(files.OUTBOX))  # a name that leads out is only a name: nothing is written
    found = read(tmp_path, "twitter.zip", buffer.getvalue())
    assert any(draft.url.endswith("1575199173472927762") for draft in found.drafts)
    assert [each.name for each in tmp_path.iterdir()] == ["twitter.zip"]


def test_har(tmp_path: Path) -> None:
    found = read(tmp_path, "a.har", files.har())
    own = one(found, "https://news.example/v/77")  # the video's own upload goes before the article's publication
    assert own.written == "2022-02-18 10:20:30Z"
    captures = [draft for draft in found.drafts if draft.kind == "copy"]
    assert [draft.url for draft in captures] == ["https://news.example/2022/02/smoke?x=1", "https://news.example/v/77.mp4"]
    span = captures[0].span_in(None)
    assert span is not None
    assert span.start is not None
    assert span.start.replace(microsecond=0) == datetime(2022, 2, 20, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("packed", [True, False])
def test_warc(tmp_path: Path, packed: bool) -> None:
    date = "2022-02-20T08:00:00Z"
    data = files.warc(
        [
            ("https://t.me/s/channel", "text/html; charset=utf-8", files.CHANNEL.encode(), date),
            ("https://x.test/a.png", "image/png", b"x", date),
        ],
        packed=packed,
    )
    found = read(tmp_path, "a.warc.gz" if packed else "a.warc", data)
    assert [(draft.url, draft.written, draft.kind) for draft in found.drafts] == [
        ("https://t.me/channel/17", "2022-02-18 10:11:12Z", None),
        ("https://t.me/channel/18", "2022-02-18 12:00:00Z", None),
        ("https://t.me/s/channel", "2022-02-20 08:00:00Z", "copy"),
    ]


def test_a_saved_page(tmp_path: Path) -> None:
    found = read(tmp_path, "smoke.html", files.PAGE.replace("uploadDate", "x"))
    (draft,) = found.drafts
    assert (draft.url, starts(found)) == ("https://news.example/2022/02/smoke", ["2022-02-18T11:00:00Z"])


@pytest.mark.parametrize(
    "data",
    [
        "sep=;\r\nurl;date\r\nhttps://t.me/a/1;03.04.2022\r\nhttps://t.me/a/2;13.04.2022\r\n",
        "\ufeffurl|date\nhttps://t.me/a/1|03/04/2022\nhttps://t.me/a/2|13/04/2022\n",
        "url\tdate\r\nhttps://t.me/a/1\t3 апреля 2022\r\n".encode("utf-16"),
        "\n\nссылка;дата\nhttps://t.me/a/1;3 апреля 2022\n".encode("cp1251"),
    ],
)
def test_a_table_as_programs_write_it(tmp_path: Path, data: str | bytes) -> None:
    assert read(tmp_path, "mine.csv", data).drafts[0].written == "2022-04-03"


def test_a_date_that_can_be_read_in_two_ways_is_asked_for(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, "mine.csv", "url,date\nhttps://t.me/a/1,04/03/2022\n").drafts
    assert draft.at is None
    assert "two ways" in draft.notes[0]


def test_a_plain_table(tmp_path: Path) -> None:
    text = "url;дата;kind;file\nhttps://t.me/a/1;18.02.2022 13:11;forward;a.mp4\nhttps://vk.com/wall-1_1;19.02.2022;;\n"
    first, second = read(tmp_path, "mine.csv", text).drafts
    assert (first.written, first.kind, first.media) == ("2022-02-18 13:11", "forward", ("a.mp4",))
    assert (second.written, second.kind) == ("2022-02-19", None)
