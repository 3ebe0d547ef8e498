"""The page's keys: Ctrl and Alt with a digit for a tab, with a letter for the menus and the timeline.

All of them need Ctrl and Alt together, so that none is pressed by dictating or by chance (WCAG 2.2, 2.1.4), and none is taken from a
browser, which keeps Alt and digits for itself. They do what a click on the same control does.
"""

from __future__ import annotations

import json

import streamlit as st

from analysis.panels import look

KEYS = (
    ("Ctrl+Alt+1 to 7", "the tabs, from Evidence to File"),
    ("Ctrl+Alt+T", "to the timeline; there Tab goes from mark to mark, Enter opens the card, arrows move, + and − zoom"),
    ("Ctrl+Alt+O", "cases: open, search, new"),
    ("Ctrl+Alt+R", "report"),
    ("Ctrl+Alt+W", "what changed"),
    ("Ctrl+S", "save"),
    ("Ctrl+Alt+Z, Ctrl+Alt+Y", "undo, redo"),
)
TARGETS = {
    "KeyT": "timeline",
    "KeyO": '[class*="st-key-"][class*="-cases"] button, .st-key-cases button',
    "KeyR": ".st-key-report-menu button",
    "KeyW": ".st-key-what-changed button",
}
JS = """
const TARGETS = __TARGETS__;
export default function (component) {
  const pressed = (event) => {
    // AltGr, with which many keyboards write signs, reports itself as Ctrl and Alt.
    if (!event.ctrlKey || !event.altKey || event.metaKey || event.getModifierState('AltGraph')) return;
    const digit = /^Digit([1-7])$/.exec(event.code);
    let target = null;
    if (digit) target = document.querySelectorAll('.st-key-tab [role="radiogroup"] button')[Number(digit[1]) - 1];
    else if (TARGETS[event.code] === 'timeline') {
      const host = document.querySelector('.st-key-timeline [data-testid="stBidiComponentIsolated"]');
      (host?.shadowRoot ?? host)?.querySelector('svg [role="button"]')?.focus();
      event.preventDefault();
      return;
    } else if (TARGETS[event.code]) target = document.querySelector(TARGETS[event.code]);
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.click();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}
"""
_component = st.components.v2.component("before_or_after.keys", html="<span></span>", js=JS.replace("__TARGETS__", json.dumps(TARGETS)))


def keys() -> None:
    """Listen for them."""
    with st.container(key="keys"):
        _component(key="listening")


def listed() -> None:
    """The keys with what they do, for the help."""
    look.put("<h2>Keys</h2>{}", look.rows(KEYS))
