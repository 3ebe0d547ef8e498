"""An account's archive as Mastodon exports it (outbox.json), or any ActivityPub outbox: posts and boosts.

`published` and `updated` are ISO 8601 in UTC. An activity of the type Announce is a boost: a repost of another account's post.
Source: ActivityStreams 2.0 vocabulary (W3C), docs.joinmastodon.org/user/moving, "Exporting your information".
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from analysis.posting.draft import MOST_MEDIA, Origin, PostDraft, address, typed, word
from analysis.statements.json_values import listed, table


def claims(data: Any) -> bool:
    return isinstance(table(data).get("orderedItems"), list)


def drafts(data: Any, file: str) -> Iterator[PostDraft]:
    """Every post of the outbox that was created or boosted."""
    for number, activity in enumerate(data["orderedItems"], start=1):
        found = table(activity)
        origin = Origin(file, number, "post")
        if found.get("type") == "Announce":
            shared = found.get("object")
            passed = address(shared) or address(table(shared).get("url")) or address(table(shared).get("id"))
            note = (
                f"It boosts {passed}, which is older: that address may carry a time of its own." if passed else "It boosts an older post."
            )
            at = typed(found.get("published"))
            yield PostDraft(
                origin, passed, None, None, "", None, "the post that was boosted", notes=(f"Boosted at {at}." if at else "Boosted.",)
            )
            yield PostDraft(origin, address(found.get("id")), at, None, "the boost’s published", "repost", "an Announce", notes=(note,))
        elif found.get("type") == "Create" and table(found.get("object")):
            yield _post(table(found["object"]), found, origin)


def _post(post: dict[str, Any], activity: dict[str, Any], origin: Origin) -> PostDraft:
    at = typed(post.get("published")) or typed(activity.get("published"))
    edited = typed(post.get("updated"))
    if edited is not None and at is not None and str(edited) == str(at):
        edited = None
    files = [table(each) for each in listed(post.get("attachment"))[:MOST_MEDIA]]
    media = tuple(name for each in files if (name := word(each.get("url"), 300)))
    notes = (f"Edited at {edited}: the video may be of then.",) if edited is not None else ()
    url = address(post.get("url")) or address(post.get("id"))
    kind_why = "edited after its date" if edited is not None else "not told"
    return PostDraft(
        origin, url, at, None, "the post’s published", "edit" if edited is not None else None, kind_why, edited,
        word(plain(post.get("content"))), media, bool(files), notes,
    )  # fmt: skip


def plain(markup: Any) -> str:
    """The words of a little HTML."""
    if not isinstance(markup, str):
        return ""
    reader = _Words()
    try:
        reader.feed(markup[:20_000].rpartition(">")[0] + ">")
    except AssertionError:  # what Python's parser raises for declarations that it does not know
        return ""
    return " ".join(reader.words)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)
