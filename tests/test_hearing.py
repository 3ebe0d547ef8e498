"""The hearing: every witness is asked, whatever happens to it. The witnesses here are throwaway modules in a folder of their own."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis import hearing
from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.hearing import hear, witness_names

COURT = "court_of_the_test"
NOW = datetime(2024, 9, 19, 12, tzinfo=UTC)

PREAMBLE = '''
"""A witness for a test."""
from datetime import UTC, datetime
from analysis.place import Aside
from analysis.testimony import Observation, Testimony, Unasked, Writer
from analysis.when import Span

def saw(key, clock=""):
    span = Span(datetime(2024, 9, 18, tzinfo=UTC), None)
    return Testimony("recorded", "not_before", (span,), "strong", "saw", "raw", Aside("here"), "means", (), key, clock)

def fact(tag, writer=None):
    return Observation(tag, "raw", Aside("here"), names=writer)
'''

Court = Callable[..., None]


@pytest.fixture
def court(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Court]:
    """Fills a package with witnesses, by name and body, and makes it the one that is heard."""
    folder = tmp_path / COURT
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def fill(**bodies: str) -> None:
        for name, body in bodies.items():
            (folder / f"{name}.py").write_text(PREAMBLE + textwrap.dedent(body), encoding="utf-8")
        monkeypatch.setattr(hearing, "witnesses", __import__(COURT))

    yield fill
    for name in [name for name in sys.modules if name.partition(".")[0] == COURT]:
        del sys.modules[name]


SPEAKS = """
    def testify(case):
        yield saw("one")
        yield fact("tag")
"""


def test_witnesses_are_found_by_walking_the_folder(court: Court) -> None:
    court(zebra=SPEAKS, ant=SPEAKS, _private=SPEAKS)
    assert witness_names() == ("ant", "zebra")
    heard = hear(Case(), now=NOW)
    assert [piece.id for piece in heard.testimony] == ["ant/one", "zebra/one"]
    assert [piece.witness for piece in heard.testimony] == ["ant", "zebra"]
    assert len(heard.observations) == 2
    assert heard.silences == ()


def test_what_was_said_before_a_breakdown_stands(court: Court) -> None:
    court(
        broken="""
            def testify(case):
                yield saw("before")
                yield fact("before")
                raise ZeroDivisionError("the table ends here")
                yield saw("after")
        """,
        sound=SPEAKS,
    )
    heard = hear(Case(), now=NOW)
    assert [piece.id for piece in heard.testimony] == ["broken/before", "sound/one"]
    assert [o.tag for o in heard.observations] == ["before", "tag"]
    (silence,) = heard.silences
    assert (silence.witness, silence.why, silence.detail) == ("broken", "broke down", "ZeroDivisionError: the table ends here")


@pytest.mark.parametrize(
    ("body", "why", "detail"),
    [
        ("def testify(case):\n    return iter(())", "nothing to read", ""),
        ("def testify(case):\n    return\n    yield", "nothing to read", ""),
        ("import no_such_library\ndef testify(case):\n    yield saw('x')", "unavailable", "No module named 'no_such_library'"),
        ("def testify(case):\n    raise Unasked('Give a post.')\n    yield", "not asked", "Give a post."),
        ("def testify(case):\n    raise RecursionError('too deep')\n    yield", "broke down", "RecursionError: too deep"),
        ("def testify(case):\n    raise MemoryError\n    yield", "broke down", "MemoryError: "),
        ("def testify(case) -> :", "broke down", "SyntaxError"),
        ("", "broke down", "AttributeError"),
        ("def testify(case):\n    return None", "broke down", "TypeError"),
        ("def testify(case):\n    yield 'hearsay'", "broke down", ""),
        ("raise ValueError('at the door')", "broke down", "ValueError: at the door"),
    ],
)  # fmt: skip
def test_whatever_happens_to_a_witness_is_a_silence(court: Court, body: str, why: str, detail: str) -> None:
    court(odd=body, sound=SPEAKS)
    heard = hear(Case(), now=NOW)
    assert [piece.id for piece in heard.testimony] == ["sound/one"]
    (silence,) = heard.silences
    assert (silence.witness, silence.why) == ("odd", why)
    assert silence.detail.startswith(detail)


def test_a_library_missed_midway_leaves_what_was_said(court: Court) -> None:
    court(late="def testify(case):\n    yield saw('one')\n    import no_such_library\n")
    heard = hear(Case(), now=NOW)
    assert [piece.id for piece in heard.testimony] == ["late/one"]
    assert [silence.why for silence in heard.silences] == ["unavailable"]


def test_only_facts_are_no_silence(court: Court) -> None:
    court(quiet="def testify(case):\n    yield fact('tag')")
    heard = hear(Case(), now=NOW)
    assert heard.silences == ()
    assert len(heard.observations) == 1


def test_keys_that_repeat_get_ids_of_their_own(court: Court) -> None:
    court(
        one="def testify(case):\n    yield from (saw(key) for key in ('a', 'a', 'a~2', 'b', 'a'))",
        two="def testify(case):\n    yield saw('a')",
    )
    ids = [piece.id for piece in hear(Case(), now=NOW).testimony]
    assert len(set(ids)) == len(ids) == 6
    assert ids[0] == "one/a"
    assert ids[-1] == "two/a"


def test_the_same_ids_on_each_run(court: Court) -> None:
    court(one="def testify(case):\n    yield from (saw(key) for key in ('a', 'a', 'b', 'a'))", two=SPEAKS)
    first, again = hear(Case(), now=NOW), hear(Case(), now=NOW)
    assert [piece.id for piece in first.testimony] == [piece.id for piece in again.testimony]
    assert first == again


def test_thousands_that_share_a_key_are_told_apart(court: Court) -> None:
    court(many="def testify(case):\n    yield from (saw('same') for _ in range(3000))")
    ids = [piece.id for piece in hear(Case(), now=NOW).testimony]
    assert len(set(ids)) == 3000


def test_only_those_asked_are_heard_and_progress_names_them(court: Court) -> None:
    court(ant=SPEAKS, bee=SPEAKS, cow=SPEAKS)
    told: list[tuple[str, float]] = []
    heard = hear(Case(), only=("ant", "cow"), progress=lambda name, share: told.append((name, share)), now=NOW)
    assert [piece.witness for piece in heard.testimony] == ["ant", "cow"]
    assert told == [("ant", 0.0), ("cow", 0.5), ("", 1.0)]


def test_now_is_when_the_exhibit_was_received(court: Court, tmp_path: Path) -> None:
    court(ant=SPEAKS)
    video = tmp_path / "clip.mp4"
    video.write_bytes(b"no video, but a file")
    received = datetime(2024, 9, 20, 8, tzinfo=UTC)
    assert hear(Case(exhibit=Exhibit.receive(video, now=received)), now=NOW).heard == received
    assert hear(Case(), now=NOW).heard == NOW


def test_writers_are_named_once_in_the_order_found(court: Court) -> None:
    court(one="def testify(case):\n    yield from (fact('t', Writer(name)) for name in ('Lavf', 'x264', 'Lavf'))\n    yield fact('t')")
    assert [writer.name for writer in hear(Case(), now=NOW).writers] == ["Lavf", "x264"]
