"""The page: `streamlit run app.py`. It asks, calls and draws; its parts lie in analysis/panels/."""

from __future__ import annotations

import streamlit as st

from analysis.panels import cards, context, copies, file, first, frames, keys, light, look, outlook, reading, statements, video
from analysis.panels.answer import answer
from analysis.panels.desk import Desk, desk
from analysis.panels.masthead import masthead
from analysis.panels.timeline import timeline
from analysis.views import checks
from analysis.weighing.verdict import Verdict

TABS = ("Evidence", "What would change it", "Statements", "Earlier copies", "Place and light", "Frames", "File")


def main() -> None:
    st.set_page_config(page_title="Before or After", page_icon=look.ICON, layout="wide", initial_sidebar_state="collapsed")
    look.dress()
    keys.keys()
    on_desk = desk()
    top = st.container()
    if first.is_first(on_desk):
        with top, look.part("The line at the top"):
            masthead(on_desk, None)
        with look.part("The first screen"):
            first.first(on_desk)
        return
    verdict = None
    with look.part("The answer"):
        verdict = weighed(on_desk)
    on_desk.tell_video()
    on_desk.autosave()
    if verdict is not None:
        with look.part("The answer"):  # drawn before the line above it: it is what a person waits for
            answer(on_desk, verdict)
            look.troubles(problem for problem in on_desk.case().problems if not problem.key)
        with look.part("The timeline"):
            if verdict.hearing.testimony or verdict.claim is not None:
                timeline(on_desk, verdict)
    with top, look.part("The line at the top"):
        masthead(on_desk, verdict)
    with st.container(key="sides"):
        left, right = st.columns([5, 9], gap="large")
    with left:
        with look.part("The video"):
            video.video(on_desk)
        context.context(on_desk, verdict)
    with right:
        if verdict is not None:
            tabs(on_desk, verdict)


def weighed(on_desk: Desk) -> Verdict:
    """The verdict; while witnesses are asked, each is named."""
    place = st.empty()
    found = on_desk.verdict(
        lambda name, share: place.progress(min(1.0, share), text=f"Asking {name.replace('_', ' ') or 'the last witness'}")
    )
    place.empty()
    return found


def tabs(on_desk: Desk, verdict: Verdict) -> None:
    counts = {
        "Evidence": len(verdict.hearing.testimony),
        "What would change it": len(checks.to_do(verdict)),
        "Statements": len(verdict.hearing.case.statements),
        "File": len(verdict.hearing.observations),
    }
    if verdict.hearing.case.copies:
        counts["Earlier copies"] = len(verdict.hearing.case.copies)
    exhibit = verdict.hearing.case.exhibit
    job = reading.reading(exhibit, start=False) if exhibit is not None else None
    if job is not None and job.shots is not None:
        counts["Frames"] = len(job.shots.shots)
    # A mark that was clicked asks for its tab. That wish is kept apart from the control's own value, which a run cut short may drop.
    wanted = st.session_state.pop("wanted tab", None)
    if wanted or st.session_state.get("tab") not in TABS:
        st.session_state["tab"] = wanted or TABS[0]
    picked = st.segmented_control(
        "Shown below", TABS, key="tab", required=True, label_visibility="collapsed",
        format_func=lambda name: f"{name} {counts[name]}" if counts.get(name) else name,
    )  # fmt: skip
    shown = {
        "Evidence": cards.cards, "What would change it": outlook.outlook, "Statements": statements.statements,
        "Earlier copies": copies.copies, "Place and light": light.light, "Frames": frames.frames,
    }  # fmt: skip
    with look.part(str(picked)):
        shown.get(str(picked), file.file)(on_desk, verdict)


main()
