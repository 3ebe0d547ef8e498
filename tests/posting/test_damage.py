"""Posts from hostile and damaged files: one clear sentence each, no exception, and within memory and CPU time."""

from __future__ import annotations

import gzip
import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from analysis.posting import read_posts
from analysis.posting import warc as reader
from tests.damage import damaged
from tests.posting import files

GOOD = {
    "a.info.json": json.dumps(files.INFO).encode(),
    "result.json": json.dumps(files.TELEGRAM).encode(),
    "outbox.json": json.dumps(files.OUTBOX).encode(),
    "messages.html": files.TELEGRAM_PAGE.encode(),
    "tweets.js": b"window.YTD.tweets.part0 = " + json.dumps(files.TWEETS).encode(),
    "db.csv": files.ARCHIVER_CSV.encode(),
    "a.har": json.dumps(files.har()).encode(),
    "a.html": files.PAGE.encode(),
    "a.warc": files.warc([("https://t.me/s/c", "text/html", files.CHANNEL.encode(), "2022-02-20T08:00:00Z")], packed=False),
    "a.warc.gz": files.warc([("https://t.me/s/c", "text/html", files.CHANNEL.encode(), "2022-02-20T08:00:00Z")]),
}
HOSTILE = {
    "deep.json": b'{"messages":' + b"[" * 500_000,
    "deep.har": b'{"log":{"entries":' + b'{"a":' * 500_000,
    "types.json": b'{"messages": [1, null, [], {"type": [], "date": {}, "id": {}, "file": 3, "text": {"a": 1}, "date_unixtime": -5}]}',
    "huge-number.json": b'{"messages": [{"date_unixtime": "9999999999999999999999", "id": 1e400, "file": "a"}]}',
    "types.har": b'{"log": {"entries": [3, {"response": {"status": 200,"content": {"mimeType": "text/html", "text": 5}}}, 4]}}',
    "outbox.json": b'{"orderedItems": [{"type": "Create", "object": []}, {"type": "Announce", "object": 7}, null]}',
    "tweets.js": b'window.YTD.tweets.part0 = [{"tweet": {"id_str": "12345678", "extended_entities": 3, "created_at": []}}, 4]; alert(1)',
    "script.csv": b"status,metadata,media\n,\"{'timestamp': datetime.datetime(99999, 99, 99), 'url': '__import__(1)'}\",\n",
    "twice.info.json": b'{"webpage_url": "https://vimeo.com/1", "extractor": "vimeo", "timestamp": 1645179072, "timestamp": 1345179072}',
    "long-number.json": b'{"messages": [{"id": ' + b"9" * 5_000 + b"}]}",
    "not-a-number.info.json": b'{"webpage_url": "https://vimeo.com/1", "extractor": "vimeo", "timestamp": NaN, "title": Infinity}',
    "empty.json": b"",
    "empty.warc": b"",
    "no.warc.gz": b"\x1f\x8b" + bytes(200),
    "no.zip": b"PK\x03\x04" + bytes(200),
    "words.csv": b"a,b\n1,2\n",
    "nul.html": b"<html>" + b"\0" * 100,
    "open.html": b"<a " * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = files.put(tmp_path, name, HOSTILE[name])
    before = time.process_time()
    found = read_posts([path])
    assert time.process_time() - before < 5
    assert found.drafts or found.troubles
    assert all(trouble.sentence.endswith((".", "…")) and "\n" not in trouble.sentence for trouble in found.troubles)


def test_halves_of_characters_leave_texts_that_can_be_written(tmp_path: Path) -> None:
    """JSON may hold a lone surrogate, UTF-8 may not (RFC 8259, section 8.2; RFC 3629, section 3). A pair stays the character it is."""
    text = json.dumps(files.INFO).replace('"title": "', '"title": "\\ud800 \\ud83d\\ude00 ')
    assert "\\ud800" in text
    found = read_posts([files.put(tmp_path, "halves.info.json", text.encode())])
    written = "".join(str(draft) for draft in found.drafts)
    assert "\ufffd \U0001f600" in written
    written.encode()


def test_a_date_that_stands_twice_is_not_chosen_from(tmp_path: Path) -> None:
    found = read_posts([files.put(tmp_path, "a.info.json", HOSTILE["twice.info.json"])])
    assert not found.drafts
    assert "twice" in found.troubles[0].sentence


@pytest.mark.parametrize("name", GOOD)
def test_a_damaged_file_is_no_exception(tmp_path: Path, name: str) -> None:
    before = time.process_time()
    for number, (_, data) in enumerate(damaged(GOOD[name])):
        if number % 4:
            continue
        read_posts([files.put(tmp_path, name, data)])
        if time.process_time() - before > 10:
            break


def test_an_endless_line_in_a_packed_web_archive_stops_early(tmp_path: Path) -> None:
    """400 MB of one letter in 400 KB: the reader gives up after the longest header that it allows."""
    path = files.put(tmp_path, "bomb.warc.gz", gzip.compress(b"WARC/1.0\r\nX: " + b"a" * (400 << 20), 6))
    assert path.stat().st_size < 1 << 20
    tracemalloc.start()
    before = time.process_time()
    found = read_posts([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - before < 20
    assert peak < 100 << 20
    assert "damaged" in found.troubles[0].sentence


def test_a_page_that_unpacks_to_far_more_is_cut(tmp_path: Path) -> None:
    body = b"<html><time datetime='2022-02-18T10:00:00Z'></time>" + b" " * (200 << 20)
    data = files.warc([("https://a.example/", "text/html", body, "2022-02-20T08:00:00Z")])
    tracemalloc.start()
    found = read_posts([files.put(tmp_path, "bomb.warc.gz", data)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150 << 20
    assert [draft.written for draft in found.drafts] == ["2022-02-18 10:00:00Z", "2022-02-20 08:00:00Z"]


def test_an_archive_larger_than_allowed_keeps_what_was_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    date = "2022-02-20T08:00:00Z"
    data = files.warc([(f"https://a.example/{n}", "text/html", b"<html></html>" + bytes(1000), date) for n in range(50)])
    monkeypatch.setattr(reader, "MAX_UNPACKED", 10_000)
    found = read_posts([files.put(tmp_path, "a.warc.gz", data)])
    assert 0 < len(found.drafts) < 50
    assert "found until then stands" in found.troubles[0].sentence


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/tweets.js", b"[" + b" " * (80 << 20))
    found = read_posts([files.put(tmp_path, "bomb.zip", buffer.getvalue())])
    assert not found.drafts
    assert "unpack it" in found.troubles[0].sentence


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    found = read_posts([tmp_path, tmp_path / "missing.json"])
    assert [trouble.sentence for trouble in found.troubles] == [
        f"There is no file at {path}." for path in (tmp_path, tmp_path / "missing.json")
    ]
