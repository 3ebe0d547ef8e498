"""`posts FILE...`: read posts from the exports and captures of other tools, and what an address carries; into a case if you like."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands import CannotDo, complain, say, write_json
from analysis.commands.log import zone_for

MOST_AT_ONCE = 50
"""Posts that are put into a case in one go; of more, say which."""


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("posts", help="read posts from exports and captures, into a case if you like", description=__doc__)
    part.add_argument(
        "files", metavar="FILE|URL", nargs="+",
        help="a .info.json, Telegram's result.json, auto-archiver's CSV or JSON, Mastodon's outbox.json, X's tweets.js or archive, a HAR, "
        "a WARC, a saved page, a CSV; or the address of a post, which is read and not opened",
    )  # fmt: skip
    part.add_argument("--search", metavar="WORD", action="append", help="only posts with this in address, words or file names")
    part.add_argument("--all", action="store_true", help="also posts that carry no video or picture")
    part.add_argument("--zone", metavar="ZONE", help="the zone of local times, such as Europe/Moscow; that of the case where left out")
    part.add_argument("--into", metavar="CASE.toml", help="add the posts that are shown to this case file; those in it are skipped")
    part.add_argument("--json", metavar="FILE", help="the record; - for standard output")


def run(given: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from analysis.casefile import CaseFile, CaseFileError
    from analysis.posting import Found, PostDraft, read_posts
    from analysis.posting.adding import add_posts
    from analysis.posting.draft import Origin
    from analysis.views import posts as view
    from analysis.when import zone_named

    now = datetime.now(UTC)
    try:
        book = CaseFile.load(Path(given.into)) if given.into else None
        name = zone_for(given.zone, book)
        zone = zone_named(name) if name else None
    except (CaseFileError, ValueError) as error:
        raise CannotDo(str(error)) from error
    addresses = [each for each in given.files if _is_address(each)]
    day_first = None if book is None else book.get("day_first")
    found = read_posts(
        [Path(each) for each in given.files if each not in addresses],
        zone=zone,
        day_first=day_first if isinstance(day_first, bool) else None,
    )
    typed = tuple(PostDraft(Origin("the command line"), url=each) for each in addresses)
    found = Found((*typed, *found.drafts), found.troubles, found.doubles)
    shown = [
        draft
        for draft in found.drafts
        if (given.all or draft.has_media is not False) and all(draft.speaks_of(word) for word in given.search or ())
    ]
    if given.json:
        write_json(given.json, view.record(found, shown, zone, now))
    if given.json != "-":
        for line in view.lines(found, shown, now):
            say(line)
    for trouble in found.troubles:
        complain(f"{trouble.where}: {trouble.sentence}")
    if not found.drafts:
        raise CannotDo("No post was found.")
    if book is not None:
        if len(shown) > MOST_AT_ONCE:
            raise CannotDo(f"{len(shown):,} posts are more than a case needs: say which with --search. Nothing was added.")
        try:
            added = add_posts(book, shown)
            if added:
                book.save()
        except CaseFileError as error:
            raise CannotDo(str(error)) from error
        complain(f"{added} added, {len(shown) - added} left out (in the case already, or without date and address).")
    return 0


def _is_address(text: str) -> bool:
    """Whether this is the address of a post: one that names its scheme, or that of a known platform where no file is called so."""
    from analysis.reference.addresses import platform_of

    schemes = ("http://", "https://", "hxxp", "at://", "tg://")
    return text.lower().startswith(schemes) or (platform_of(text) is not None and not _is_there(text))


def _is_there(text: str) -> bool:
    try:
        return Path(text).exists()
    except OSError:  # a name that is too long for one
        return False
