"""What the downloader wrote down."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.witnesses.exhibits import heard

UPLOADED = 1_645_178_040
"""2022-02-18 09:54:00 UTC, by `date -u -d @1645178040`."""


@pytest.mark.parametrize("live", [False, True])
def test_the_platforms_date_bounds_from_above(tmp_path: Path, live: bool) -> None:
    record = {"id": "dQw4w9WgXcQ", "extractor": "youtube", "timestamp": UPLOADED, "upload_date": "20220218", "was_live": live}
    (tmp_path / "clip.info.json").write_text(json.dumps(record))
    said = heard("download_record", [], tmp_path / "clip.mp4").testimony
    stamp = next(piece for piece in said if piece.key.endswith(" timestamp"))
    assert stamp.stage == "posted"
    assert stamp.span.end is not None
    moment = datetime(2022, 2, 18, 9, 54, tzinfo=UTC)
    assert moment < stamp.span.end
    assert (stamp.span.end < moment + timedelta(hours=1)) != live  # a stream goes on after its date


def test_a_broken_record_is_no_testimony(tmp_path: Path) -> None:
    (tmp_path / "clip.info.json").write_text('{"timestamp": "soon", ')
    assert heard("download_record", [], tmp_path / "clip.mp4").testimony == ()
