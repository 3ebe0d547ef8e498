"""An account's archive as X exports it (data/tweets.js): a JSON list behind `window.YTD.tweets.part0 =`.

`created_at` names its zone ("Fri Feb 18 10:11:12 +0000 2022"). The id of the post carries the same time, to the millisecond. A video that
belongs to another post names that one (`source_status_id_str`), and its own id carries the time of its upload.
Source: the archive's own README.txt, and public readers of such archives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from analysis.case import PostKind
from analysis.posting.draft import MOST_MEDIA, Origin, PostDraft, address, word
from analysis.statements.decoding import Unreadable
from analysis.statements.json_values import listed, parse, table
from analysis.when import Reading

HEAD = re.compile(r"\s*window\.YTD\.(?:tweets?|deleted_tweets?|community_tweet)\.part\d{1,4}\s*=\s*")
_ID = re.compile(r"\d{5,20}")
_STATUS = re.compile(r"https?://(?:(?:www|mobile)\.)?(?:twitter|x)\.com/[^/?#]{1,60}/status/(\d{5,20})")


def claims(text: str) -> bool:
    return HEAD.match(text) is not None


def drafts(text: str, file: str) -> Iterator[PostDraft]:
    """Every post of the archive. Raises Unreadable."""
    head = HEAD.match(text)
    posts = parse(text[head.end() :].rstrip().rstrip(";")) if head else None
    if not isinstance(posts, list):
        raise Unreadable("It is no list of posts as an archive of X holds one.")
    for number, each in enumerate(posts, start=1):
        post = table(table(each).get("tweet") or each)
        id_ = word(post.get("id_str") or post.get("id"), 20)
        if _ID.fullmatch(id_):
            yield from _drafts(post, id_, Origin(file, number, "post"))


def _drafts(post: dict[str, Any], id_: str, origin: Origin) -> Iterator[PostDraft]:
    text = word(post.get("full_text") or post.get("text"))
    entities = table(post.get("extended_entities") or post.get("entities"))
    files = [table(each) for each in listed(entities.get("media"))[:MOST_MEDIA]]
    media = tuple(dict.fromkeys(url for each in files for url in _files(each)))
    notes = []
    kind, why = _kind(post, text, id_)
    sources = {source for each in files if _ID.fullmatch(source := word(each.get("source_status_id_str"), 20)) and source != id_}
    if sources and kind is None:
        kind, why = "repost", "its video belongs to another post"
    if kind == "edit":
        notes.append("Its id is that of the version at hand; an earlier version may have held another video.")
    others = [each for each in _versions(post) if each != id_]
    if others:
        notes.append(f"Other versions of this post: {', '.join(f'https://x.com/i/status/{each}' for each in others)}.")
    yield PostDraft(
        origin, f"https://x.com/i/status/{id_}", _created(post), None, "the archive’s created_at", kind, why, None,
        text, media, bool(files), tuple(notes),
    )  # fmt: skip
    for source in sorted(sources):
        yield PostDraft(
            origin, f"https://x.com/i/status/{source}", None, None, "", "copy", "the post that the video belongs to", None,
            text, media, True, ("The post of which the video was taken over; the time is in its address.",),
        )  # fmt: skip


def _kind(post: dict[str, Any], text: str, id_: str) -> tuple[PostKind | None, str]:
    if text.startswith("RT @"):
        return "repost", "its words begin with RT @"
    if table(table(post.get("edit_info")).get("edit")) or any(int(each) < int(id_) for each in _versions(post)):
        return "edit", "the archive’s edit_info"
    urls = (address(table(each).get("expanded_url")) for each in listed(table(post.get("entities")).get("urls"))[:50])
    quoted = [found[1] for url in urls if (found := _STATUS.match(url)) and found[1] != id_]
    if quoted or post.get("is_quote_status") is True:
        return "quote", "it quotes another post" + (f", {quoted[0]}" if quoted else "")
    return None, "not told"


def _versions(post: dict[str, Any]) -> list[str]:
    """The ids of all versions of a post that was edited; empty for one that was not, since its list names itself alone."""
    told = table(post.get("edit_info"))
    edit, first = table(told.get("edit")), table(told.get("initial"))
    lists = (first.get("editTweetIds"), table(edit.get("editControlInitial")).get("editTweetIds"), [edit.get("initialTweetId")])
    found = {word(each, 20) for some in lists for each in listed(some)[:20]}
    ids = sorted((each for each in found if _ID.fullmatch(each)), key=int)
    return ids if len(ids) > 1 or edit else []


def _files(media: dict[str, Any]) -> Iterator[str]:
    for variant in listed(table(media.get("video_info")).get("variants"))[:10]:
        if url := address(table(variant).get("url")):
            yield url
    if url := address(media.get("media_url_https") or media.get("media_url")):
        yield url


def _created(post: dict[str, Any]) -> Reading | None:
    raw = word(post.get("created_at"), 60)
    try:
        return Reading.of(datetime.strptime(raw, "%a %b %d %H:%M:%S %z %Y"), raw=raw)
    except ValueError:
        return None
