"""`python -m docs.case_file_page`: docs/case_file.md, every key that a case file can have, from the tables that read it.

A test fails where the page is not what this writes, so that it can't drift from what is read.
"""

from __future__ import annotations

from pathlib import Path

from pydantic.fields import FieldInfo

from analysis.casefile import schema

PAGE = Path(__file__).parent / "case_file.md"

TABLES: tuple[tuple[str, type[schema.Table], str], ...] = (
    (
        "At the top",
        schema.CaseTable,
        "`video` is a path, from the case file's folder. `zone` is that of all local times in the file; without one they are as wide as "
        "all zones of the world. `subject` are the words that a statement must name, `possible` those that may mean it. `habit` is how "
        "this poster posts.",
    ),
    (
        "[[posts]]",
        schema.PostTable,
        "Where the video was seen; the earliest counts. Without `at`, the clock that some addresses carry is read from `url`.",
    ),
    (
        "[claim]",
        schema.ClaimTable,
        "What the video is said to show. Either `statement`, and the window is what that statement covers, up to its release; or `event`, "
        "the window itself, and `made`, when the claim was made.",
    ),
    (
        "[[statements]]",
        schema.StatementTable,
        "Bulletins of one source or of several. `covers` is the time before the release; `covers_from` and `covers_to` take its place. "
        "`mentions` is your own decision, else the words are looked for. An `excerpt` can't be silent.",
    ),
    ("[[circumstances]]", schema.CircumstanceTable, "What is known from elsewhere. One of `not_before`, `not_after`, `during`."),
    (
        "[[copies]]",
        schema.CopyTable,
        "An earlier copy that you looked at. `here` are the seconds of this video that match, `there` those of the copy.",
    ),
    ("[place]", schema.PlaceTable, "Where it was recorded. `place` at the top with the coordinates alone does as well."),
    ("[[lights]]", schema.LightTable, "The light that you see in a still."),
    (
        "[[shadows]]",
        schema.ShadowTable,
        "A shadow: three marks on a still (`foot`, `tip`, `top`), or its `height` and `length`; with where it points, or the time of day.",
    ),
    ("[series]", schema.SeriesTable, "What is assumed of a source that reports again and again: q, l and v of docs/verdict.md."),
    ("[[done]]", schema.DoneTable, "Checks that were done. No witness reads them."),
)

HEAD = """# The case file

<!-- Written by `python -m docs.case_file_page` from the tables in analysis/casefile/schema.py: change it there. -->

A case is a TOML file in UTF-8. `samples/` shows whole ones. Nothing is required; what is unknown is left out. What can't be
used is said in one sentence with its key, and the rest is read.

Dates have any precision: `2024`, `"2024-09"`, `"2024-09-18"`, `"2024-09-18 14:00"`, `"2024-09-18 14:00 MSK"`,
`"2024-09-18T14:00:00Z"`, TOML's own dates, Unix time. A circumstance, an event and a post also take a period, two dates with a slash
between them. `03.04.2024` needs `day_first`.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for title, table, says in TABLES:
        parts += [f"## {title}", "", says, "", "| key | value | where left out |", "| --- | --- | --- |"]
        parts += [f"| `{name}` | {_told(field.description or '')} | {_usual(field)} |" for name, field in table.model_fields.items()]
        parts.append("")
    return "\n".join(parts)


def _told(description: str) -> str:
    """The description as a refusal words it, as a cell of its own: without the comma before the rest of that sentence."""
    return description.removesuffix(",").replace("|", "\\|")


def _usual(field: FieldInfo) -> str:
    """The value that counts where the key is left out; empty for none."""
    if field.default in (None, "", []):
        return ""
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
