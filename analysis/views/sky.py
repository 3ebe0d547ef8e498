"""The sun in words, as a record and as a small chart: what was computed of it, written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from analysis.geography.coordinates import Coordinates
from analysis.sky.sun import Floats
from analysis.sky.twilight import EDGES, Event, band_of
from analysis.views import tokens
from analysis.views.moments import Wall
from analysis.when import Span, iso

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 760.0, 210.0, 44.0, 8.0, 24.0
MOST_LINES = 400


def compass(degrees: float) -> str:
    """ "south-west" for 225: the nearest of eight directions."""
    names = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    return names[round(degrees % 360 / 45) % 8]


def standing(true: float, seen: float, azimuth: float) -> str:
    """How the sun stands, in one sentence."""
    if true < EDGES[0][1]:
        return (
            f"{band_of(true).capitalize()}: the sun stands {abs(true):.1f}° below the horizon, in the {compass(azimuth)} ({azimuth:.0f}°)."
        )
    return (
        f"Day: the sun is seen {seen:.1f}° high, in the {compass(azimuth)} ({azimuth:.0f}°); shadows point to {(azimuth + 180) % 360:.0f}°."
    )


def sun_words(wall: Wall, moment: datetime, at: tuple[float, float, float] | None, found: Sequence[Event], remark: str) -> Iterator[str]:
    """The sun at an instant, if one is asked for, and what it does, line by line."""
    if at is not None:
        yield f"{wall.moment(moment)} {wall.name}: {standing(*at)}"
    if remark:
        yield remark
    for event in found[:MOST_LINES]:
        high = f", {event.true:.1f}°" if event.kind in ("highest", "lowest") else ""
        yield f"  {wall.short_day(event.at, year=True)}  {wall.time(event.at - timedelta(seconds=event.at.second))}  {event.kind}{high}"
    if len(found) > MOST_LINES:
        yield f"  and {len(found) - MOST_LINES} more, which the JSON lists"


def sun_record(
    place: Coordinates, zone: str, span: Span, at: tuple[float, float, float] | None, band: str | None, found: Sequence[Event], remark: str
) -> dict[str, Any]:
    """The same for programs: degrees, and times in UTC."""
    sun = None if at is None else {"height": at[1], "true_height": at[0], "azimuth": at[2], "band": band}
    return {
        "place": {"latitude": place.latitude, "longitude": place.longitude},
        "zone": zone,
        "span": span.to_json(),
        "sun": sun,
        "events": [{"kind": event.kind, "at": iso(event.at), "true_height": event.true} for event in found],
        "remark": remark,
    }


def chart(wall: Wall, moments: Floats, true: Floats, colours: dict[str, str], marked: Span | None = None) -> str:
    """The sun's height over a stretch of time as a picture of its own (SVG), with the bands of twilight and a marked stretch."""
    first, last = float(moments[0]), float(moments[-1])
    top, low = max(20.0, float(true.max()) + 5), min(-20.0, float(true.min()) - 3)

    def x(seconds: float) -> float:
        return LEFT + (WIDTH - LEFT - 4) * (min(max(seconds, first), last) - first) / (last - first)

    def y(degrees: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (top - min(max(degrees, low), top)) / (top - low)

    size = f'width="{WIDTH:g}" height="{HEIGHT:g}"'
    out = [f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" {size} xmlns="http://www.w3.org/2000/svg"><style>{_style(colours)}</style>']
    upper = top
    for index, (name, edge) in enumerate(EDGES):
        lower = max(edge, low)
        if upper > lower:
            size = f'width="{WIDTH - LEFT - 4:.1f}" height="{y(lower) - y(upper):.1f}"'
            out.append(f'<rect class="band{index}" x="{LEFT}" y="{y(upper):.1f}" {size}/>')
            if y(lower) - y(upper) > 12:
                out.append(f'<text class="quiet" x="{WIDTH - 8:.1f}" y="{y(upper) + 11:.1f}" text-anchor="end">{name}</text>')
        upper = lower
    if marked is not None and marked.start is not None and marked.end is not None:
        a, b = x(marked.start.timestamp()), x(marked.end.timestamp())
        out.append(f'<rect class="claim" x="{a:.1f}" y="{TOP}" width="{max(2.0, b - a):.1f}" height="{HEIGHT - TOP - BOTTOM:.1f}"/>')
    for degrees in range(-60, 91, 15 if top - low < 70 else 30):
        if low < degrees < top:
            out.append(f'<path class="grid" d="M{LEFT} {y(degrees):.1f}H{WIDTH - 4}"/>')
            out.append(f'<text x="{LEFT - 5}" y="{y(degrees) + 4:.1f}" text-anchor="end">{degrees}°</text>'.replace(">-", ">−"))
    points = " ".join(f"{x(float(m)):.1f},{y(float(h)):.1f}" for m, h in zip(moments, true, strict=True))
    out.append(f'<polyline class="path" points="{points}"/>')
    for moment, label in _ticks(wall, first, last):
        out.append(f'<path class="tick" d="M{x(moment):.1f} {HEIGHT - BOTTOM}v4"/>')
        out.append(f'<text x="{x(moment):.1f}" y="{HEIGHT - 7}" text-anchor="middle">{escape(label)}</text>')
    out.append("</svg>")
    return "".join(out)


def _style(colours: dict[str, str]) -> str:
    ink, paper = colours["ink"], colours["paper"]

    def mixed(share: int) -> str:
        return f"color-mix(in srgb, {ink} {share}%, {paper})"

    bands = "".join(f".band{index} {{ fill: {mixed(8 * index)}; }}" for index in range(len(EDGES)))
    return (
        f"text {{ font: 11.5px {tokens.SANS}; fill: {ink}; }} .quiet {{ fill: {mixed(74)}; }} {bands}"
        f".grid, .tick {{ stroke: {mixed(22)}; fill: none; }} .path {{ fill: none; stroke: {colours['accent']}; stroke-width: 2; }}"
        f".claim {{ fill: {colours['within']}; fill-opacity: .25; stroke: {colours['within']}; stroke-dasharray: 4 3; }}"
    )


def _ticks(wall: Wall, first: float, last: float) -> Iterator[tuple[float, str]]:
    """Whole hours or days on the clocks of the wall, some eight of them."""
    hours = (last - first) / 3600
    step = next((s for s in (1, 2, 3, 6, 12, 24, 48, 96, 168, 720) if hours / s <= 9), 2160)
    start = wall.local(_at(first)).replace(minute=0, second=0, microsecond=0)
    start -= timedelta(hours=start.hour % step if step < 24 else start.hour)
    for count in range(1, 40):
        moment = start + timedelta(hours=step * count)
        seconds = moment.timestamp()
        if seconds > last:
            return
        if seconds - first < (last - first) * 0.03 or last - seconds < (last - first) * 0.03:
            continue
        yield seconds, wall.short_day(moment) if step >= 24 or wall.midnight(moment) else wall.time(moment)


def _at(seconds: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
