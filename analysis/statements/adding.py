"""Drafts into a case file: those that stand there already are skipped, the others get an id of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from analysis.case import Statement
from analysis.casefile import CaseFile
from analysis.casefile.dating import instant_of
from analysis.statements.draft import Draft
from analysis.statements.series import same_text
from analysis.when import Zone


@dataclass(frozen=True, slots=True)
class Added:
    """How many were added, stood in the case already, or have no release and were left out."""

    added: int = 0
    known: int = 0
    undated: int = 0


def add_all(book: CaseFile, drafts: Iterable[Draft], zone: Zone | None) -> Added:
    """Add every draft with a release that the case does not hold yet; the file is not saved. Raises CaseFileError."""
    statements = book.case().statements
    by_release: dict[datetime | None, list[Statement]] = {}
    for statement in statements:
        by_release.setdefault(statement.released, []).append(statement)
    taken = _ids(book)
    known = undated = 0
    new = []
    for draft in drafts:
        if draft.released is None:
            undated += 1
        elif is_known(draft, by_release.get(instant_of(draft.released, zone).latest, ())):
            known += 1
        else:
            new.append({"id": _free_id(draft, taken), **draft.values()})
    book.add_statements(new)
    return Added(len(new), known, undated)


def add_one(book: CaseFile, draft: Draft) -> str:
    """Add a draft; its id. Raises CaseFileError."""
    name = _free_id(draft, _ids(book))
    book.add_statement(id=name, **draft.values())
    return name


def _free_id(draft: Draft, taken: set[str]) -> str:
    """The day of its release, with a number where that is taken; `taken` grows by it."""
    wanted = draft.released.wall[:10] if draft.released is not None else "statement"
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name


def in_case(draft: Draft, statements: Sequence[Statement], zone: Zone | None) -> bool:
    """Whether the draft stands among a case's statements."""
    latest = None if draft.released is None else instant_of(draft.released, zone).latest
    return is_known(draft, [each for each in statements if each.released == latest])


def is_known(draft: Draft, statements: Sequence[Statement]) -> bool:
    """Whether one of these statements, all of the same release, is the draft: same source, same words."""
    return any(each.source.casefold() == draft.source.casefold() and same_text(each.text, draft.text) for each in statements)


def _ids(book: CaseFile) -> set[str]:
    return {str(entry.get("id")) for entry in book.get("statements") or [] if isinstance(entry, dict)}
