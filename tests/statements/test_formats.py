"""Logs in the shapes in which people have them.

Formats follow what the programs write: Telegram Desktop's export (core.telegram.org/import-export), RFC 5322 letters, Open Graph
fields, CSV as Excel saves it in Russia (semicolons, Windows-1251) and as "Unicode text" (UTF-16, tabs).
"""

from __future__ import annotations

import io
import json
import time
import zipfile
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from analysis.statements import Dropped, Log, read_log
from analysis.typed import parse_when

MOSCOW = ZoneInfo("Europe/Moscow")
ROWS = (
    ("2024-09-18 14:00", "24h", "Over the past day: two Leopards, four CV-90.", "https://example.org/18", "Ministry"),
    ("2024-09-19 14:00", "24h", "Over the past day: один танк и две БМП.", "https://example.org/19", "Ministry"),
)


def facts(log: Log) -> list[tuple[str, str, str, str]]:
    return [(draft.written, draft.covers, draft.source, draft.url) for draft in log.drafts]


EXPECTED = [(released, covers, source, url) for released, covers, _, url, source in ROWS]


def table(separator: str) -> str:
    lines = [["url", "Source", "TEXT", "covers", "Released"], *([url, who, text, covers, at] for at, covers, text, url, who in ROWS)]
    return "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "noted"), [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-16-le", True), ("cp1251", True)]
)
def test_csv_in_any_order_separator_and_encoding(separator: str, encoding: str, noted: bool) -> None:
    log = read_log(Dropped("log.csv", table(separator).encode(encoding)), zone=MOSCOW)
    assert facts(log) == EXPECTED
    assert log.drafts[1].text == ROWS[1][2]
    assert [trouble.where for trouble in log.troubles] == (["log.csv"] if noted else [])


def test_a_spreadsheet_keeps_the_digits_of_its_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Bulletins, as logged by hand"])
    sheet.append(["released", "text", "covers"])
    sheet.append([datetime(2024, 9, 18, 14, 5), "two Leopards", "24h"])  # noqa: DTZ001 - a spreadsheet's dates have no zone
    sheet.append([date(2024, 9, 19), "one tank", "24h"])
    sheet.append(["20 September 2024", "nothing", "past 24 hours"])
    book.save(tmp_path / "log.xlsx")
    log = read_log(tmp_path / "log.xlsx", zone=MOSCOW)
    assert [(d.released.wall if d.released else "", d.text, d.covers, d.origin.row) for d in log.drafts] == [
        ("2024-09-18T14:05", "two Leopards", "24h", 3),
        ("2024-09-19", "one tank", "24h", 4),
        ("2024-09-20", "nothing", "24h", 5),
    ]
    assert not log.troubles


def export(*messages: dict[str, object]) -> bytes:
    whole = {"name": "Ministry", "type": "public_channel", "id": 1, "messages": list(messages)}
    return json.dumps(whole).encode()


def test_a_telegram_export() -> None:
    data = export(
        {"id": 1, "type": "service", "date": "2024-09-01T10:00:00", "date_unixtime": "1725174000", "action": "create_channel", "text": ""},
        {
            "id": 2, "type": "message", "date": "2024-09-18T13:05:07", "date_unixtime": "1726657507", "edited": "2024-09-18T13:30:00",
            "edited_unixtime": "1726659000", "text": ["За минувшие сутки: два ", {"type": "bold", "text": "«Леопарда»"}, "."],
        },
        {
            "id": 3, "type": "message", "date": "2024-09-19T13:05:00", "date_unixtime": "1726743900", "forwarded_from": "Another",
            "text": "За сутки: один танк.",
        },
        {"id": 4, "type": "message", "date": "2024-09-20T13:05:00", "photo": "photos/1.jpg", "text": ""},
        {"id": 5, "type": "message", "date": "2024-09-20T13:06:00", "text": "Без новостей."},
    )  # fmt: skip
    log = read_log(Dropped("result.json", data), zone=MOSCOW)
    first, second, third = log.drafts
    # 1726657507 is 2024-09-18 11:05:07 UTC (date -u -d @1726657507), and Moscow is three hours ahead.
    assert str(first.released) == "2024-09-18T14:05:07+03:00"
    assert first.text == "За минувшие сутки: два «Леопарда»."
    assert first.covers == "24h"
    assert "Edited at 2024-09-18T11:30:00Z" in first.notes[0]
    assert "Forwarded from Another" in second.notes[0]
    assert third.released is not None
    assert third.released.offset is None  # no date_unixtime: the exporting computer's clock
    assert "names no zone" in third.released_why
    assert {draft.source for draft in log.drafts} == {"Ministry"}


def test_a_whole_account_keeps_its_chats_apart() -> None:
    chats = [
        {"name": name, "messages": [{"id": 1, "type": "message", "date_unixtime": "1726657507", "text": "Words."}]} for name in ("A", "B")
    ]
    log = read_log(Dropped("result.json", json.dumps({"chats": {"list": chats}}).encode()))
    assert sorted(draft.source for draft in log.drafts) == ["A", "B"]


def test_a_letter_and_a_page() -> None:
    letter = EmailMessage()
    letter["From"] = "Press Office <press@example.org>"
    letter["Date"] = "Wed, 18 Sep 2024 14:10:00 +0300"
    letter["Subject"] = "Сводка"
    letter.set_content("<p>За минувшие сутки два танка.</p><script>x()</script>", subtype="html")
    page = (
        "<html><head><title>t</title><meta property='article:published_time' content='2024-09-19T14:00:00+03:00'><style>p{}</style>"
        "<link rel=canonical href='https://example.org/b'></head><body><script>alert(1)</script><p>Over the past 24 hours &amp; before,"
        "<br>one tank.</body></html>"
    )
    log = read_log([Dropped("a.eml", letter.as_bytes()), Dropped("b.html", page.encode())], zone=MOSCOW)
    assert facts(log) == [
        ("2024-09-18 14:10+03:00", "24h", "Press Office", ""),
        ("2024-09-19 14:00+03:00", "24h", "", "https://example.org/b"),
    ]
    assert log.drafts[0].text == "Сводка\n\nЗа минувшие сутки два танка."
    assert log.drafts[1].text == "Over the past 24 hours & before,\none tank."


def test_a_folder_is_read_by_name_and_doubles_are_told(tmp_path: Path) -> None:
    (tmp_path / "2024-09-18.txt").write_text("Over the past 24 hours two Leopards.", "utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "copy 2024-09-18.md").write_text("Over the past  24 hours two Leopards.\n", "utf-8")
    (tmp_path / "undated.txt").write_text("One tank.", "utf-8")
    (tmp_path / "clip.mp4").write_bytes(b"\0\0")
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    log = read_log(tmp_path, zone=MOSCOW)
    assert [(draft.written, draft.missing) for draft in log.drafts] == [("2024-09-18", ()), ("", ("released", "covers"))]
    assert log.drafts[0].released_why == "the file’s name"
    assert (log.dropped, log.drafts[0].notes) == (1, ("Also in copy 2024-09-18.md.",))


COPIED = """Минобороны России, [18.09.2024 14:05]
За минувшие сутки уничтожены два «Леопарда».

Минобороны России, [03.10.2024 14:07]
За минувшие сутки уничтожен один танк.
19 сентября
"""


def test_messages_copied_from_a_chat() -> None:
    log = read_log(COPIED, zone=MOSCOW)
    assert facts(log) == [
        ("2024-09-18 14:05", "24h", "Минобороны России", ""),
        ("2024-10-03 14:07", "24h", "Минобороны России", ""),
    ]
    assert log.drafts[1].text.endswith("19 сентября")  # inside a message no date is a heading
    assert "clock of the computer" in log.drafts[0].released_why


def test_date_headings_and_rules() -> None:
    headed = "# 18 September 2024\n\nTwo Leopards.\n\n19 September\nOne tank on 3 May.\n\n"
    text = headed + "* * *\n\n20.09.2024 14:00\n\nNothing.\n---\nUndated words."
    log = read_log(text, at=parse_when("2024-09-22"), zone=MOSCOW)
    assert [(draft.written, draft.text) for draft in log.drafts[:3]] == [
        ("2024-09-18", "Two Leopards."),
        ("2024-09-19", "One tank on 3 May."),
        ("2024-09-20 14:00", "Nothing."),
    ]


def test_without_a_publication_date_a_heading_without_a_year_is_asked() -> None:
    log = read_log("18 September\nTwo Leopards.\n\n19 September\nOne tank.")
    assert [(draft.text, draft.missing) for draft in log.drafts] == [
        ("Two Leopards.", ("released", "covers")),
        ("One tank.", ("released", "covers")),
    ]
    assert all(draft.notes for draft in log.drafts)


def test_dates_with_two_readings_are_decided_by_their_column_or_asked() -> None:
    rows = "released,text\n{},a\n03/04/2024,b\n"
    decided = read_log(Dropped("a.csv", rows.format("18/09/2024").encode()))
    assert [draft.written for draft in decided.drafts] == ["2024-04-03", "2024-09-18"]
    assert "the day comes first" in decided.drafts[0].released_why
    month = read_log(Dropped("a.csv", rows.format("09/18/2024").encode()))
    assert [draft.written for draft in month.drafts] == ["2024-03-04", "2024-09-18"]
    open_ = read_log(Dropped("a.csv", rows.format("05/06/2024").encode()))
    assert [draft.written for draft in open_.drafts] == ["", ""]
    assert "may be 5 June 2024 or 6 May 2024" in open_.drafts[0].notes[0]
    told = read_log(Dropped("a.csv", rows.format("05/06/2024").encode()), day_first=True)
    assert [draft.written for draft in told.drafts] == ["2024-04-03", "2024-06-05"]


def test_a_summary_is_an_excerpt_and_a_text_that_breaks_off_too() -> None:
    log = read_log(Dropped("a.csv", b"released,paraphrase\n2024-09-18,about two tanks\n"))
    assert log.drafts[0].excerpt
    assert read_log("2024-09-18\nTwo tanks and then … Read more").drafts[0].excerpt
    assert not read_log("2024-09-18\nTwo tanks.").drafts[0].excerpt


ARTICLE = (
    "On Wednesday, the ministry said it had destroyed two Leopards over the preceding 24 hours. The video was posted on Thursday. "
    "Thursday's statement does not name a Leopard. The operation began early last month."
)


def test_an_article_tells_of_two_statements() -> None:
    wednesday, thursday = read_log(ARTICLE, at=parse_when("2024-09-20"), zone=MOSCOW).drafts
    assert (wednesday.written, wednesday.covers, wednesday.told, wednesday.excerpt) == ("2024-09-18", "24h", True, True)
    assert wednesday.text == "On Wednesday, the ministry said it had destroyed two Leopards over the preceding 24 hours."
    assert (thursday.written, thursday.covers) == ("2024-09-19", "")
    assert thursday.text.startswith("Thursday's statement does not name a Leopard.")
    assert "posted" not in wednesday.text + thursday.text


def test_what_is_in_a_text_stays_in_it() -> None:
    text = "נמסר ב-18: שני\u200f טנקים\u200b\u2066x\u2069"
    (draft,) = read_log(text).drafts
    assert draft.text == text
    (broken,) = read_log(Dropped("r.json", export({"type": "message", "date_unixtime": "1726657507", "text": "a\ud800b"}))).drafts
    assert broken.text == "a\ufffdb"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (200 << 20))
    return out.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><workbook>&b;</workbook>'


def entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, LAUGHS)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.json", b"[" * 10_000 + b"]" * 10_000, "nested too deeply"),
        ("a.json", b'{"messages": 3}', "no Telegram export"),
        ("a.json", b"{" + b"1" * 10_000, "no JSON"),
        ("a.json", b"[" + b"[]," * 7_000_000 + b"[]]", "more than can be read"),
        ("a.xlsx", b"PK\x03\x04 no", "no spreadsheet"),
        ("a.xlsx", bomb(), "unpacks to more"),
        ("a.xlsx", entities(), "damaged"),
        ("a.csv", b"one,two\n1,2\n", "No column is called text"),
        ("a.csv", b"", "No column is called text"),
        ("a.csv", b"text\n" + b'"' + b"a" * 3_000_000, "can't be told apart"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "holds no text"),
        ("a.eml", b"Content-Type: multipart/mixed\n" * 2_000, "more parts"),
        ("a.html", b"<a " * 100_000, "markup is broken"),
        ("a.html", b"<![x>" * 100_000, "markup is broken"),
        ("a.html", b"<p>x<![x>y", "markup is broken"),
        ("a.doc", b"words", "none of"),
        ("a.txt", b"x" * (65 << 20), "larger than 64 MB"),
    ],
)
def test_what_can_not_be_read_gets_one_sentence(name: str, data: bytes, sentence: str) -> None:
    log = read_log([Dropped(name, data), "2024-09-18\nTwo tanks."])
    assert len(log.drafts) == 1
    assert [sentence in trouble.sentence for trouble in log.troubles] == [True]


@pytest.mark.parametrize("field", ["date_unixtime", "text", "edited_unixtime", "forwarded_from", "type"])
@pytest.mark.parametrize("value", [None, 0, -1, 10**30, "9" * 40, "1970-01-01", [], {}, [{"text": 3}], [[["x"]]], True, 1.5, "x"])
def test_odd_values_of_an_export_never_raise(field: str, value: object) -> None:
    message = {"type": "message", "date": "2024-09-18T14:05:00", "date_unixtime": "1726657507", "text": "Words."} | {field: value}
    assert len(read_log(Dropped("result.json", export(message))).drafts) <= 1


def test_hostile_pastes_take_linear_time() -> None:
    started = time.process_time()
    for text in ("1" * 2_000_000, "1.2 " * 50_000, "a" * 2_000_000 + ".x", "18.09\n\n" * 5_000, "." * 1_000_000 + "x", "[1" * 500_000):
        read_log(text, at=parse_when("2024-09-20"))
    assert time.process_time() - started < 20


def test_a_text_that_dates_itself_dates_its_period_and_an_empty_one_is_named(tmp_path: Path) -> None:
    """The heading names the day; "the past 24 hours" of another paragraph ends with it."""
    (tmp_path / "a.txt").write_text("Briefing, 13 September 2024\n\nOver the past 24 hours two Leopards burned.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(" \n", encoding="utf-8")
    log = read_log(tmp_path)
    (draft,) = log.drafts
    assert (draft.written, draft.covers, draft.phrase) == ("2024-09-13", "24h", "the past 24 hours")
    assert [(trouble.where, trouble.sentence) for trouble in log.troubles] == [("b.txt", "It holds no text.")]
