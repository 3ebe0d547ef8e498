"""An SVG of the house as a picture that stands alone: its style inside and every colour written out, for what knows no variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from analysis.views import tokens


def picture(svg: str, colours: Mapping[str, str] = tokens.LIGHT) -> str:
    """The SVG with its style in these colours."""
    opened, closing, rest = svg.partition(">")
    return f"{opened}{closing}<style>{_style(tuple(colours.items()))}</style>{rest}"


@lru_cache(maxsize=4)
def _style(of: tuple[tuple[str, str], ...]) -> str:
    """The timeline's rules without those that only a pointer or a key needs."""
    colours = dict(of)

    def colour(name: str) -> str:
        return colours["paper"] if name == "transparent" else colours[name.removeprefix("var(--").removesuffix(")")]

    def mixed(found: re.Match[str]) -> str:
        share = float(found[2]) / 100
        pairs = zip(bytes.fromhex(colour(found[1])[1:]), bytes.fromhex(colour(found[3])[1:]), strict=True)
        return "#" + bytes(round(one * share + other * (1 - share)) for one, other in pairs).hex()

    css = re.sub(r"color-mix\(in srgb, (\S+) ([\d.]+)%, ([^\s;]+)\)", mixed, tokens.TIMELINE_CSS.partition("@media")[0])
    css = re.sub(r"var\(--(\w+)\)", lambda found: colours[found[1]], css)
    rules = [
        line for line in css.splitlines() if ":hover" not in line and ":focus" not in line and "[role" not in line and "chosen" not in line
    ]
    return "\n".join(rules).replace(tokens.SANS, "Liberation Sans, Arial, DejaVu Sans, sans-serif")
