"""The outlines of countries, to point at: Natural Earth 1:110m, public domain, as redistributed by world-atlas 2.0.2 (ISC).

`countries-110m.json` is that package's file, unchanged: TopoJSON, whose arcs are differences on a grid.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

Line = list[tuple[float, float]]


@cache
def lines() -> tuple[Line, ...]:
    """Every border and coast once, as (longitude, latitude) in degrees. Each is some tens of kilometres coarse."""
    topology = json.loads((Path(__file__).parent / "countries-110m.json").read_text(encoding="utf-8"))
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    drawn = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for east, north in arc:
            x, y = x + east, y + north
            point = (x * scale_x + shift_x, y * scale_y + shift_y)
            if line and abs(point[0] - line[-1][0]) > 180:  # across the date line: the pen is lifted
                drawn.append(line)
                line = []
            line.append(point)
        drawn.append(line)
    return tuple(drawn)


@cache
def path() -> str:
    """All lines as one SVG path: x is the longitude, y the latitude turned downwards, in degrees to a hundredth."""
    parts = []
    for line in lines():
        points = [f"{x:.2f} {-y:.2f}" for x, y in line]
        parts.append("M" + "L".join(points))
    return "".join(parts)
