"""No text that people read says more than data can: a lint over every string of the views, the page and the report's template."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.views.test_words import FORBIDDEN

ROOT = Path(__file__).resolve().parents[2]
SHOWN = sorted([*(ROOT / "analysis" / "views").glob("*.py"), *(ROOT / "analysis" / "panels").glob("*.py"), ROOT / "app.py"])


def strings(source: str) -> list[str]:
    """Every string literal that is no docstring."""
    tree = ast.parse(source)
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose
    ]


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.name)
def test_no_string_of_the_page_uses_a_word_that_data_can_not_carry(path: Path) -> None:
    for text in strings(path.read_text("utf-8")):
        assert not FORBIDDEN.search(text), text


def test_neither_does_the_reports_template() -> None:
    assert not FORBIDDEN.search((ROOT / "analysis" / "views" / "report.html").read_text("utf-8"))


def test_the_lint_finds_what_it_looks_for() -> None:
    assert FORBIDDEN.search(strings('x = f"this proves {y}"')[0])
    assert strings('"""a docstring that says always"""') == []
