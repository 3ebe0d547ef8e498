"""Days in UMIDs, checked on clips whose metadata was published with both the UMID and the creation date with its zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analysis.media.umid import umid_date

HEAD = "060A2B340101010501010D4313000000"


@pytest.mark.parametrize(
    ("number", "created"),
    [
        ("C20AA47F479805C59C50D1FFFEAC3B63", "2022-09-25T11:57:59+10:00"),  # ILME-FX3
        ("D7CDAB99481206D97CB8DAFFFEE981AD", "2026-07-26T17:35:25-07:00"),  # ILCE-7CM2: the next day in UTC
        ("F1DE4FF9820306CA9C50D1FFFEAEF184", "2024-03-12T21:23:00-07:00"),  # the next day in UTC
        ("4E41F241907305CE784B87FFFEBA9815", "2016-01-03T06:10:57-04:00"),  # FDR-AX100
        ("CE4E5C17690906C4B0653AFFFE5881D9", "2025-10-21T10:30:22-06:00"),  # ILCE-6700
    ],
)
def test_the_day_of_published_clips(number: str, created: str) -> None:
    reading = umid_date(bytes.fromhex(HEAD + number))
    moment = datetime.fromisoformat(created).astimezone(UTC)
    assert reading is not None
    assert reading.wall == moment.date().isoformat()
    assert reading.span().covers(moment)


@pytest.mark.parametrize(
    "umid",
    [
        HEAD.replace("0D43", "0D23") + "C20AA47F479805C59C50D1FFFEAC3B63",  # made from a UUID
        HEAD + "C20AA47F4798FFC59C50D1FFFEAC3B63",  # no decimal digits
        HEAD + "C20AA47F000000C59C50D1FFFEAC3B63",  # 1858
        HEAD,
        "",
    ],
)
def test_no_day_where_there_is_none(umid: str) -> None:
    assert umid_date(bytes.fromhex(umid)) is None
