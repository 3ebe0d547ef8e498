"""Where the video was posted: each post with what its address carries and what it is, posts out of files, and the fetch of a video.

Nothing is added by itself, and nothing is contacted but by the button that names whom.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from analysis.case import POST_KINDS, PostKind
from analysis.fetching import MISSING, CannotFetch, Fetched, fetch, host_of, installed, warning
from analysis.panels import fields, look, shelf
from analysis.panels.desk import Desk, new_case
from analysis.posting import Found, PostDraft, read_posts
from analysis.posting.adding import add_posts, in_case
from analysis.posting.reading import KINDS, Dropped
from analysis.typed import WhenError, parse_when
from analysis.views import places
from analysis.views import posts as view
from analysis.when import Zone

AT_ONCE = 8
"""Proposals that are shown at a time."""


def posts(desk: Desk) -> None:
    """The posts of the case, a line to paste another, posts from a file, the fetch."""
    entries = desk.book.get("posts") or []
    look.heading(
        "Posted",
        ""
        if entries
        else "Without a posting the time of receipt has to stand in, and the answer says little. An address often carries the time.",
    )
    for index, entry in enumerate(entries):
        _post(desk, f"posts[{index}]", entry if isinstance(entry, dict) else {})
    _paste(desk)
    with st.expander("Posts from a file: an export, a capture, a table"):
        _import(desk)
    with st.expander("Fetch the video behind an address"):
        _fetch(desk)


def _post(desk: Desk, key: str, entry: dict[str, object]) -> None:
    """A post as it stands, with what its address tells; its form when asked for."""
    if desk.editing == key:
        _post_form(desk, key, entry)
        return
    said = _said_kind(entry)
    opened, url = desk.case().opened, str(entry.get("url") or "")
    with st.container(border=True):
        at = look.make("<h3>{}</h3>", entry["at"]) if entry.get("at") else ""
        told = [f"{view.KINDS[said]}.".capitalize()] if said else []
        told += [f"Edited {entry['edited']}."] if entry.get("edited") else []
        carried = view.address(url, opened) if opened is not None and url else []
        told += carried if not entry.get("at") or len(carried) > 1 else []  # a date that was given is asked for no more
        link = (
            look.make('<a rel="noreferrer noopener" target="_blank" href="{}">{}</a>', places.link(url), url) if places.link(url) else url
        )
        look.put(
            '{}<div class="quiet">{}</div>{}', at, link,
            look.joined(look.make('<div class="quiet">{}</div>', sentence) for sentence in told),
        )  # fmt: skip
        look.troubles(desk.problems(key))
        if said is None:
            _kind(desk, key, entry)
        st.button("Edit", key=f"{desk.generation} edit {key}", type="tertiary", on_click=lambda: setattr(desk, "editing", key))


def _said_kind(entry: dict[str, object]) -> PostKind | None:
    """What the case says of a post; None where nobody said."""
    said = entry.get("kind")
    if said is None and "original" in entry:
        said = "original" if entry["original"] else "copy"
    return next((kind for kind in POST_KINDS if kind == said), None)


def _post_form(desk: Desk, key: str, entry: dict[str, object]) -> None:
    with st.container(border=True):
        fields.text(desk, f"{key}.at", "When", hint="2024-09-19 or 2024-09-19 15:40")
        fields.text(desk, f"{key}.url", "Address", hint="https://x.com/…")
        opened = desk.case().opened
        told = view.address(str(entry.get("url") or ""), opened) if opened is not None else []
        if told:
            look.put("{}", look.joined(look.make('<div class="quiet">{}</div>', sentence) for sentence in told))
        _kind(desk, key, entry)
        if entry.get("kind") == "edit" or "edited" in entry:
            fields.text(desk, f"{key}.edited", "Edited", hint="2024-09-20 10:00")
        with st.container(horizontal=True):
            st.button("Done", key=f"{desk.generation} done {key}", on_click=lambda: setattr(desk, "editing", ""))
            fields.remove(desk, key)


def _kind(desk: Desk, key: str, entry: dict[str, object]) -> None:
    """Which it is; where nobody said, the page asks."""
    said = _said_kind(entry)
    widget = f"{desk.generation} {key}.kind"

    def changed() -> None:
        value = st.session_state[widget]

        def change(book: object) -> None:
            desk.book.remove(f"{key}.original")
            desk.book.set(f"{key}.kind", value)

        desk.edit(change)

    st.selectbox(
        "Which is it?" if said is None else "This post is", POST_KINDS, index=None if said is None else POST_KINDS.index(said),
        key=widget, on_change=changed, placeholder="not said: original, copy, forward, repost, quote or edited?",
        format_func=lambda kind: view.KINDS[kind], help=view.KIND_HELP,
    )  # fmt: skip
    look.troubles(desk.problems(f"{key}.kind"))


def _paste(desk: Desk) -> None:
    shown = desk.generation
    widget = f"{shown} paste a post"

    def pasted() -> None:
        text = str(st.session_state[widget] or "").strip()
        if text:
            name = "at" if _is_date(text) else "url"
            desk.edit_anew(lambda book: book.add_post(**{name: text}), shown)

    st.text_input(
        "Paste the address of a post, or its date", key=widget, on_change=pasted, placeholder="https://x.com/…/status/… or 2024-09-19 15:40"
    )

    def empty() -> None:
        desk.edit_anew(lambda book: setattr(desk, "editing", book.add_post(url="")), shown)

    st.button("Add a post", key="add post", on_click=empty, type="tertiary", help="An empty one, to fill in.")


def _is_date(text: str) -> bool:
    try:
        parse_when(text)
    except WhenError:
        return text[:4].isdigit() and "://" not in text
    return True


@dataclass
class Pile:
    """What was read from files, and what of it is looked for."""

    found: Found
    number: int
    page: int = 0
    zone: Zone | None = None
    names: list[str] = field(default_factory=list)


def _import(desk: Desk) -> None:
    with st.form("posts from a file", border=False):
        dropped = st.file_uploader(
            "Files", type=[kind[1:] for kind in KINDS], accept_multiple_files=True,
            help=".info.json of yt-dlp, Telegram's result.json or messages.html, auto-archiver's CSV or JSON, outbox.json of Mastodon, "
            "tweets.js or the archive of X, HAR, WARC, WACZ, a saved page, a CSV.",
        )  # fmt: skip
        path = st.text_input("or the path of a file", placeholder="/home/me/export/result.json", key="posts path")
        if fields.submitted("Read", "posts from a file"):
            given: list[Path | Dropped] = [Dropped(each.name, each.getvalue()) for each in dropped or []]
            given += [Path(path.strip()).expanduser()] if path.strip() else []
            day_first = desk.book.get("day_first")
            zone = desk.case().zone
            found = read_posts(given, zone=zone, day_first=day_first if isinstance(day_first, bool) else None)
            before: Pile | None = st.session_state.get("post proposals")
            st.session_state["post proposals"] = Pile(found, 1 if before is None else before.number + 1, zone=zone)
    pile: Pile | None = st.session_state.get("post proposals")
    if pile is not None:
        _proposals(desk, pile)


def _proposals(desk: Desk, pile: Pile) -> None:
    """What was found, the likeliest first; each is added with a click."""
    for trouble in pile.found.troubles[:10]:
        look.put('<div class="trouble">{}: {}</div>', trouble.where, trouble.sentence)
    if not pile.found.drafts:
        return
    case = desk.case()
    word = st.text_input("Only with this word in address, words or file name", key=f"posts word {pile.number}")
    name = case.exhibit.path.name if case.exhibit is not None else ""
    listed = [draft for draft in pile.found.drafts if draft.speaks_of(word.strip()) and (word.strip() or draft.has_media is not False)]
    listed.sort(key=lambda draft: not draft.names_file(name))
    look.put(
        '<p class="quiet">{} of {} posts, the earliest first{}. None of them counts before you add it.</p>',
        len(listed), len(pile.found.drafts), "; those that name this video’s file stand above" if name else "",
    )  # fmt: skip
    pages = max(1, -(-len(listed) // AT_ONCE))
    pile.page = min(pile.page, pages - 1)
    for number, draft in enumerate(listed[pile.page * AT_ONCE : (pile.page + 1) * AT_ONCE]):
        _proposal(desk, draft, f"{pile.number} {pile.page} {number}", draft.names_file(name))
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Earlier", key="posts earlier", disabled=pile.page == 0, on_click=_turn, args=(pile, -1))
            look.put('<p class="quiet">Page {} of {}</p>', pile.page + 1, pages, narrow=True)
            st.button("Later", key="posts later", disabled=pile.page + 1 >= pages, on_click=_turn, args=(pile, 1))


def _turn(pile: Pile, by: int) -> None:
    pile.page += by


def _proposal(desk: Desk, draft: PostDraft, key: str, same_file: bool) -> None:
    opened = desk.case().opened or datetime.now(UTC)

    shown = desk.generation

    def add() -> None:
        desk.edit_anew(lambda book: add_posts(book, [draft]), shown)

    with st.container(border=True):
        told = [view.kind(draft), f"dated by {draft.at_why}" if draft.at_why else "", *draft.notes]
        if same_file:
            told.insert(0, "Names this video’s file.")
        if not draft.written:
            told += view.address(draft.url, opened)[:1]
        look.put(
            '<div class="head"><h3>{}</h3><span class="kicker">{}</span></div><div class="quiet">{}</div>{}<div class="quiet">{}</div>',
            view.when(draft, opened), str(draft.origin), draft.url or "no address",
            look.make('<div class="text">{}</div>', draft.text[: view.LONGEST_LINE]) if draft.text else "",
            " · ".join(part.rstrip(".") for part in told if part),
        )  # fmt: skip
        if in_case(desk.book, draft):
            look.put('<p class="quiet">In the case.</p>')
        else:
            st.button("Add this post", key=f"add proposal {key}", on_click=add, disabled=not draft.values())


def _fetch(desk: Desk) -> None:
    """Ask for the address, say whom that contacts, and do it only on the button that names them."""
    if not installed():
        look.put('<p class="quiet">{}</p>', MISSING)
        return
    known = [str(entry["url"]) for entry in desk.book.get("posts") or [] if isinstance(entry, dict) and entry.get("url")]
    widget = f"{desk.generation} fetch"
    url = st.text_input("Address of the video", value=known[0] if known else "", key=widget).strip()
    look.put('<p class="quiet">This is the only thing here that uses the network. Nothing is fetched unless you say so below.</p>')
    done: Fetched | None = st.session_state.get("fetched")
    asked = st.session_state.get("fetch asked")
    if st.button("Fetch…", key="fetch ask", disabled=not url):
        asked = st.session_state["fetch asked"] = url
    if asked and asked == url:
        try:
            told, host = warning(url), host_of(url)
        except CannotFetch as error:
            look.put('<div class="trouble">{}</div>', str(error))
            return
        look.put('<div class="trouble">{}</div>', told)
        with st.container(horizontal=True):
            yes = st.button(look.plain(f"Contact {host} and fetch"), key="fetch yes", type="primary")
            if st.button("Do not", key="fetch no"):
                st.session_state.pop("fetch asked")
                st.rerun()
        if yes:
            st.session_state.pop("fetch asked")
            done = st.session_state["fetched"] = _fetched(desk, url)
    if done is not None:
        _kept(desk, done)


def _fetched(desk: Desk, url: str) -> Fetched | None:
    folder = desk.book.folder if desk.book.folder is not None and not desk.is_sample else shelf.new_folder(f"fetched {host_of(url)}")
    line = st.empty()

    def tell(told: str) -> None:
        line.text(told)

    try:
        return fetch(url, folder, datetime.now(UTC), progress=tell)
    except (CannotFetch, OSError) as error:
        look.put('<div class="trouble">{}</div>', str(error))
        return None
    finally:
        line.empty()


def _kept(desk: Desk, done: Fetched) -> None:
    look.put(
        '<p class="quiet">Fetched into {}: {}. SHA-256 <span class="mono">{}</span>. '
        "Its description and the record of the fetch lie beside it.</p>",
        str(done.video.parent), done.video.name, done.sha256,
    )  # fmt: skip

    shown = desk.generation

    def open_it() -> None:
        st.session_state.pop("fetched", None)
        if desk.is_sample:
            new_case(done.video.stem, str(done.video), shown=shown)
        else:
            desk.edit_anew(lambda book: book.set("video", str(done.video)), shown)

    st.button("Open it as a new case" if desk.is_sample else "Take it as this case’s video", key=f"{shown} fetch open", on_click=open_it)
