"""The first screen of an empty case: what the tool does in three sentences, one way in, the worked example one click away."""

from __future__ import annotations

import streamlit as st

from analysis.panels import look, shelf, video
from analysis.panels.desk import Desk, open_case

ABOUT = (
    "Give a video, where it was posted and what is claimed: the tool weighs whether it was recorded before, within or after that time.",
    "Every piece of evidence stands with its place in the file or the words, how it can be fooled, and the answer without it.",
    "All of it happens on this computer: opening a file contacts nobody, and the file is not changed.",
)
"""The tool in three sentences."""
INPUTS = ("video", "posts", "claim", "statements", "circumstances", "copies", "place", "lights", "shadows", "done", "zone", "subject")


def is_first(desk: Desk) -> bool:
    """Whether nothing is in the case yet, and nobody asked to start without a video."""
    return st.session_state.get("without a video") != desk.generation and not any(desk.book.get(key) for key in INPUTS)


def first(desk: Desk) -> None:
    """The screen."""
    _, middle, _ = st.columns([2, 6, 2])
    with middle, st.container(key="first", gap="medium"):
        look.put("<h1>Was it recorded before or after the claim’s date?</h1>")
        look.put('<div class="sentences">{}</div>', look.joined(look.make("<p>{}</p>", sentence) for sentence in ABOUT))
        with st.container(border=True):
            video.give(desk, dropped_first=True)
        with st.container(horizontal=True, gap="small"):
            st.button("Open the worked example", key="worked example", on_click=open_case, args=(shelf.FIRST,))
            st.button("Start without a video", key="without", type="tertiary", on_click=_without, args=(desk,))


def _without(desk: Desk) -> None:
    st.session_state["without a video"] = desk.generation
