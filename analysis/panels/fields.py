"""Form fields that show a value of the case file and write it back when it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import streamlit as st

from analysis.panels import look
from analysis.panels.desk import Desk


def _key(desk: Desk, key: str) -> str:
    return f"{desk.generation} {key}"


def _write(desk: Desk, key: str, widget: str, turn: Callable[[Any], Any], *, anew: bool = False, usual: Any = None) -> Callable[[], None]:
    """What a change of a field does; one that only tells anew what is so, or what holds without being written, changes nothing."""

    shown = desk.generation

    def changed() -> None:
        value = turn(st.session_state[widget])
        if value == desk.book.get(key, usual):
            return
        if anew:
            desk.edit_anew(lambda book: book.set(key, value), shown)
        else:
            desk.edit(lambda book: book.set(key, value))

    return changed


def text(desk: Desk, key: str, label: str, *, hint: str = "", lines: int = 1, help_: str | None = None) -> None:
    """A text; empty removes the key. What can't be used of it is said below."""
    widget = _key(desk, key)
    value = desk.book.get(key)
    shown = "" if value is None else str(value)
    options: dict[str, Any] = {
        "value": shown, "key": widget, "placeholder": hint, "help": help_,
        "on_change": _write(desk, key, widget, lambda v: v.strip() or None),
    }  # fmt: skip
    if lines > 1:
        st.text_area(label, height=28 * lines + 20, **options)
    else:
        st.text_input(label, **options)
    look.troubles(desk.problems(key))


def words(desk: Desk, key: str, label: str, *, hint: str = "", help_: str | None = None, where: str = "") -> None:
    """Words with commas between them, kept as a list."""
    value = desk.book.get(key) or []
    shown = value if isinstance(value, str) else ", ".join(str(word) for word in value)
    widget = _twin(desk, key, where, shown)

    def turn(typed: str) -> list[str] | None:
        return [word.strip() for word in typed.split(",") if word.strip()] or None

    changed = _write(desk, key, widget, turn, anew=bool(where))
    st.text_input(label, value=shown, key=widget, placeholder=hint, help=help_, on_change=changed)
    look.troubles(desk.problems(key))


def choice(desk: Desk, key: str, label: str, options: Sequence[Any], *, told: Callable[[Any], str] = str, usual: Any = None) -> None:
    """One of a few."""
    widget = _key(desk, key)
    value = desk.book.get(key, usual)
    index = list(options).index(value) if value in options else 0
    st.selectbox(
        label, options, index=index, key=widget, format_func=told, on_change=_write(desk, key, widget, lambda v: v, usual=usual),
    )  # fmt: skip


def yes(desk: Desk, key: str, label: str, *, usual: bool, help_: str | None = None) -> None:
    widget = _key(desk, key)
    st.checkbox(
        label, value=bool(desk.book.get(key, usual)), key=widget, help=help_, on_change=_write(desk, key, widget, bool, usual=usual)
    )


def share(desk: Desk, key: str, label: str, usual: float, help_: str) -> None:
    """A number from 0 to 1, on a slider."""
    widget = _key(desk, key)
    value = desk.book.get(key, usual)
    value = float(value) if isinstance(value, int | float) and 0 <= value <= 1 else usual
    st.slider(
        label, 0.0, 1.0, value, 0.05, key=widget, help=help_, on_change=_write(desk, key, widget, lambda v: round(float(v), 2), usual=usual)
    )


def zone(desk: Desk, where: str = "") -> None:
    """The zone of the times typed in this case; `where` tells one such field from another on the same page."""
    given = str(desk.book.get("zone") or "")
    widget = _twin(desk, "zone", where, given)
    options = _zones() if given in _zones() else [given, *_zones()]
    st.selectbox(
        "Zone of the times typed here", options, index=options.index(given), key=widget, accept_new_options=True,
        on_change=_write(desk, "zone", widget, lambda v: str(v or "").strip() or None, anew=bool(where)),
        format_func=lambda z: z or "not known: every zone is possible", help="A place such as Europe/Moscow, or an offset such as +03:00.",
    )  # fmt: skip
    look.troubles(desk.problems("zone"))


@cache
def _zones() -> list[str]:
    return ["", *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/"))), "UTC"]


def subject(desk: Desk, label: str, where: str = "") -> None:
    """What a statement must name; `where` as for the zone."""
    help_ = "Words with commas between them, in every language used."
    words(desk, "subject", label, hint="Leopard, Леопард", help_=help_, where=where)


def _twin(desk: Desk, key: str, where: str, shown: str) -> str:
    """The name of a field that may stand on the page twice: the second is made anew where the first changed its value."""
    return _key(desk, f"{key}{where} {shown}" if where else key)


def remove(desk: Desk, key: str, label: str = "Remove") -> None:
    """A button that removes an entry; those after it move up, so all fields are shown anew."""

    shown = desk.generation

    def gone() -> None:
        if desk.edit_anew(lambda book: book.remove(key), shown):
            desk.editing = ""

    st.button(label, key=_key(desk, f"remove {key}"), on_click=gone, type="tertiary")


def submitted(label: str, name: str, *, help_: str | None = None) -> bool:
    """The button of a form, and whether it was clicked; `name` tells it from those of other forms.

    A run of the page that is cut short before it comes here does not lose the click: the next one finds it, with what the form holds.
    """
    clicked = f"submitted {name}"
    st.form_submit_button(label, help=help_, on_click=lambda: st.session_state.update({clicked: True}))
    return bool(st.session_state.pop(clicked, False))
