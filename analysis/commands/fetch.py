"""`fetch URL --into FOLDER`: get the video behind an address with yt-dlp. Contacts the platform, so it asks for a flag that says so."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands import CannotDo, complain, plain, say, write_json


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("fetch", help="get the video behind an address; contacts the platform", description=__doc__)
    part.add_argument("url", metavar="URL", help="the address of the post or the video")
    part.add_argument("--into", metavar="FOLDER", required=True, help="where the video, its .info.json and the record of the fetch go")
    part.add_argument(
        "--contact-the-platform", action="store_true", help="you know that the platform will see this computer and what it asked for"
    )
    part.add_argument("--json", metavar="FILE", help="the record; - for standard output")


def run(given: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from analysis.fetching import CannotFetch, fetch, warning

    try:
        told = warning(given.url)
        if not given.contact_the_platform:
            raise CannotDo(f"Nothing was fetched. {told} To do it, add --contact-the-platform.")
        complain(told)
        found = fetch(given.url, Path(given.into), datetime.now(UTC), progress=lambda line: complain(plain(line)))
    except CannotFetch as error:
        raise CannotDo(str(error)) from error
    if given.json:
        import json

        write_json(given.json, json.loads(found.record.read_text(encoding="utf-8")))
    if given.json != "-":
        say(f"{found.video}\nSHA-256 {found.sha256}\nDescription: {found.info.name}. Record of the fetch: {found.record.name}.")
    return 0
