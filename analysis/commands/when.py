"""`when TEXT.txt --at WHEN`: every time expression in a text, resolved against the date it was published."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands import CannotDo, complain, say, write_json

LARGEST = 16 << 20
"""Bytes of text that are read."""


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("when", help="every time expression in a text, resolved", description=__doc__)
    part.add_argument("text", metavar="TEXT.txt", help="a text file in UTF-8, or a page (.html); - for standard input")
    part.add_argument("--at", metavar="WHEN", help="when the text was published; without it, relative expressions stay open")
    part.add_argument("--zone", metavar="ZONE", help="the zone of local times, such as Europe/Moscow")
    part.add_argument("--language", choices=["en", "ru", "uk"], help="the text's language; found from the text where left out")
    part.add_argument("--json", metavar="FILE", help="the contract's JSON; - for standard output")


def read_text(name: str) -> str:
    """A text file as UTF-8. Raises CannotDo."""
    import sys

    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise CannotDo(f"{name} can't be read: {error.strerror or error}.") from error
    if len(data) > LARGEST:
        raise CannotDo(f"{name} is larger than {LARGEST >> 20} MB: give the statement's text alone.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotDo(f"{name} is no text in UTF-8 (byte {error.start}): save it as UTF-8 text.") from error


def run(given: argparse.Namespace) -> int:
    from analysis.language.expressions import resolve
    from analysis.statements.decoding import Unreadable, looks_like_markup, page_of
    from analysis.typed import WhenError, parse_when
    from analysis.views.listings import when_record
    from analysis.when import zone_named

    text = read_text(given.text)
    if looks_like_markup(text) or given.text.lower().endswith((".html", ".htm")):
        try:
            text = page_of(text).text
        except Unreadable as error:
            raise CannotDo(f"{given.text}: {error}") from error
        complain("Read as a page: what it shows, without its tags and scripts. Places count the characters of that text.")
    try:
        zone = zone_named(given.zone) if given.zone else None
        at = parse_when(given.at) if given.at else None
    except (WhenError, ValueError) as error:
        raise CannotDo(str(error)) from error
    expressions = resolve(text, at=at, zone=zone, language=given.language)
    if given.json:
        write_json(given.json, when_record(at, expressions))
        return 0
    for expression in expressions:
        span = expression.span
        where = "" if span is None else f"  {span.to_json()['start']} to {span.to_json()['end']}"
        say(f"{expression.start:6d}  “{expression.text}”  {expression.type} {expression.value}{where}")
        say(f"        {expression.why}")
    if not expressions:
        say("No time expression was found in this text.")
    return 0
