"""Damaged and random files: one sentence or fewer statements, never an exception."""

from __future__ import annotations

import io
import json
import random
from email.message import EmailMessage

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis.statements import Dropped, read_log
from analysis.statements.log import KINDS


def sheet() -> bytes:
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    for row in (["released", "text"], *([f"2024-09-{day}", f"Day {day}"] for day in range(10, 20))):
        active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def letter() -> bytes:
    made = EmailMessage()
    made["From"], made["Date"] = "a@example.org", "Wed, 18 Sep 2024 14:10:00 +0300"
    made.set_content("Two tanks.")
    made.add_alternative("<p>Two tanks.</p>", subtype="html")
    made.add_attachment(b"x" * 100, maintype="image", subtype="png")
    return made.as_bytes()


EXPORT = json.dumps(
    {"name": "K", "messages": [{"type": "message", "date_unixtime": "1726657507", "text": ["a", {"text": "b"}]}] * 3}
).encode()
PAGE = b"<html><head><meta name=date content=2024-09-18><title>t</title></head><body><p>Two &amp; <b>tanks</b><!-- x --></body></html>"
WHOLE = {"a.xlsx": sheet(), "a.eml": letter(), "a.json": EXPORT, "a.html": PAGE, "a.csv": b"released,text\n2024-09-18,Two tanks\n"}


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_file_is_read(name: str) -> None:
    assert read_log(Dropped(name, WHOLE[name])).drafts


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_never_raise(name: str, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(WHOLE[name])
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(data))
        match dice.randrange(3):
            case 0:
                data[place] = dice.randrange(256)
            case 1:
                del data[place : place + dice.randint(1, 30)]
            case _:
                data[place:place] = bytes(dice.randrange(256) for _ in range(dice.randint(1, 10)))
        if not data:
            break
    log = read_log(Dropped(name, bytes(data)))
    assert len(log.drafts) <= 20


@settings(deadline=None, max_examples=150)
@given(some.sampled_from(KINDS), some.binary(max_size=400) | some.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_random_bytes_never_raise(kind: str, data: bytes) -> None:
    log = read_log(Dropped(f"a{kind}", data))
    for draft in log.drafts:
        draft.text.encode()


@settings(deadline=None, max_examples=150)
@given(some.text(alphabet="1289.:/-[], \nабwSepсент\u200f\u200b*", max_size=300))
def test_random_pastes_never_raise(text: str) -> None:
    read = [draft.text for draft in read_log(text).drafts]
    assert all(part in text.replace("\r", "\n") for part in read)
