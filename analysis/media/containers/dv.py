"""Raw DV (.dv, .dif): the camera's date of the first and the last frame. Tags begin with "DV"; see `analysis.media.dif`."""

from __future__ import annotations

from analysis.media.dif import FRAME_PAL, frame_size, is_dif, list_frame
from analysis.media.source import Listing, Source

TRIES = 10
"""Frames from either end that are searched for a date: a camera that starts leaves it out for some."""


def claims(head: bytes, name: str) -> bool:
    return len(head) > 80 and is_dif(head) and head[80] >> 5 == 1


def read(source: Source, listing: Listing) -> None:
    listing.container = "DV"
    size = frame_size(source.at(0, 80))
    frames = source.size // size
    listing.duration_s = frames / 25 if size == FRAME_PAL else frames * 1001 / 30000
    for number in range(min(TRIES, max(1, frames))):
        if list_frame(source.at(number * size, size), number * size, listing, "DV", "first"):
            break
    for number in range(frames - 1, max(0, frames - 1 - TRIES), -1):
        if list_frame(source.at(number * size, size), number * size, listing, "DV", "last"):
            break
