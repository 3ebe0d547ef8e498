"""`python -m docs.evidence_pages`: docs/evidence/, a page for each kind of evidence, from the witnesses' own docstrings.

A test fails where the pages are not those that this writes, so that they can't drift from what the tool shows.
"""

from __future__ import annotations

import re
from pathlib import Path

from analysis.hearing import witness, witness_names

FOLDER = Path(__file__).parent / "evidence"
INDEX = "README.md"
NOTE = "<!-- Written by `python -m docs.evidence_pages` from the witness's docstring: change it there. -->"
PART = re.compile(r"\A\*(Reads|Says|Fooled by|Sources)\*,? (.+)\Z", re.DOTALL)


def pages() -> dict[str, str]:
    """The text of every file of the folder, by name."""
    told = {name: _paragraphs(witness(name).__doc__ or "") for name in witness_names()}
    return {INDEX: _index(told)} | {f"{name}.md": _page(name, parts) for name, parts in told.items()}


def _paragraphs(doc: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in doc.strip().split("\n\n")]


def _index(told: dict[str, list[str]]) -> str:
    lines = [
        "# Kinds of evidence", "", NOTE, "",
        "One witness reads each. What it says is about one stage of a video's life; how that becomes an answer stands in "
        "[How the verdict is computed](../verdict.md).", "", "| kind | what it says |", "| --- | --- |",
    ]  # fmt: skip
    for name, (title, *rest) in told.items():
        says = next((match[2] for part in rest if (match := PART.match(part)) and match[1] == "Says"), "")
        lines.append(f"| [{title.rstrip('.')}]({name}.md) | {says[:1].upper() + says[1:]} |".replace("\n", " "))
    return "\n".join(lines) + "\n"


def _page(name: str, parts: list[str]) -> str:
    title, *rest = parts
    lines = [f"# {title.rstrip('.')}", "", NOTE, ""]
    for part in rest:
        match = PART.match(part)
        lines += [f"## {match[1]}", "", match[2][:1].upper() + match[2][1:], ""] if match else [part, ""]
    sees = getattr(witness(name), "SEES", "") == "pictures"
    lines += ["It looks at the pictures, so it waits for the video to be decoded.", ""] if sees else []
    lines.append(f"Code: [analysis/witnesses/{name}.py](../../analysis/witnesses/{name}.py), "
                 f"tests: [tests/witnesses/test_{name}.py](../../tests/witnesses/test_{name}.py). [All kinds](README.md)")  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(wanted)} pages in {FOLDER}")


if __name__ == "__main__":
    main()
