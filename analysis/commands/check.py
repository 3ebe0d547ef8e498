"""`check CASE.toml` or `check VIDEO`: hear every witness, weigh, and say what the evidence shows."""

from __future__ import annotations

import argparse
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.characters import whole
from analysis.commands import CannotDo, Progress, complain, say, write_json, written
from analysis.commands.when import read_text

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.media.shots import Shots
    from analysis.weighing.verdict import Verdict

ADDRESS = re.compile(r"(https?://|([\w-]+\.)+[a-z]{2,}/)", re.IGNORECASE)
"""How an address begins: with its scheme, or with a host and a path. No date does."""

AD_HOC = ("statement", "released", "covers", "posted", "subject", "zone")
"""Options that describe a case without a case file."""


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("check", help="the main job: recorded before, within or after?", description=__doc__)
    part.add_argument("what", metavar="CASE.toml|VIDEO", help="a case file, or a video")
    part.add_argument("--json", metavar="FILE", help="the whole record; - for standard output")
    part.add_argument("--report", metavar="FILE.html", help="a report in one file, with the keyframes")
    part.add_argument("--pdf", metavar="FILE.pdf", help="the report as a PDF, for A4")
    part.add_argument("--csv", metavar="FILE.csv", help="the timeline for Timesketch and plaso, one row a bound; - for standard output")
    part.add_argument("--markdown", metavar="FILE.md", help="the answer for a chat; - for standard output")
    part.add_argument("--habit", choices=["live", "days", "unknown"], help="how fast this poster posts")
    part.add_argument("--no-pictures", action="store_true", help="do not look at the pictures: no shots, no clocks in them; quick")
    ad_hoc = part.add_argument_group("without a case file")
    ad_hoc.add_argument("--statement", metavar="FILE.txt", help="the statement's text; - for standard input")
    ad_hoc.add_argument("--released", metavar="WHEN", help="when the statement was released")
    ad_hoc.add_argument("--covers", metavar="LENGTH", help="the time before its release that it covers, such as 24h")
    ad_hoc.add_argument("--posted", metavar="WHEN|URL", help="when or where the video was posted")
    ad_hoc.add_argument("--subject", metavar="WORD", action="append", help="what the statement must name; may be given again")
    ad_hoc.add_argument("--zone", metavar="ZONE", help="the zone of these times, such as Europe/Moscow")


def run(given: argparse.Namespace) -> int:
    from analysis.footage.sources import known_sources
    from analysis.hearing import hear
    from analysis.weighing.weigh import parts_spoken_of, shots_spoken_of, weigh

    progress = Progress()
    case = _case(given)
    if case.exhibit is not None:
        case.exhibit.hash(lambda share: progress("hashing", share))
    hearing = hear(case, progress=progress, pictures=not given.no_pictures)
    verdict = weigh(hearing, habit=given.habit)
    of_shots = [weigh(hearing, habit=given.habit, shot=shot) for shot in shots_spoken_of(hearing)]
    sources = known_sources(case.exhibit)
    parts = parts_spoken_of(hearing, [source.shots for source in sources])
    of_parts = [weigh(hearing, habit=given.habit, shots=part) for part in parts]
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        shots = _shots(case, Path(folder), progress) if (given.report or given.pdf or given.json) and not given.no_pictures else None
        progress.done()
        if given.report:
            _report(given.report, verdict, shots, Path(folder), _head(Path(given.what)), of_parts)
        if given.pdf:
            _pdf(Path(given.pdf), verdict, shots, Path(folder), _head(Path(given.what)), of_parts)
    _exports(given, verdict)
    if given.json:
        from analysis.views.record import check_record

        write_json(given.json, check_record(verdict, shots, of_shots, of_parts, sources))
    if "-" not in (given.json, given.csv, given.markdown):
        from analysis.views.plain import lines

        for line in lines(verdict, of_parts, sources):
            say(line)
    for problem in case.problems:
        complain(f"{problem.key}: {problem.sentence}" if problem.key else problem.sentence)
    return 1 if case.problems else 0


def _case(given: argparse.Namespace) -> Case:
    from analysis.casefile import CaseFileError, load

    path = Path(given.what)
    extra = [name for name in AD_HOC if getattr(given, name)]
    try:
        if path.suffix.lower() == ".toml":
            if extra:
                raise CannotDo(f"--{extra[0]} goes with a video, not with a case file: write it into {path.name}.")
            return load(path)
        return _without_file(given, path)
    except CaseFileError as error:
        raise CannotDo(str(error)) from error


def _without_file(given: argparse.Namespace, video: Path) -> Case:
    """The case that the options describe. Raises CannotDo where there is no video to speak of."""
    from analysis.casefile import CaseFile

    if given.statement and not given.released:
        raise CannotDo("A statement has no window without its release: give --released WHEN.")
    path = str(video.absolute())
    if path != whole(path):
        raise CannotDo(f"The name of {video} holds bytes that are no characters, so no case can name it: give a copy of it another name.")
    values: dict[str, Any] = {"video": path, "title": video.name}
    if given.zone:
        values["zone"] = given.zone
    if given.subject:
        values["subject"] = given.subject
    book = CaseFile.new(folder=Path.cwd(), **values)
    if given.posted:
        book.add_post(**{"url" if ADDRESS.match(given.posted) else "at": given.posted})
    if given.released:
        text = read_text(given.statement) if given.statement else ""
        book.add_statement(id="statement", released=given.released, text=text, **_period(given, text))
        book.set("claim.statement", "statement")
    case = book.case()
    if case.exhibit is None:
        sentence = next((p.sentence for p in case.problems if p.key == "video"), f"{video} can't be read.")
        raise CannotDo(sentence)
    return case


def _period(given: argparse.Namespace, text: str) -> dict[str, str]:
    """What the statement covers: as the options say, else as its text does, else the day before its release; standard error says which."""
    from analysis.statements.draft import Entry, Origin
    from analysis.statements.drafting import drafts_of
    from analysis.views.drafts import covered
    from analysis.when import zone_named

    if given.covers:
        return {"covers": given.covers}
    with suppress(ValueError):  # a zone that can't be read is said of the case
        zone = zone_named(given.zone) if given.zone else None
        draft = next(drafts_of(Entry(text, Origin(), given.released), zone=zone), None)
        if draft is not None and (draft.covers or draft.covers_from):
            complain(f"The statement is taken to cover {covered(draft)} (“{draft.phrase}”): --covers says another.")
            period = {"covers": draft.covers, "covers_from": draft.covers_from, "covers_to": draft.covers_to}
            return {name: written for name, written in period.items() if written}
    complain("The statement is taken to cover the 24 hours before its release, which nothing says: --covers says another.")
    return {"covers": "24h"}


def _shots(case: Case, folder: Path, progress: Progress) -> Shots | None:
    from analysis.media.shots import find_shots
    from analysis.media.source import MediaError

    if case.exhibit is None:
        return None
    try:
        return find_shots(case.exhibit.path, folder, progress)
    except MediaError as error:
        progress.done()
        complain(f"The pictures were not read: {error}")
        return None


def _pdf(target: Path, verdict: Verdict, shots: Shots | None, stills: Path, head: str, of_parts: list[Verdict]) -> None:
    from analysis.views.pdf import CannotSet, pdf

    try:
        target.write_bytes(pdf(verdict, shots, stills, head, of_parts))
    except (CannotSet, OSError) as error:
        raise CannotDo(str(error)) from error


def _report(target: str, verdict: Verdict, shots: Shots | None, stills: Path, head: str, of_parts: list[Verdict]) -> None:
    from analysis.views.report import report

    with written(target) as file:
        file.write(report(verdict, shots, stills, head, of_parts))


def _exports(given: argparse.Namespace, verdict: Verdict) -> None:
    if given.csv:
        from analysis.views.timeline_table import table

        with written(given.csv) as file:
            file.write(table(verdict))
    if given.markdown:
        from analysis.views.markdown import markdown

        with written(given.markdown) as file:
            file.write(markdown(verdict, _head(Path(given.what))))


def _head(what: Path) -> str:
    """The head hash of the custody log of a case file, "" where it has none. Raises CannotDo."""
    from analysis.keeping import custody

    log = custody.log_of(what)
    try:
        return custody.check(log).head if what.suffix.lower() == ".toml" and log.exists() else ""
    except custody.CustodyError as error:
        raise CannotDo(str(error)) from error
