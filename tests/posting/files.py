"""Files as the tools write them, built from their documentation.

Names and words are invented; ids and times of posts are public test values.
"""
# ruff: noqa: E501 - the lines of such files are long

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

PAGE = """<!DOCTYPE html><html><head><title>Smoke over the harbour</title>
<link rel="canonical" href="https://news.example/2022/02/smoke">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "headline": "x", "datePublished": "2022-02-18T14:00:00+03:00", "dateModified": "2022-02-19T09:00:00Z",
  "video": {"@type": "VideoObject", "uploadDate": "2022-02-18T10:20:30Z", "url": "https://news.example/v/77"}}]}</script>
<meta property="article:published_time" content="2022-02-18T14:00:00+03:00"></head><body><p>Words.</p></body></html>"""

CHANNEL = """<html><head><title>Channel</title></head><body>
<div data-post="channel/17"><a class="date" href="https://t.me/channel/17"><time datetime="2022-02-18T10:11:12+00:00">10:11</time></a></div>
<div data-post="channel/18"><a class="date" href="https://t.me/channel/18"><time datetime="2022-02-18T12:00:00+00:00">12:00</time></a></div>
</body></html>"""

TELEGRAM: dict[str, Any] = {
    "name": "Channel of the port", "type": "public_channel", "id": 1234567890,
    "messages": [
        {"id": 1, "type": "service", "date": "2022-02-01T10:00:00", "date_unixtime": "1643702400", "action": "create_channel", "text": ""},
        {
            "id": 17, "type": "message", "date": "2022-02-18T13:11:12", "date_unixtime": "1645179072", "edited": "2022-02-18T14:00:00",
            "edited_unixtime": "1645182000", "from": "Channel of the port", "from_id": "channel1234567890",
            "file": "video_files/IMG_0042.MP4", "file_name": "IMG_0042.MP4", "media_type": "video_file", "mime_type": "video/mp4",
            "duration_seconds": 30, "text": ["Smoke ", {"type": "bold", "text": "over the harbour"}],
        },
        {
            "id": 18, "type": "message", "date": "2022-02-19T01:00:00", "date_unixtime": "1645221600", "forwarded_from": "Another channel",
            "forwarded_date": "2022-02-17T12:00:00", "forwarded_date_unixtime": "1645088400", "photo": "photos/photo_1.jpg", "text": "",
        },
        {"id": 19, "type": "message", "date": "2022-02-19T02:00:00", "date_unixtime": "1645225200", "from": "x", "text": "only words"},
        {"id": 20, "type": "message", "date": "2022-02-19T03:00:00", "file": "(File not included. Change data exporting settings to download.)",
         "media_type": "video_file", "text": ""},
    ],
}  # fmt: skip
"""Telegram Desktop's result.json: unixtime counts in UTC, the exporter's own clock stands at UTC+3."""

TELEGRAM_PAGE = """<!DOCTYPE html>
<html>

 <head>

  <meta charset="utf-8"/>
<title>Exported Data</title>
  <meta content="width=device-width, initial-scale=1.0" name="viewport"/>
  <link href="css/style.css" rel="stylesheet"/>
  <script src="js/script.js" type="text/javascript">

  </script>

 </head>

 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
Channel of the port
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">
     <div class="message service" id="message-1">
      <div class="body details">
18 February 2022
      </div>
     </div>
     <div class="message default clearfix" id="message17">
      <div class="pull_left userpic_wrap"><div class="userpic userpic3" style="width: 42px"><div class="initials" style="line-height: 42px">C</div></div></div>
      <div class="body">
       <div class="pull_right date details" title="18.02.2022 13:11:12 UTC+03:00">
13:11
       </div>
       <div class="from_name">
Channel of the port
       </div>
       <div class="media_wrap clearfix">
        <a class="video_file_wrap clearfix pull_left" href="video_files/IMG_0042.MP4">
         <div class="video_play_bg"><div class="video_play"></div></div>
         <div class="video_duration">00:30</div>
         <img class="video_file" src="video_files/IMG_0042.MP4_thumb.jpg" style="width: 146px; height: 260px"/>
        </a>
       </div>
       <div class="text">
Smoke <strong>over the harbour</strong><br>&amp; more
       </div>
      </div>
     </div>
     <div class="message default clearfix joined" id="message18">
      <div class="body">
       <div class="pull_right date details" title="19.02.2022 01:00:00 UTC+03:00">
01:00
       </div>
       <div class="pull_left forwarded userpic_wrap"><div class="userpic userpic4"><div class="initials">A</div></div></div>
       <div class="forwarded body">
        <div class="from_name">
Another channel <span class="date details" title="17.02.2022 12:00:00 UTC+03:00"> 17.02.2022 12:00:00</span>
        </div>
        <div class="media_wrap clearfix">
         <div class="media clearfix pull_left media_video">
          <div class="fill pull_left"></div>
          <div class="body"><div class="title bold">Video file</div><div class="status details">Not included, change data exporting settings to download.</div></div>
         </div>
        </div>
       </div>
      </div>
     </div>
     <div class="message default clearfix" id="message19">
      <div class="body">
       <div class="pull_right date details" title="03.04.2022 02:00:00">02:00</div>
       <div class="from_name">someone</div>
       <div class="text">only words</div>
      </div>
     </div>
    </div>
   </div>
  </div>
 </body>
</html>
"""
"""Telegram Desktop's messages.html of the same chat: with the zone as since 2022, and at the end without one as before."""

INFO: dict[str, Any] = {
    "id": "1575199163847000064", "title": "Smoke over the harbour", "uploader": "someone", "timestamp": 1664391723, "upload_date": "20220928",
    "webpage_url": "https://twitter.com/someone/status/1575199173472927762", "extractor": "twitter", "extractor_key": "Twitter", "_type": "video",
    "epoch": 1664400000, "_filename": "Smoke over the harbour [1575199163847000064].mp4", "formats": [],
}  # fmt: skip
"""yt-dlp's info.json; id and timestamp are those of a test of yt-dlp's TwitterIE."""

OUTBOX: dict[str, Any] = {
    "@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection", "totalItems": 2,
    "orderedItems": [
        {"id": "https://mastodon.social/users/a/statuses/109319400000000000/activity", "type": "Create", "published": "2022-11-10T08:00:00Z",
         "object": {"id": "https://mastodon.social/users/a/statuses/109319400000000000", "type": "Note", "published": "2022-11-10T08:00:00Z",
                    "updated": "2022-11-11T09:00:00Z", "url": "https://mastodon.social/@a/109319400000000000", "content": "<p>Smoke</p>",
                    "attachment": [{"type": "Document", "mediaType": "video/mp4", "url": "/media_attachments/files/a/clip.mp4"}]}},
        {"id": "https://mastodon.social/users/a/statuses/109319500000000000/activity", "type": "Announce", "published": "2022-11-10T09:00:00Z",
         "object": "https://mastodon.online/users/b/statuses/99096094310400000"},
    ],
}  # fmt: skip

TWEETS: list[dict[str, Any]] = [
    {"tweet": {
        "id_str": "1575199173472927762", "created_at": "Wed Sep 28 19:02:03 +0000 2022", "full_text": "Smoke https://t.co/x",
        "entities": {"urls": [], "media": []},
        "extended_entities": {"media": [{
            "type": "video", "id_str": "1575199163847000068", "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/1575199163847000068/pu/img/a.jpg",
            "video_info": {"variants": [{"content_type": "video/mp4", "url": "https://video.twimg.com/ext_tw_video/1575199163847000068/pu/vid/a.mp4"}]},
        }]}}},
    {"tweet": {"id_str": "1575199999999999999", "created_at": "Wed Sep 28 19:05:20 +0000 2022", "full_text": "RT @someone: Smoke", "entities": {}}},
    {"tweet": {"id_str": "1577719286659006464", "created_at": "Wed Oct 05 17:56:05 +0000 2022", "full_text": "Look https://t.co/y",
               "entities": {"urls": [{"expanded_url": "https://twitter.com/a/status/1575199173472927762"}]},
               "edit_info": {"initial": {"editTweetIds": ["1577719286659006464"], "editableUntil": "2022-10-05T18:26:05.000Z",
                                         "editsRemaining": "5", "isEditEligible": True}}}},
    {"tweet": {"id_str": "1580661436132757506", "created_at": "Thu Oct 13 20:47:08 +0000 2022", "full_text": "Smoke, corrected", "entities": {},
               "edit_info": {"edit": {"initialTweetId": "1580658532646715393", "editControlInitial": {
                   "editTweetIds": ["1580658532646715393", "1580661436132757506"], "editableUntil": "2022-10-13T21:05:36.000Z",
                   "editsRemaining": "4", "isEditEligible": True}}}}},
]  # fmt: skip

ARCHIVER_CSV = (
    "status,metadata,media\r\n"
    "telethon: success,\"{'_processed_at': datetime.datetime(2022, 2, 20, 8, 9, 10, 1234, tzinfo=datetime.timezone.utc), "
    "'url': 'https://t.me/channel/17', 'title': 'Smoke', 'timestamp': datetime.datetime(2022, 2, 18, 13, 11, 12, "
    "tzinfo=datetime.timezone(datetime.timedelta(seconds=10800)))}\",\"[{'filename': 'tmp/IMG_0042.MP4', 'urls': []}]\"\r\n"
    "twitter: success,\"{'url': 'https://vk.com/wall-1_2', 'timestamp': datetime.datetime(2022, 2, 18, 0, 0, tzinfo=datetime.timezone.utc)}\",[]\r\n"
    "vk: success,\"{'url': 'https://vk.com/wall-1_3', 'timestamp': datetime.datetime(2022, 2, 18, 10, 0, 5)}\",[]\r\n"
)
ARCHIVER_SHEET = (
    "Link,Archive status,Archive location,Archive date,Timestamp,Title\n"
    "https://t.me/channel/17,telethon: success,https://storage.example/a.html,2022-02-20T08:09:10.001234+00:00,2022-02-18T10:11:12+00:00,Smoke\n"
)
ARCHIVER_JSON = {
    "status": "telethon: success",
    "metadata": {"_processed_at": 1645344550.5, "url": "https://t.me/channel/17", "timestamp": 1645179072.0, "title": "Smoke"},
    "media": [{"filename": "tmp/IMG_0042.MP4", "urls": []}],
}


def har() -> dict[str, Any]:
    """A HAR 1.2 of two answers: a page and a video; recorded in a zone of UTC+2."""
    return {
        "log": {
            "version": "1.2", "creator": {"name": "browser", "version": "1"}, "pages": [],
            "entries": [
                {"startedDateTime": "2022-02-20T10:00:00.123+02:00", "request": {"method": "GET", "url": "https://news.example/2022/02/smoke?x=1"},
                 "response": {"status": 200, "content": {"mimeType": "text/html; charset=utf-8", "text": PAGE}}},
                {"startedDateTime": "2022-02-20T10:00:01.000+02:00", "request": {"method": "GET", "url": "https://news.example/v/77.mp4"},
                 "response": {"status": 206, "content": {"mimeType": "video/mp4", "size": 5}}},
                {"startedDateTime": "2022-02-20T10:00:02.000+02:00", "request": {"method": "GET", "url": "https://news.example/gone"},
                 "response": {"status": 404, "content": {"mimeType": "text/html", "text": PAGE}}},
            ],
        }
    }  # fmt: skip


def warc(pages: list[tuple[str, str, bytes, str]], *, packed: bool = True) -> bytes:
    """A WARC as ISO 28500 has it, a gzip member each record: (address, type, body, WARC-Date); bodies are gzip as servers send them."""
    parts = [_record("warcinfo", "", b"software: test\r\n", "2022-02-20T08:00:00Z", "application/warc-fields")]
    for url, mime, body, date in pages:
        sent = gzip.compress(body)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\nContent-Encoding: gzip\r\nContent-Length: {len(sent)}\r\n\r\n".encode()
        parts.append(_record("response", url, head + sent, date, "application/http; msgtype=response"))
    return b"".join(gzip.compress(part) if packed else part for part in parts)


def _record(kind: str, url: str, block: bytes, date: str, mime: str) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:12345678-1234-4234-8234-123456789012>\r\nWARC-Date: {date}\r\n"
        f"{target}Content-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def put(folder: Path, name: str, what: object) -> Path:
    """A file in a folder: bytes and texts as they are, anything else as JSON."""
    path = folder / name
    if isinstance(what, bytes):
        path.write_bytes(what)
    else:
        path.write_text(what if isinstance(what, str) else json.dumps(what, ensure_ascii=False), encoding="utf-8")
    return path
