"""What every witness keeps to: docstring, a test of its own, no sibling, no writing, the same answer twice, no exception, true places."""

from __future__ import annotations

import ast
import struct
import time
from datetime import timedelta
from pathlib import Path

import pytest

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.hearing import Hearing, hear, witness, witness_names
from analysis.media.source import Listing
from analysis.place import Bytes
from analysis.when import Reading
from tests.damage import SECONDS, damaged
from tests.witnesses.exhibits import RECEIVED, counter, exhibit_of

HERE = Path(__file__).parent
WRITING = {"write_text", "write_bytes", "unlink", "mkdir", "rename", "touch", "rmdir", "symlink_to", "chmod", "utime", "remove"}


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def video() -> bytes:
    """A small MP4 with a header, Apple's keys and a handler name (ISO/IEC 14496-12; QuickTime File Format)."""
    moment = counter("2023-06-28T02:07:22")
    mvhd = box(b"mvhd", struct.pack(">IIIII", 0, moment, moment, 600, 6000), bytes(80))
    tkhd = box(b"tkhd", struct.pack(">IIIII", 7, moment, moment, 1, 0), bytes(64))
    mdhd = box(b"mdhd", struct.pack(">IIIIIHH", 0, moment, moment, 600, 6000, 0x55C4, 0))
    hdlr = box(b"hdlr", struct.pack(">II4s12x", 0, 0, b"vide"), b"Core Media Video\0")
    keys = [(b"com.apple.quicktime.creationdate", b"2023-06-28T10:07:22+0800"), (b"com.apple.quicktime.model", b"iPhone 13 mini")]
    table = box(b"keys", struct.pack(">II", 0, len(keys)), *(struct.pack(">I4s", 8 + len(k), b"mdta") + k for k, _ in keys))
    items = box(
        b"ilst", *(box(struct.pack(">I", i), box(b"data", struct.pack(">II", 1, 0), value)) for i, (_, value) in enumerate(keys, 1))
    )
    meta = box(b"meta", box(b"hdlr", struct.pack(">II4s12x", 0, 0, b"mdta"), b"\0"), table, items)
    return (
        box(b"ftyp", b"qt  \0\0\0\0qt  ") + box(b"moov", mvhd, box(b"trak", tkhd, box(b"mdia", mdhd, hdlr)), meta) + box(b"mdat", bytes(64))
    )


def hearing_of(path: Path) -> Hearing:
    return hear(Case(exhibit=Exhibit.receive(path, now=RECEIVED)), pictures=False)


@pytest.mark.parametrize("name", witness_names())
def test_the_docstring_says_how_it_knows(name: str) -> None:
    doc = witness(name).__doc__ or ""
    places = [doc.find(f"*{part}*") for part in ("Reads", "Says", "Fooled by", "Sources")]
    assert -1 not in places
    assert places == sorted(places)
    assert doc.partition("\n")[0].strip().endswith(".")


@pytest.mark.parametrize("name", witness_names())
def test_it_has_a_test_of_its_own(name: str) -> None:
    assert (HERE / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", witness_names())
def test_it_knows_no_sibling_and_writes_nothing(name: str) -> None:
    source = Path(witness(name).__file__ or "").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("analysis.witnesses")
            assert node.level == 0
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("analysis.witnesses") for alias in node.names)
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called not in WRITING
            if called == "open":
                modes = [str(a.value) for a in [*node.args, *(k.value for k in node.keywords)] if isinstance(a, ast.Constant)]
                assert not any(set(mode) & set("wax+") for mode in modes if len(mode) <= 3)


def test_the_same_answer_twice(tmp_path: Path) -> None:
    path = tmp_path / "VID_20230628_100722.mov"
    path.write_bytes(video())
    first, second = hearing_of(path), hearing_of(path)
    assert first.testimony == second.testimony
    assert first.observations == second.observations
    assert len({piece.id for piece in first.testimony}) == len(first.testimony) > 3


def test_every_place_stands_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "VID_20230628_100722.mov"
    path.write_bytes(video())
    _assert_true_places(hearing_of(path), path)


def test_no_field_is_heard_twice(tmp_path: Path) -> None:
    path = tmp_path / "VID_20230628_100722.mov"
    path.write_bytes(video())
    hearing = hearing_of(path)
    assert hearing.case.exhibit is not None
    fields = [(field.tag, field.place.offset) for field in hearing.case.exhibit.listing.fields]
    seen = [(fact.tag, fact.place.offset) for fact in hearing.observations if isinstance(fact.place, Bytes) and not fact.place.file]
    assert sorted(fields) == sorted(seen)


def test_damaged_files_are_no_exception(tmp_path: Path) -> None:
    path = tmp_path / "VID_20230628_100722.mov"
    count = 0
    for what, version in damaged(video(), cuts=25, flips=40, sizes=60):
        if not version:
            continue
        path.write_bytes(version)
        hearing = hearing_of(path)
        broken = [silence for silence in hearing.silences if silence.why == "broke down"]
        assert not broken, (what, broken)
        _assert_true_places(hearing, path)
        count += 1
    assert count > 100


def test_real_files(shared: Path) -> None:
    for path in sorted((shared / "media").iterdir()):
        if path.suffix in (".json", ".md", ".py"):
            continue
        hearing = hearing_of(path)
        assert not [silence for silence in hearing.silences if silence.why == "broke down"], path.name
        _assert_true_places(hearing, path)


def _assert_true_places(hearing: Hearing, path: Path) -> None:
    for said in (*hearing.testimony, *hearing.observations):
        if isinstance(said.place, Bytes):
            size = (path.parent / said.place.file if said.place.file else path).stat().st_size
            assert said.place.offset >= 0
            assert said.place.offset + said.place.length <= size, said
        assert said.means.strip(), said


def test_a_file_with_thousands_of_dates_is_heard_in_time(tmp_path: Path) -> None:
    """A hostile file can hold as many fields as a listing takes, each with another date and another zone."""
    listing = Listing(container="MP4", duration_s=3.0)
    for index in range(5_000):
        reading = Reading(2020, 1, 1 + index % 28, index % 24, index % 60, index % 60, offset=timedelta(hours=index % 12))
        listing.note(f"moov/trak[{index}]/mdia/mdhd creation_time", index, 4 * index, 4, reading.with_offset(timedelta(0)))
        listing.note("xmp xmpMM:History/stEvt:when", index, 4 * index, 4, reading)
        listing.note(f"moov/meta/keys unknown.{index}", f"a text {index} " * 20, 4 * index, 4)
    exhibit = exhibit_of(listing, tmp_path / "clip.mp4")
    began = time.process_time()
    hearing = hear(Case(exhibit=exhibit), pictures=False)
    assert time.process_time() - began < SECONDS
    assert len(hearing.testimony) < 1_000
    assert not [silence for silence in hearing.silences if silence.why == "broke down"]
