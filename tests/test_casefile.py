"""Case files. Expected values are those of the worked example, a bulletin at 14:00 Moscow time (UTC+3) that covers 24 hours."""

from __future__ import annotations

import os
import re
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.case import Case
from analysis.casefile import CaseFile, CaseFileError, ChangedOnDisk, load
from analysis.casefile.disk import own_folder
from analysis.casefile.resolving import resolve
from analysis.keeping import custody
from analysis.when import Span

NOW = datetime(2024, 10, 1, tzinfo=UTC)
BOX = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00\x00\x00\x08mdat"

EXAMPLE = """\
# The case of the article.
title = "Leopard in Kursk Region"
video = "clip.mp4"
zone = "Europe/Moscow"          # of the local times below
subject = ["Leopard", "Леопард"]
possible = ["tank", "танк"]
habit = "days"

[[posts]]                        # where the video was seen
at = "2024-09-19"
url = "https://t.me/channel/1"
my_note = "kept"

[claim]
statement = "wednesday"

# The bulletins.
[[statements]]
id = "wednesday"
source = "Ministry"
released = "2024-09-18 14:00"
covers = "24h"
text = "two Leopards"

[[statements]]
id = "thursday"
source = "Ministry"
released = "2024-09-19 14:00"
covers = "24h"
file = "thursday.txt"
mentions = "silent"

[[circumstances]]
not_before = "2024-08-06"
strength = "strong"
why = "the operation began on 6 August 2024"
"""


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clip.mp4").write_bytes(BOX)
    (tmp_path / "thursday.txt").write_text("one tank", encoding="utf-8-sig")
    (tmp_path / "case.toml").write_text(EXAMPLE, encoding="utf-8")
    return tmp_path


def case_of(text: str, folder: Path | None = None) -> Case:
    return CaseFile(text, folder=folder).case(NOW)


def sentences(case: Case) -> dict[str, str]:
    return {problem.key: problem.sentence for problem in case.problems}


def test_the_contracts_example(folder: Path) -> None:
    case = load(folder / "case.toml", NOW)
    assert sentences(case) == {"posts[0].my_note": "There is no key “my_note” in posts[0]: the keys are at, url, original, kind, edited."}
    assert (case.title, case.habit, case.zone_name) == ("Leopard in Kursk Region", "days", "Europe/Moscow")
    assert (case.subject, case.possible) == (("Leopard", "Леопард"), ("tank", "танк"))
    assert case.exhibit is not None
    assert (case.exhibit.size, case.exhibit.received) == (len(BOX), NOW)
    assert case.posts[0].span == Span(utc(2024, 9, 18, 21), utc(2024, 9, 19, 21))
    wednesday, thursday = case.statements
    assert wednesday.released == utc(2024, 9, 18, 11)
    assert wednesday.coverage == Span(utc(2024, 9, 17, 11), utc(2024, 9, 18, 11))
    assert (thursday.text, thursday.mention) == ("one tank", "silent")
    assert case.claim is not None
    assert case.claim.window == Span(utc(2024, 9, 17, 11), utc(2024, 9, 18, 11))
    assert (case.claim.released, case.claim.text, case.claim.statement) == (utc(2024, 9, 18, 11), "two Leopards", "wednesday")
    (circumstance,) = case.circumstances
    assert (circumstance.bearing, circumstance.span) == ("not_before", Span(utc(2024, 8, 5, 21), None))


def test_a_release_of_which_only_the_day_is_known_widens() -> None:
    case = case_of('zone = "Europe/Moscow"\n[[statements]]\nid = "a"\nreleased = "2024-09-18"\ncovers = "24h"\n')
    assert case.statements[0].released == utc(2024, 9, 18, 21)
    assert case.statements[0].coverage == Span(utc(2024, 9, 16, 21), utc(2024, 9, 18, 21))


def test_without_a_zone_every_zone_is_possible() -> None:
    case = case_of('[[statements]]\nid = "a"\nreleased = "2024-09-18 14:00"\ncovers = "24h"\n')
    # 14:00 at UTC+14 is 00:00 UTC; 14:00 at UTC-12 is 02:00 UTC of the next day.
    assert case.statements[0].coverage == Span(utc(2024, 9, 17, 0), utc(2024, 9, 19, 2))
    assert case.statements[0].released == utc(2024, 9, 19, 2)


def test_days_of_a_period_are_whole_days() -> None:
    entry = '[[statements]]\nid = "a"\nreleased = 2024-09-20T09:00:00+03:00\ncovers_from = 2024-09-17\ncovers_to = 2024-09-18\n'
    case = case_of('zone = "Europe/Moscow"\n' + entry)
    assert case.statements[0].coverage == Span(utc(2024, 9, 16, 21), utc(2024, 9, 18, 21))
    assert case.statements[0].released == utc(2024, 9, 20, 6)


@pytest.mark.parametrize("typed", ["2024-09-18", '"2024-09-18"', '"18.09.2024"', '"18 сентября 2024"', "20240918"])
def test_a_date_may_be_tomls_own_or_a_text(typed: str) -> None:
    case = case_of(f'zone = "+03:00"\n[[posts]]\nat = {typed}\n')
    assert case.posts[0].span == Span(utc(2024, 9, 17, 21), utc(2024, 9, 18, 21))


@pytest.mark.parametrize(
    "typed", ["2024-09-18T14:00:00Z", "2024-09-18 17:00:00+03:00", "1726668000", "2024-09-18 17:00:00", '"2024-09-18 17:00:00 MSK"']
)
def test_a_moment_may_be_tomls_own_a_number_or_a_text(typed: str) -> None:
    case = case_of(f'zone = "+03:00"\n[[posts]]\nat = {typed}\n')
    assert case.posts[0].span == Span(utc(2024, 9, 18, 14), utc(2024, 9, 18, 14, 0, 1))


def test_a_plain_claim() -> None:
    case = case_of('zone = "Asia/Gaza"\n[claim]\ntext = "x"\nevent = "2023-10-07"\nmade = "2023-10-08 09:30"\n')
    assert case.claim is not None
    # tzdata: Gaza kept daylight saving time (UTC+3) until 28 October 2023
    assert case.claim.window == Span(utc(2023, 10, 6, 21), utc(2023, 10, 7, 21))
    assert case.claim.released == utc(2023, 10, 8, 6, 30)


def test_a_claims_event_may_be_a_period() -> None:
    case = case_of('zone = "UTC"\n[claim]\nevent = "2023-10-07 06:00/2023-10-07 09:00"\n')
    assert case.claim is not None
    assert case.claim.window == Span(utc(2023, 10, 7, 6), utc(2023, 10, 7, 9))


def test_the_series_table() -> None:
    case = case_of("[series]\ncompleteness = 0.7\nlateness = 1.2\n")
    assert (case.series.completeness, case.series.lateness, case.series.vagueness) == (0.7, 0.1, 0.2)
    assert "a number between 0 and 1" in sentences(case)["series.lateness"]


BAD = [
    ("", "video", "names no video"),
    ('video = "absent.mp4"', "video", "There is no file"),
    ('video = "empty.mp4"', "video", "is empty"),
    ('video = "text.mp4"', "video", "plain text"),
    ('video = "words.srt"', "video", "subtitles without a clock"),
    ('video = "sub"', "video", "is no file"),
    ('video = "../outside.mp4"', "video", "outside the case's folder"),
    ('video = "escape.mp4"', "video", "outside the case's folder"),
    ('video = "loop.mp4"', "video", "no path that can be opened|no file"),
    ('video = "a\\u0000b"', "video", "no path that can be opened"),
    ("video = 5", "video", "video is 5, where the path of the video"),
    ('zone = "Moscow"', "zone", "no time zone known here"),
    ('zone = "../../etc/passwd"', "zone", "no time zone known here"),
    ('habit = "fast"', "habit", 'where "live", "days" or "unknown" is expected'),
    ('subjects = ["x"]', "subjects", "did you mean “subject”"),
    ("subject = [1]", "subject", "a list of words"),
    ('claim = "wednesday"', "claim", r"a table \[claim\]"),
    ('[posts]\nat = "2024"', "posts", r"\[\[posts\]\] in double brackets"),
    ("posts = [1]", "posts[0]", "where a table"),
    ("[[posts]]\n", "posts[0]", "neither a date nor an address"),
    ('[[posts]]\nat = "03/04/2024"', "posts[0].at", "3 April 2024 or 4 March 2024.*day_first"),
    ('[[posts]]\nat = "2024-06-31"', "posts[0].at", "June 2024 has the days 1 to 30"),
    ('[[posts]]\nat = "1970-01-01"', "posts[0].at", "clock was never set"),
    ('[[posts]]\nat = "2031-01-01"', "posts[0].at", "future"),
    ("[[posts]]\nat = 14:00:00", "posts[0].at", "a date such as"),
    ("[[posts]]\nat = nan", "posts[0].at", "no date"),
    ("[[posts]]\nat = 1e400", "posts[0].at", "no date"),
    ('[[posts]]\nurl = "javascript:alert(1)"', "posts[0].url", "no web address"),
    ('[[posts]]\nurl = "http://["', "posts[0].url", "no web address"),
    ('[[posts]]\nat = "2024-08-01"\n[[circumstances]]\nnot_before = "2024-08-06"', "posts[0].at", "lies before “2024-08-06”"),
    ('[claim]\ntext = "x"', "claim.event", "The claim has no date"),
    ('[claim]\nevent = "soon"', "claim.event", "no date that can be read"),
    ('[claim]\nevent = "2024-09-18/2024-09-17"', "claim.event", "ends before it starts"),
    ('[claim]\nevent = "2024-09-18"\nmade = "2024-09-01"', "claim.made", "made before the event"),
    ('[claim]\nstatement = "friday"\n[[statements]]\nid = "monday"\nreleased = "2024"', "claim.statement", "are “monday”"),
    ('[claim]\nstatement = "a"\n[[statements]]\nid = "a"\nreleased = "2024-09-18"', "claim.statement", "window is not known"),
    ('[[statements]]\nid = "a"', "statements[0].released", "has no date"),
    ('[[statements]]\nreleased = "2024-09-18"\ncovers = "one day long"', "statements[0].covers", "24h"),
    ('[[statements]]\ncovers = "24h"', "statements[0].covers", "give released"),
    ('[[statements]]\ncovers_from = "2024-09-18"\ncovers_to = "2024-09-17"', "statements[0].covers_to", "ends before it starts"),
    ('[[statements]]\nreleased = "2024-09-18 14:00"\ncovers_from = "2024-09-18 15:00"', "statements[0].covers_to", "ends before it"),
    (
        '[[statements]]\nreleased = "2024-09-18 14:00Z"\ncovers_from = "2024-09-18Z"\ncovers_to = "2024-09-18 15:00Z"',
        "statements[0].covers_to",
        "after its own release",
    ),
    ('[[statements]]\nreleased = "2024"\nmentions = "maybe"', "statements[0].mentions", '"named", "unnamed" or "silent"'),
    ('[[statements]]\nreleased = "2024"\nexcerpt = true\nmentions = "silent"', "statements[0].mentions", "An excerpt can't be silent"),
    ('[[statements]]\nreleased = "2024"\nfile = "/etc/hostname"', "statements[0].file", "outside the case's folder"),
    ('[[statements]]\nreleased = "2024"\nfile = "../x.txt"', "statements[0].file", "outside the case's folder"),
    ('[[statements]]\nreleased = "2024"\nfile = "link.txt"', "statements[0].file", "outside the case's folder"),
    ('[[statements]]\nreleased = "2024"\nfile = "absent.txt"', "statements[0].file", "no text file"),
    ('[[statements]]\nreleased = "2024"\nfile = "latin.txt"', "statements[0].file", "UTF-8"),
    ('[[statements]]\nreleased = "2024"\ntext = "a"\nfile = "text.mp4"', "statements[0].file", "leave one of them out"),
    ('[[statements]]\nid = "a"\nreleased = "2023"\n[[statements]]\nid = "a"\nreleased = "2024"', "statements[1].id", "Two statements"),
    ("[[circumstances]]\nwhy = 'x'", "circumstances[0]", "one date"),
    ('[[circumstances]]\nnot_before = "2024"\nnot_after = "2025"', "circumstances[0]", "one date"),
    ('[[circumstances]]\nnot_before = "2024"\nstrength = "weak"', "circumstances[0].strength", '"hard"'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "expected"), BAD)
def test_what_can_not_be_used_is_one_sentence_and_the_rest_works(tmp_path: Path, text: str, key: str, expected: str) -> None:
    folder = tmp_path / "case"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "outside.mp4").write_bytes(BOX)
    (folder / "empty.mp4").touch()
    (folder / "text.mp4").write_text("Это не видео.\n" * 500)
    (folder / "words.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nWords.\n")
    (folder / "latin.txt").write_bytes('два "Леопарда"'.encode("cp1251"))
    (folder / "escape.mp4").symlink_to(tmp_path / "outside.mp4")
    (folder / "link.txt").symlink_to("/etc/hostname")
    (folder / "loop.mp4").symlink_to(folder / "loop.mp4")
    case = case_of(f'title = "kept"\n{text}\n', folder)
    found = [problem.sentence for problem in case.problems if problem.key == key]
    assert len(found) == 1, case.problems
    assert re.search(expected, found[0]), found[0]
    assert found[0].endswith((".", "?"))
    assert "\n" not in found[0]
    assert case.title == "kept"


def test_an_absolute_video_is_allowed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "big.mp4"
    elsewhere.write_bytes(BOX)
    case = case_of(f"video = '{elsewhere}'", folder)
    assert case.exhibit is not None
    assert case.problems == ()


def test_overlapping_statements_of_one_source_are_said_and_kept() -> None:
    entry = '[[statements]]\nid = "{}"\nsource = "{}"\nreleased = "2024-09-{} 14:00"\ncovers = "{}"\n'
    text = 'zone = "UTC"\nvideo = "-"\n' + "".join(
        entry.format(*row) for row in [("a", "M", 18, "24h"), ("b", "M", 19, "24h"), ("c", "M", 20, "30h"), ("d", "N", 19, "24h")]
    )
    case = case_of(text)
    assert len(case.statements) == 4
    found = {key: sentence for key, sentence in sentences(case).items() if key != "video"}
    assert list(found) == ["statements[2].covers"]
    assert "“c” and “b”" in found["statements[2].covers"]


def test_no_overlap_is_claimed_where_the_hours_are_not_known() -> None:
    entry = '[[statements]]\nid = "{}"\nreleased = "2024-09-{}"\ncovers = "24h"\n'
    case = case_of('zone = "UTC"\n' + entry.format("a", 18) + entry.format("b", 19))
    assert list(sentences(case)) == ["video"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"title = ", "end of document"),
        (b"a = 1\nb = 2\nc = [1,\n\nd = 4", "line"),
        (b"\xff\xfe\x00", "UTF-8"),
        (BOX, "TOML"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"a = " + b"9" * 100_000, "TOML"),
        (b"#" * (17 << 20), "16 MB"),
        (b"x." * 200_000 + b"y = 1", "too many parts"),
        (b"[" + b"x . " * 2_000_000 + b"y]", "too many parts"),
        (b"\"a b\".'c'." * 500_000 + b"y = 1", "too many parts"),
        (b'a = {z = ", \'", ' + b"x." * 100_000 + b'x = 1, w = "\'.a"}', "too many parts"),
        (b"".join(b"k%d.x.x.x = 1\n" % i for i in range(50_000)), "too many parts"),
        (b"".join(b"[a%d]\n" % i for i in range(200_000)), "tables"),
        (b"a = [" + b"{}," * 200_000 + b"]", "tables"),
        (b"".join(b"a%d=1\n" % i for i in range(600_000)), "keys"),
    ],
)
def test_what_is_no_case_file(tmp_path: Path, data: bytes, expected: str) -> None:
    began = time.process_time()
    path = tmp_path / "case.toml"
    path.write_bytes(data)
    with pytest.raises(CaseFileError, match=expected) as caught:
        load(path, NOW)
    assert "\n" not in str(caught.value)
    assert time.process_time() - began < 10


def test_a_missing_case_file(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="There is no case file"):
        load(tmp_path / "absent.toml", NOW)
    with pytest.raises(CaseFileError, match="There is no case file"):
        load(tmp_path, NOW)


def test_a_hostile_file_ends_soon(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text("[[posts]]\nat=1\nx=2\n" * 60_000 + "k" * 100_000 + "=1\n")
    began = time.process_time()
    case = load(path, NOW)
    assert time.process_time() - began < 20
    assert len(case.problems) == 201
    assert case.problems[-1].sentence.startswith("There are ")


def test_an_edit_keeps_comments_order_and_unknown_keys(folder: Path) -> None:
    book = CaseFile.load(folder / "case.toml")
    book.set("habit", "live")
    book.set("posts[0].at", "2024-09-19 15:00")
    book.set("claim.text", "said on Wednesday")
    assert book.add_post(url="https://x.com/a/status/1", original=False) == "posts[1]"
    assert book.add_statement(id="friday", released="2024-09-20 14:00", covers="24h", text='a "Leopard"\nand more') == "statements[2]"
    assert book.add_circumstance(not_after="2024-09-30", strength="hard", why="archived") == "circumstances[1]"
    book.set("series.lateness", 0.2)
    assert book.changed
    book.save()
    assert not book.changed
    text = (folder / "case.toml").read_text()
    before = EXAMPLE.splitlines()
    after = text.splitlines()
    kept = [line for line in before if line.split("#")[0].strip() not in ('habit = "days"', 'at = "2024-09-19"')]
    positions = [after.index(line) for line in kept if line.strip() and not line.startswith(("[[", "source", "covers"))]
    assert positions == sorted(positions)
    assert "[[posts]]                        # where the video was seen" in after
    values = tomllib.loads(text)
    assert values["posts"][0] == {"at": "2024-09-19 15:00", "url": "https://t.me/channel/1", "my_note": "kept"}
    assert values["statements"][2]["text"] == 'a "Leopard"\nand more'
    assert values["series"] == {"lateness": 0.2}
    assert CaseFile.load(folder / "case.toml").document == book.document == values


def test_removing(folder: Path) -> None:
    book = CaseFile.load(folder / "case.toml")
    book.remove("statements[0]")
    book.remove("claim")
    book.remove("posts[0]")
    book.remove("posts[7].at")
    book.set("zone", None)
    values = tomllib.loads(book.text)
    assert [entry["id"] for entry in values["statements"]] == ["thursday"]
    assert not {"claim", "posts", "zone"} & values.keys()
    book.save()
    assert tomllib.loads((folder / "case.toml").read_text()) == book.document == values


def test_a_new_case(tmp_path: Path) -> None:
    book = CaseFile.new(folder=tmp_path, title="New", zone="Europe/Kyiv", subject=["tank"])
    book.add_post(at="2024-09-19")
    with pytest.raises(CaseFileError, match="say where to save"):
        book.save()
    path = book.save(tmp_path / "new.toml")
    assert path.read_text().startswith('title = "New"')
    assert load(path, NOW).zone_name == "Europe/Kyiv"
    with pytest.raises(CaseFileError, match="already a file"):
        CaseFile.new(title="other").save(path)
    assert CaseFile.load(path).get("title") == "New"


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_new_case_is_for_its_users_eyes_alone(tmp_path: Path) -> None:
    path = CaseFile.new(title="New").save(own_folder(tmp_path / "new") / "case.toml")
    custody.append(custody.log_of(path), "opened", {}, NOW)
    assert {each.name: each.stat().st_mode & 0o077 for each in path.parent.iterdir()} == {"case.toml": 0, "case.custody.jsonl": 0}
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_file_changed_by_another_hand_is_not_overwritten(folder: Path) -> None:
    path = folder / "case.toml"
    mine, theirs = CaseFile.load(path), CaseFile.load(path)
    theirs.set("title", "Theirs")
    theirs.save()
    mine.set("title", "Mine")
    with pytest.raises(ChangedOnDisk, match="changed or removed"):
        mine.save()
    assert CaseFile.load(path).get("title") == "Theirs"
    mine.save(folder / "mine.toml")
    assert CaseFile.load(folder / "mine.toml").get("title") == "Mine"
    path.unlink()
    with pytest.raises(ChangedOnDisk):
        theirs.save()


def test_a_disk_that_refuses_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "case.toml"
    book = CaseFile.load(path)
    book.set("title", "Other")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseFileError, match="No space left"):
        book.save()
    assert path.read_text() == EXAMPLE
    assert sorted(entry.name for entry in folder.iterdir()) == ["case.toml", "clip.mp4", "thursday.txt"]
    assert book.changed


def test_saving_keeps_permissions_and_links(folder: Path) -> None:
    path = folder / "case.toml"
    path.chmod(0o640)
    link = folder / "link.toml"
    link.symlink_to(path)
    book = CaseFile.load(link)
    book.set("title", "Other")
    book.save()
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert tomllib.loads(path.read_text())["title"] == "Other"


def test_an_edit_that_does_not_fit_changes_nothing(folder: Path) -> None:
    book = CaseFile.load(folder / "case.toml")
    for key, value in [("title.x", "y"), ("posts[9].at", "2024"), ("title", {1, 2}), ("title", "\ud800")]:
        with pytest.raises(CaseFileError):
            book.set(key, value)
    for key in ("", "a b", "[0]", "a..b", "a["):
        with pytest.raises(ValueError, match="no key of a case file"):
            book.set(key, "x")
    assert book.text == EXAMPLE
    assert not book.changed
    single = CaseFile('[posts]\nat = "2024"\n')
    with pytest.raises(CaseFileError, match="double brackets"):
        single.add_post(at="2024")


def test_inline_tables_can_be_edited() -> None:
    book = CaseFile('posts = [{at = "2024-09-19"}]  # short\n')
    book.add_post(at="2024-09-20")
    book.set("posts[0].original", False)
    assert tomllib.loads(book.text) == {"posts": [{"at": "2024-09-19", "original": False}, {"at": "2024-09-20"}]}
    assert "# short" in book.text


TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["title", "claim.text", "posts[0].url", "statements[0].text", "zone"]), TEXTS), max_size=6))
def test_any_text_survives_an_edit(tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("edit") / "case.toml"
    path.write_text(EXAMPLE)
    book = CaseFile.load(path)
    for key, value in edits:
        book.set(key, value)
    book.save()
    again = CaseFile.load(path)
    for key, value in dict(edits).items():
        assert again.get(key) == value
    assert again.get("posts[0].my_note") == "kept"
    assert again.text.startswith("# The case of the article.")


KEYS = st.sampled_from(["at", "url", "id", "released", "covers", "text", "x"])
LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | TEXTS | st.dates()
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8)
TOP = ["posts", "claim", "statements", "circumstances", "series", "subject", "video", "zone", "habit", "day_first"]


@settings(max_examples=200)
@given(ANYTHING, st.sampled_from(TOP))
def test_any_document_resolves(value: object, key: str) -> None:
    case = resolve({key: value, "title": "kept"}, None, NOW)
    assert case.title == "kept"
    assert all(problem.sentence.endswith((".", "?")) for problem in case.problems)


def test_five_thousand_statements_load_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    rows = (
        f'[[statements]]\nid = "s{i}"\nsource = "M"\nreleased = {1_500_000_000 + 43_200 * i}\ncovers = "12h"\ntext = "{"word " * 100}"\n'
        for i in range(5000)
    )
    path.write_text('zone = "UTC"\n' + "\n".join(rows))
    began = time.process_time()
    case = load(path, NOW)
    assert time.process_time() - began < 10
    assert len(case.statements) == 5000
    assert [problem.key for problem in case.problems] == ["video"]


def test_what_a_post_is(folder: Path) -> None:
    """`original` as the contract has it, and `kind`, which says more; the two are compared."""
    posts = '[[posts]]\nat = "2024-09-19"\n'
    case = case_of(
        f'{posts}{posts}original = true\n{posts}original = false\n{posts}kind = "forward"\n'
        f'{posts}kind = "quote"\noriginal = true\n{posts}kind = "rumour"\n{posts}edited = "2024-09-10"\n'
    )
    assert [(post.original, post.kind) for post in case.posts] == [
        (True, ""), (True, "original"), (False, "copy"), (False, "forward"), (False, "quote"), (True, ""), (True, ""),
    ]  # fmt: skip
    assert set(sentences(case)) - {"video"} == {"posts[4].kind", "posts[5].kind", "posts[6].edited"}


def test_a_post_dated_with_slashes_is_no_period(folder: Path) -> None:
    case = case_of('day_first = true\n[[posts]]\nat = "19/09/2024 14:00+00:00"\n')
    assert case.posts[0].span == Span(utc(2024, 9, 19, 14), utc(2024, 9, 19, 14, 1))


def test_checks_that_were_done_are_read_and_what_can_not_be_used_of_them_is_said(tmp_path: Path) -> None:
    (tmp_path / "answer.png").write_bytes(b"x")
    entries = [
        {"check": "Search for an older copy", "note": "none", "file": "answer.png", "at": "2024-09-20 10:00"},
        {"note": "which?"},
        {"check": "a", "file": "../secret.txt"},
        {"check": "b", "file": "missing.png", "at": "2024-12-01"},
        {"check": 3, "files": "x"},
    ]
    case = resolve({"zone": "Europe/Moscow", "done": entries}, tmp_path, NOW)
    assert [(each.key, each.check, each.file) for each in case.done] == [
        ("done[0]", "Search for an older copy", "answer.png"), ("done[2]", "a", ""), ("done[3]", "b", ""),
    ]  # fmt: skip
    assert case.done[0].span is not None
    assert case.done[0].span.start == datetime(2024, 9, 20, 7, tzinfo=UTC)  # 10:00 in Moscow is 07:00 UTC
    keys = [problem.key for problem in case.problems if problem.key.startswith("done")]
    assert keys == ["done[1].check", "done[2].file", "done[3].file", "done[3].at", "done[4].files", "done[4].check"]
