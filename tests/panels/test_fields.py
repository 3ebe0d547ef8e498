"""Fields and buttons of forms: what a person did once is done once, also where the page's run was cut short."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """A form below something that draws the page anew, as the end of a job beside the page does."""
    import streamlit as st

    from analysis.panels import fields

    if st.session_state.pop("cut", False):
        st.rerun()
    with st.form("words"):
        word = st.text_input("Word")
        if fields.submitted("Add", "words"):
            st.session_state["added"] = [*st.session_state.get("added", []), word]


def test_a_click_is_kept_where_the_run_is_cut_short_before_its_form() -> None:
    shown = AppTest.from_function(page).run()
    shown.text_input[0].set_value("Leopard")
    shown.session_state["cut"] = True
    shown.button[0].click().run()
    assert shown.session_state["added"] == ["Leopard"]
    shown.run()
    assert shown.session_state["added"] == ["Leopard"]
