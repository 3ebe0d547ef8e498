"""The report as a PDF, set by Typst: no browser, no network, no file but those that are written here.

What is shown goes to the setting program as JSON strings, which it sets as they are: none of it is read as markup. Its root is a
folder that holds the template, that JSON, the timelines and the stills, and that is gone afterwards. The same case, heard at the same
time, with the same fonts gives the same bytes. It runs in a process of its own, for at most a minute.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import __version__
from analysis.views import checks, escaping, moves, places, remarks, still, sweep_chart, words
from analysis.views.folding import Fold, folds
from analysis.views.naming import Names, capital
from analysis.views.record import made_by
from analysis.views.report import MOST_FACTS, ORDER, SLIGHT_TOLD, TITLES, by_weight, card, charts, parts, pictures, statement
from analysis.views.stretch import presets
from analysis.views.timeline import draw
from analysis.weighing.sensitivity import Sweep, sweeps
from analysis.weighing.verdict import Verdict
from analysis.when import iso

if TYPE_CHECKING:
    from analysis.media.shots import Shots

TEMPLATE = Path(__file__).with_name("report.typ")
WIDTH = 1000
EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
EAST_ASIAN_FONTS = re.compile(
    "CJK|Han Sans|Han Serif|PingFang|Hiragino|Heiti|Songti|YaHei|SimSun|SimHei|Yu Gothic|Meiryo|Malgun|Gothic Neo|WenQuanYi|AR PL"
)
LONGEST_S = 60
"""Seconds that the setting may take."""
LONGEST = 8_000
"""Characters of one text that the PDF holds; the HTML report holds all."""
LONGEST_ADDRESS = 2_000
MOST_PIECES = 300
"""Pieces of evidence, statements, posts and problems, each, that it holds; the first, the heaviest."""
MISSING = (
    "This computer has no font with Chinese, Japanese or Korean characters: they stand as boxes here. "
    "The HTML report shows them where the reader’s computer has one."
)


class CannotSet(Exception):
    """The report can't be set as a PDF; the message is one sentence for the person who uses it."""


def pdf(
    verdict: Verdict, shots: Shots | None = None, stills: Path | None = None, head: str = "", of_parts: Sequence[Verdict] = ()
) -> bytes:
    """The report as a PDF, for A4; arguments as for the HTML report. Raises `CannotSet`."""
    with tempfile.TemporaryDirectory(prefix="before-or-after-") as name:
        folder = Path(name)
        data = escaping.nested(_data(verdict, shots, stills, head, folder) | {"parts": parts(verdict, of_parts)}, longest=LONGEST)
        if EAST_ASIAN.search(json.dumps(data, ensure_ascii=False)) and not east_asian_font():
            data["missing"] = MISSING
        (folder / "report.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        (folder / "report.typ").write_bytes(TEMPLATE.read_bytes())
        return _set(folder, int(verdict.hearing.heard.timestamp()))


def _set(folder: Path, made: int) -> bytes:
    command = [sys.executable, "-I", str(Path(__file__).with_name("setting.py")), str(folder), str(made)]
    instead = "The HTML report can be printed."
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_S, text=True, errors="replace")
        return (folder / "report.pdf").read_bytes()
    except subprocess.TimeoutExpired:
        raise CannotSet(f"The PDF was not ready after {LONGEST_S} seconds. {instead}") from None
    except subprocess.CalledProcessError as error:
        raise CannotSet(f"The PDF could not be set: {error.stderr.strip() or 'the program that sets it ended'}. {instead}") from None
    except OSError as error:
        raise CannotSet(f"The PDF could not be set: {error.strerror or error}. {instead}") from None


@cache
def east_asian_font() -> bool:
    """Whether this computer has a font with Chinese, Japanese or Korean characters."""
    import typst  # large, and seldom needed in this process

    return any(EAST_ASIAN_FONTS.search(family) for family in typst.Fonts().families())


def _data(verdict: Verdict, shots: Shots | None, stills: Path | None, head: str, folder: Path) -> dict[str, Any]:
    """All that the template shows; pictures are written into the folder and named."""
    names, case = Names(verdict), verdict.hearing.case
    views = presets(verdict)
    timelines = []
    for name in ORDER:
        if (view := views.get(name)) is not None:
            (folder / f"{name}.svg").write_text(still.picture(draw(verdict, view, width=WIDTH, prefix=f"r-{name}")), "utf-8")
            timelines.append({"file": f"{name}.svg", "title": f"{TITLES[name]}. Times in {names.wall.name}."})
    shown = []
    for number, each in enumerate(pictures(shots, stills)):
        (folder / f"still-{number}.jpg").write_bytes(base64.b64decode(each["source"].partition(",")[2]))
        shown.append({"file": f"still-{number}.jpg", "told": f"{each['at']} (shot from {each['from']} to {each['to']})"})
    of = sweeps(verdict)
    heavy, slight = by_weight(verdict)
    swept = []
    for number, (svg, told) in enumerate(charts(verdict, of)):
        (folder / f"sweep-{number}.svg").write_text(still.picture(svg), "utf-8")
        swept.append({"file": f"sweep-{number}.svg", "told": told})
    facts = folds(verdict.hearing.observations)
    unlisted = sum(len(fold.facts) for fold in facts[MOST_FACTS:])
    exhibit = case.exhibit
    settings = case.series
    return {
        "title": case.title or "Case without a title",
        "headline": words.headline(verdict),
        "figure": words.figure(verdict),
        "sentence": words.sentence(verdict),
        "bounds": remarks.bounds(verdict),
        "missing": "",
        "timelines": timelines,
        "habits": _habits(verdict),
        "moves": _moves(verdict, of),
        "sweeps": swept,
        "sweeps_told": sweep_chart.figure(verdict.shares) if verdict.shares is not None and swept else "",
        "nothing_turns": moves.nothing_turns(verdict),
        "claim": _claim(names),
        "cards": [_card(card(names, piece)) for piece in heavy[:MOST_PIECES]],
        "slight": [_slight(card(names, piece)) for piece in slight[: max(0, MOST_PIECES - len(heavy))]],
        "slight_told": f"{SLIGHT_TOLD} The JSON export holds all of each." if slight else "",
        "slight_count": len(slight),
        "contradictions": [remarks.contradiction(verdict, each) for each in verdict.contradictions[:50]],
        "statements": [_statement(statement(names, piece)) for piece in names.series[:MOST_PIECES]],
        "holes": [remarks.hole(verdict, hole) for hole in verdict.holes],
        "posts": [
            {
                "at": names.zoned(post.span) if post.span else "no date typed",
                "kind": post.kind or ("original" if post.original else "copy"),
                "url": post.url[:LONGEST_ADDRESS],
                "live": bool(places.link(post.url)),
            }
            for post in case.posts[:MOST_PIECES]
        ],
        "checks": [
            {"name": name, "told": f"Expected gain {check.expected_bits:.2f} bits. {' '.join(remarks.outcomes(verdict, check))}"}
            for check, name in checks.to_do(verdict)
        ],
        "done": [{"name": each.check, "told": checks.told(verdict, each)} for each in case.done[:MOST_PIECES]],
        "stills": shown,
        "file": []
        if exhibit is None
        else [
            ("Name", exhibit.path.name),
            ("Size", f"{exhibit.size} bytes"),
            ("SHA-256", exhibit.sha256),
            ("Received", f"{names.wall.moment(exhibit.received)} {names.wall.name} ({iso(exhibit.received)})"),
        ],
        "facts": [_fact(fold) for fold in facts[:MOST_FACTS]],
        "more_facts": f"and {unlisted} more facts." if unlisted else "",
        "silences": remarks.silences(verdict.hearing.silences),
        "problems": [f"{problem.key} {problem.sentence}".strip() for problem in case.problems[:MOST_PIECES]],
        "made": [
            *_left_out(verdict),
            f"Before or After {__version__}, {iso(verdict.hearing.heard)}. Habit: {verdict.habit}. Assumed of statements: completeness "
            f"{settings.completeness}, lateness {settings.lateness}, vagueness {settings.vagueness}."
            + (f" Left out: {', '.join(sorted(verdict.switched_off))}." if verdict.switched_off else ""),
            *(remarks.series(each) for each in verdict.series),
            f"Libraries: {', '.join(f'{name} {number}' for name, number in made_by()['libraries'].items())}.",
            *([f"The custody log of this case ends with {head}."] if head else []),
            "A probability here is a measure of what the listed evidence supports under the stated assumptions. "
            "It is not a finding about the events shown.",
        ],
    }


def _fact(fold: Fold) -> tuple[str, str, str, str, str]:
    """A row for a fact, or for a long run of one kind."""
    first = fold.facts[0]
    if fold.folded:
        return fold.name, f"{len(fold.facts)} of this kind: {fold.values}", "", first.means, f"{places.place(first.place)}, and further"
    reads = first.status if first.status != "set" else str(first.reading or "")
    return first.tag, first.raw[:300], reads, first.means, places.place(first.place)


def _left_out(verdict: Verdict) -> list[str]:
    """What the PDF has no room for."""
    case = verdict.hearing.case
    lists = (("pieces of evidence", verdict.hearing.testimony), ("statements", case.statements), ("posts", case.posts))
    long = [f"the first {MOST_PIECES} of {len(each)} {name}" for name, each in lists if len(each) > MOST_PIECES]
    return [f"This PDF holds {', '.join(long)}; the HTML report holds all."] if long else []


def _habits(verdict: Verdict) -> list[tuple[str, ...]]:
    found = []
    for habit, told, _, answer in words.habit_range(verdict):
        each = verdict.by_habit[habit]
        three = (words.chance(share, settled=verdict.settled) for share in (each.before, each.within, each.after))
        found.append((told + (" (chosen)" if habit == verdict.habit else ""), *three, answer))
    return found


def _moves(verdict: Verdict, of: tuple[Sweep, ...]) -> dict[str, Any]:
    """What moves the answer; chances from 0 to 1. Empty where nothing does."""
    every = moves.moves(verdict, of)
    if verdict.shares is None or not every:
        return {}
    rest = len(every) - moves.MOST
    return {
        "caption": moves.figure_told(verdict),
        "now": words.chance_of(verdict.shares, verdict.shares),
        "rows": [
            {
                "name": each.name,
                "kind": each.kind,
                "told": each.told,
                "turns": each.turns,
                "ends": [{"chance": end.chance, "turned": end.turned} for end in each.ends],
            }
            for each in every[: moves.MOST]
        ],
        "legend": " ".join([*([moves.rest_told(rest)] if rest > 0 else []), moves.LEGEND]),
    }


def _claim(names: Names) -> list[str]:
    claim = names.verdict.claim
    if claim is None:
        return []
    of = f"{capital(names.claim_statement)}. " if claim.statement else ""
    time = f"Its time: {names.claim_time}" if claim.window is not None else "It has no date"
    said = f"; {'released' if claim.statement else 'made'} {names.claim_end}" if claim.released is not None else ""
    return [*([claim.text] if claim.text else []), f"{of}{time}{said}."]


def _card(of: dict[str, Any]) -> dict[str, Any]:
    piece = of["piece"]
    strength = f"{piece.strength} ({piece.reliability})" + (f"; {of['without']}" if of["without"] else "")
    told = [
        ("Saw", piece.saw), ("Means", piece.means), ("Fooled by", "; ".join(piece.fooled_by)), ("When", of["span"]), ("Where", of["place"]),
        ("Raw", piece.raw[:600]), ("Strength", strength + (". The answer rests on it." if of["rests"] else "")),
    ]  # fmt: skip
    names = ("witness", "title", "weight", "counted")
    return {name: of[name] for name in names} | {"told": [pair for pair in told if pair[1]]}


def _slight(of: dict[str, Any]) -> dict[str, str]:
    """A piece that moves nothing, as a line."""
    return {"title": of["title"], "witness": of["witness"], "saw": of["piece"].saw[:300], "place": of["place"], "weight": of["weight"]}


def _statement(of: dict[str, Any]) -> dict[str, Any]:
    names = ("source", "covers", "mention", "text", "url")
    return {name: of[name] or "" for name in names} | {
        "url": of["url"][:LONGEST_ADDRESS],
        "name": capital(of["name"]),
        "live": bool(places.link(of["url"])),
    }
