"""A case as one zip: there and back, whatever was changed on the way is named, and hostile zips are refused with one sentence."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import warnings
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.casefile import load
from analysis.keeping import bundle, custody
from analysis.keeping.zipped import BadZip, Zipped

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 9, 19, 12, tzinfo=UTC)


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    shutil.copytree(ROOT / "samples" / "leopard-kursk", folder)
    custody.append(custody.log_of(folder / "article.toml"), "opened", {"by": "a test"}, NOW)
    return folder / "article.toml"


@pytest.fixture
def packed(case_file: Path, tmp_path: Path) -> Path:
    target = tmp_path / "case.zip"
    bundle.pack(case_file, target, NOW, extra={"report.html": b"<p>"})
    return target


def test_a_case_goes_there_and_back_with_the_same_answer(case_file: Path, packed: Path, tmp_path: Path) -> None:
    found = bundle.verify(packed)
    assert (found.faults, found.entries, found.video_included) == ((), 1, True)
    assert found.video_sha256 == hashlib.sha256((case_file.parent / "clip.mp4").read_bytes()).hexdigest()
    opened = bundle.unpack(packed, tmp_path / "theirs", NOW)
    first, second = load(case_file, NOW), load(opened, NOW)
    assert second.problems == ()
    assert second.statements == first.statements
    assert (second.claim, second.posts, second.circumstances) == (first.claim, first.posts, first.circumstances)
    assert second.exhibit is not None
    assert second.exhibit.path.parent == opened.parent
    log = custody.check(custody.log_of(opened))
    assert log.faults == ()
    assert [entry.act for entry in log.entries] == ["opened", "opened from a zip"]
    assert log.entries[1].details["sha256"] == hashlib.sha256(packed.read_bytes()).hexdigest()


def test_only_the_hash_of_the_video(case_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "hash.zip"
    bundle.pack(case_file, target, NOW, with_video=False)
    assert "clip.mp4" not in zipfile.ZipFile(target).namelist()
    found = bundle.verify(target)
    assert (found.faults, found.video_included) == ((), False)
    assert found.video_sha256 == hashlib.sha256((case_file.parent / "clip.mp4").read_bytes()).hexdigest()
    assert "clip.mp4" in load(bundle.unpack(target, tmp_path / "theirs", NOW)).problems[0].sentence


def test_nothing_is_replaced(case_file: Path, packed: Path, tmp_path: Path) -> None:
    before = packed.read_bytes()
    with pytest.raises(bundle.BundleError, match="already a file"):
        bundle.pack(case_file, packed, NOW)
    assert packed.read_bytes() == before
    (tmp_path / "there").mkdir()
    with pytest.raises(bundle.BundleError, match="already something"):
        bundle.unpack(packed, tmp_path / "there", NOW)


def altered(source: Path, target: Path, change: dict[str, bytes | None], added: dict[str, bytes] | None = None) -> Path:
    """A copy of a zip with some files changed (None: left out) and some added."""
    with zipfile.ZipFile(source) as one, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as other:
        for name in one.namelist():
            data = change.get(name, one.read(name))
            if data is not None:
                other.writestr(name, data)
        for name, data in (added or {}).items():
            other.writestr(name, data)
    return target


def test_whatever_does_not_match_is_named_and_nothing_is_opened(packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = zipfile.ZipFile(packed).read("custody.jsonl")
    video = zipfile.ZipFile(packed).read("clip.mp4")
    for number, (change, added, sentence) in enumerate([
        ({"clip.mp4": video[:-1] + b"x"}, {}, "“clip.mp4” does not match"),
        ({"case.toml": b"title = 1"}, {}, "“case.toml” has 9 bytes"),
        ({"case.toml": None}, {}, "“case.toml” stands in the manifest and is not in the zip"),
        ({"custody.jsonl": log.replace(b"a test", b"a jest")}, {}, "Entry 1 of the custody log was changed"),
        ({}, {"more.txt": b"x"}, "“more.txt” is in the zip and not in the manifest"),
    ]):  # fmt: skip
        bad = altered(packed, tmp_path / f"bad{number}.zip", change, added)
        assert main(["verify", str(bad)]) == 1
        assert sentence in capsys.readouterr().err
        assert main(["open", str(bad), "--into", str(tmp_path / "bad")]) == 1
        assert not (tmp_path / "bad").exists()
    assert main(["verify", str(packed)]) == 0
    assert "All matches" in capsys.readouterr().out


def test_a_manifest_made_to_fit_a_changed_log_is_seen_by_the_head_that_a_colleague_has(
    packed: Path, case_file: Path, tmp_path: Path
) -> None:
    head = bundle.verify(packed).head
    assert main(["verify", str(packed), "--head", head]) == 0
    custody.log_of(case_file).unlink()
    custody.append(custody.log_of(case_file), "opened", {"by": "someone else"}, NOW)
    again = tmp_path / "again.zip"
    bundle.pack(case_file, again, NOW)
    assert bundle.verify(again).faults == ()
    assert main(["verify", str(again), "--head", head]) == 1


def hostile(path: Path, kind: str) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as into:
        warnings.simplefilter("ignore")
        names = {
            "up": "../x", "absolute": "/etc/x", "drive": "C:/x", "backslash": "..\\x", "device": "NUL.txt", "turned": "a\u202egpj.exe",
            "deep": "a/b/c/d/e/f", "dots": "a/./b", "stream": "a.txt:b", "trailing": "a. ",
        }  # fmt: skip
        if kind in names:
            into.writestr(zipfile.ZipInfo(names[kind]), b"x")
        elif kind == "link":
            info = zipfile.ZipInfo("link")
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            into.writestr(info, "/etc/passwd")
        elif kind == "pipe":
            info = zipfile.ZipInfo("pipe")
            info.external_attr = (stat.S_IFIFO | 0o644) << 16
            into.writestr(info, b"")
        elif kind == "twice":
            into.writestr("a.txt", b"1")
            into.writestr("A.TXT", b"2")
        elif kind == "bomb":
            into.writestr("a.txt", b"\0" * (64 << 20))
        elif kind == "many":
            for number in range(2_001):
                into.writestr(f"{number}", b"")
        elif kind == "packed otherwise":
            into.writestr("a.txt", b"x", compress_type=zipfile.ZIP_LZMA)
        elif kind == "encrypted":
            into.writestr("a.txt", b"x")
    if kind == "encrypted":  # bit 0 of the general purpose flag (PKWARE APPNOTE 4.4.4), in the local and the central header
        data = bytearray(path.read_bytes())
        data[data.index(b"PK\x03\x04") + 6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(data)
    return path


KINDS = [
    "up", "absolute", "drive", "backslash", "device", "turned", "deep", "dots", "stream", "trailing", "link", "pipe", "twice", "bomb",
    "many", "packed otherwise", "encrypted",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_zips_are_refused_with_one_sentence(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = hostile(tmp_path / "bad.zip", kind)
    with pytest.raises(BadZip, match=r"^“bad\.zip” .*\.$"):
        Zipped(path)
    assert main(["open", str(path), "--into", str(tmp_path / "out")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bad.zip"]


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{", json.dumps({"format": "x"}).encode(), b"[" * 100_000])
def test_a_zip_without_a_manifest_of_ours_is_no_case(tmp_path: Path, manifest: bytes) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as into:
        into.writestr("manifest.json", manifest)
    with pytest.raises(BadZip, match=r"is no case|of another kind"):
        bundle.verify(path)


def test_a_directory_that_states_less_than_is_there(packed: Path, tmp_path: Path) -> None:
    """A size in the central directory smaller than what comes out is a damaged file, not a larger one."""
    data = bytearray(packed.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path = tmp_path / "less.zip"
    path.write_bytes(data)
    try:
        assert bundle.verify(path).faults
    except BadZip:
        return


def test_names_of_the_machine_do_not_go_along(case_file: Path, tmp_path: Path) -> None:
    text = case_file.read_text("utf-8") + '\n[[copies]]\nfile = "/home/me/secret archive/older.mp4"\nat = "2022-01-01"\n'
    case_file.write_text(text, "utf-8")
    target = tmp_path / "p.zip"
    bundle.pack(case_file, target, NOW)
    told = zipfile.ZipFile(target).read("case.toml").decode()
    assert 'file = "older.mp4"' in told
    assert "secret archive" not in told


def packed_by_hand(path: Path, case: str) -> Path:
    """A zip that fits its manifest in all, as someone else's program can write it."""
    data = case.encode()
    entry = {"name": "case.toml", "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    manifest = {"format": bundle.FORMAT, "schema": 1, "video": None, "custody": {"entries": 0, "head": custody.check_lines(b"").head}}
    with zipfile.ZipFile(path, "w") as into:
        into.writestr("case.toml", data)
        into.writestr("manifest.json", json.dumps(manifest | {"files": [entry]}))
    return path


@pytest.mark.parametrize("name", ["{own}", "~/private.mp4", "C:\\Users\\me\\private.mp4", "\\\\host\\share\\x.mp4", "../private.mp4"])
def test_a_zip_that_names_a_file_of_ones_own_computer_is_not_opened(name: str, tmp_path: Path) -> None:
    own = tmp_path / "private.mp4"
    own.write_bytes((ROOT / "samples" / "leopard-kursk" / "clip.mp4").read_bytes())
    zip_file = packed_by_hand(tmp_path / "theirs.zip", f"title = 'x'\nvideo = '{name.format(own=own)}'\n")
    assert bundle.verify(zip_file).faults == ()
    with pytest.raises(bundle.BundleError, match="names a video outside the zip"):
        bundle.unpack(zip_file, tmp_path / "opened", NOW)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["private.mp4", "theirs.zip"]
    assert bundle.unpack(packed_by_hand(tmp_path / "good.zip", "title = 'x'\nvideo = 'a.mp4'\n"), tmp_path / "good", NOW).is_file()


@pytest.mark.parametrize("named", ["{secret}", "../secret.txt", "link.txt"])
def test_someone_elses_files_are_not_packed(case_file: Path, named: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the source is our neighbour", "utf-8")
    (case_file.parent / "link.txt").symlink_to(secret)
    (case_file.parent / "clip.xmp").symlink_to(secret)  # a file beside the video, which goes along where it is one
    entry = f"[[done]]\ncheck = 'x'\nfile = '{named.format(secret=secret)}'\n"
    case_file.write_text(case_file.read_text("utf-8") + entry, "utf-8")
    target = tmp_path / "p.zip"
    bundle.pack(case_file, target, NOW)
    with zipfile.ZipFile(target) as made:
        assert not [name for name in made.namelist() if b"neighbour" in made.read(name)]
    case_file.write_text(
        case_file.read_text("utf-8").replace("[[done]]\ncheck = 'x'", "[[statements]]\nid = 'n'\nreleased = '2024'"), "utf-8"
    )
    with pytest.raises(bundle.BundleError, match="outside the case's folder"):
        bundle.pack(case_file, tmp_path / "q.zip", NOW)
    assert not (tmp_path / "q.zip").exists()
