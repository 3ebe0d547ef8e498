"""`sun --place WHERE --at WHEN` or `--from WHEN --to WHEN`: the sun's height and direction, and its risings, settings and twilights."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.commands import CannotDo, say, write_json

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.geography.coordinates import Coordinates
    from analysis.when import Span, Zone


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("sun", help="where the sun stands, and when it is day, twilight or night", description=__doc__)
    part.add_argument("case", metavar="CASE.toml", nargs="?", help="take place, zone and the claim's time from a case")
    part.add_argument("--place", metavar="WHERE", help="coordinates such as “51.2303, 35.2689”, 36U YB 12345 12345 or a Plus Code")
    part.add_argument("--at", metavar="WHEN", help="one instant, or a day")
    part.add_argument("--from", dest="first", metavar="WHEN", help="the beginning of a stretch of up to 400 days")
    part.add_argument("--to", dest="last", metavar="WHEN", help="its end")
    part.add_argument("--zone", metavar="ZONE", help="the zone of these times; without it, that of the place, which is then named")
    part.add_argument("--json", metavar="FILE", help="the record; - for standard output")


def run(given: argparse.Namespace) -> int:
    from analysis.sky.sun import SkyError
    from analysis.sky.twilight import all_day, band_of, events
    from analysis.views.moments import Wall, zone_words
    from analysis.views.sky import sun_record, sun_words

    case = _case(given.case)
    place = _place(given, case)
    zone, name, taken = _zone(given, case, place)
    wall = Wall(zone, zone_words(zone, name))
    span, instant = _span(given, case, zone)
    assert span.start is not None
    assert span.end is not None
    try:
        from analysis.sky.sun import exactly

        at = exactly(place, span.start) if instant else None
        found = events(place, _day(span.start, wall) if instant else span)
        middle = exactly(place, span.start + (span.end - span.start) / 2)[0] if at is None else at[0]
    except SkyError as error:
        raise CannotDo(str(error)) from error
    remark = all_day(found, middle)
    if given.json:
        band = None if at is None else band_of(at[0])
        write_json(given.json, sun_record(place, name, span, at, band, found, remark))
        if given.json == "-":
            return 0
    say(place.words + (f"; times are in {name}, the zone of this place by its boundaries" if taken else ""))
    for line in sun_words(wall, span.start, at, found, remark):
        say(line)
    return 0


def _case(name: str | None) -> Case | None:
    if name is None:
        return None
    from analysis.casefile import CaseFileError, load

    try:
        return load(Path(name))
    except CaseFileError as error:
        raise CannotDo(str(error)) from error


def _place(given: argparse.Namespace, case: Case | None) -> Coordinates:
    from analysis.geography.coordinates import CoordinatesError, parse

    if given.place:
        try:
            return parse(given.place)
        except CoordinatesError as error:
            raise CannotDo(str(error)) from error
    if case is None or case.site is None:
        raise CannotDo("There is no place: give --place, such as --place “51.2303, 35.2689”, or a case with one.")
    return case.site.at


def _zone(given: argparse.Namespace, case: Case | None, place: Coordinates) -> tuple[Zone, str, bool]:
    """The zone, its name, and whether it is the place's own. Raises CannotDo where there is none."""
    from analysis.geography.zones import zones_at
    from analysis.when import zone_named

    if given.zone:
        try:
            return zone_named(given.zone), given.zone, False
        except ValueError as error:
            raise CannotDo(f"{error}.") from error
    if case is not None and case.zone is not None:
        return case.zone, case.zone_name, False
    found = zones_at(place)
    if len(found) == 1:
        return zone_named(found[0]), found[0], True
    if found:
        raise CannotDo(f"Clocks at this place may follow {' or '.join(found)}: give --zone.")
    return timedelta(0), "UTC", False


def _span(given: argparse.Namespace, case: Case | None, zone: Zone) -> tuple[Span, bool]:
    """What is asked about, and whether it is one instant."""
    from analysis.typed import WhenError, parse_when
    from analysis.when import Span

    if given.at and (given.first or given.last):
        raise CannotDo("Give --at, or --from and --to.")
    try:
        if given.at:
            reading = parse_when(given.at)
            span = reading.span(zone)
            if span.start is None or span.end is None or reading.day is None:
                raise CannotDo("Give --at a day or a time, such as “2024-09-18 14:00”.")
            return span, reading.hour is not None
        if given.first and given.last:
            span = Span(parse_when(given.first).span(zone).start, parse_when(given.last).span(zone).end)
            return span, False
    except WhenError as error:
        raise CannotDo(str(error)) from error
    except ValueError as error:
        raise CannotDo("The stretch ends before it begins: give the earlier time as --from.") from error
    if case is not None and case.claim is not None and case.claim.window is not None and not (given.first or given.last):
        window: Span = case.claim.window
        if window.start is not None and window.end is not None:
            return window, False
    raise CannotDo("Say of what time: give --at, or --from and --to.")


def _day(moment: datetime, wall: Any) -> Span:
    """The day, on clocks of the place, that holds an instant."""
    from analysis.when import Span

    local = wall.local(moment)
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return Span(start, start + timedelta(days=1))
