"""The description that yt-dlp or youtube-dl writes beside a download. Tags: see `analysis.media.info`, beginning with "info.json"."""

from __future__ import annotations

import re

from analysis.media.info import MAX_INFO, read_info
from analysis.media.source import Listing, Source


def claims(head: bytes, name: str) -> bool:
    body = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return body[:1] in {b"{", b"["} and (
        name.endswith((".info.json", ".json")) or re.search(rb'"(?:extractor|webpage_url|_type|formats)"\s*:', head) is not None
    )


def read(source: Source, listing: Listing) -> None:
    listing.container = "info.json"
    if source.size > MAX_INFO:
        listing.problem(f"The description is larger than {MAX_INFO >> 20} MB: its end is not read.")
    read_info(source.at(0, MAX_INFO), 0, listing)
