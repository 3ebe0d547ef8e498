"""Drafts into a case file: those that stand there already are skipped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analysis.casefile import CaseFile
from analysis.posting.draft import PostDraft


def add_posts(book: CaseFile, drafts: Iterable[PostDraft]) -> int:
    """Add every draft that has a date or an address and is not in the case; the file is not saved. How many. Raises CaseFileError."""
    added = 0
    for draft in drafts:
        if draft.values() and not in_case(book, draft):
            book.add_post(**draft.values())
            added += 1
    return added


def in_case(book: CaseFile, draft: PostDraft) -> bool:
    """Whether a post of the same address and date stands in the case; one without a date is there where its address is."""
    values = draft.values()
    for each in book.get("posts") or []:
        known: dict[str, Any] = each if isinstance(each, dict) else {}
        same_url = str(known.get("url") or "") == values.get("url", "")
        if same_url and ("at" not in values or str(known.get("at") or "") == values["at"]):
            return True
    return False
