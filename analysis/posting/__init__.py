"""Posts from exports and captures of other tools, as drafts that a person confirms: `read_posts` reads, `add_posts` puts them into a case.

Nothing here changes a case by itself, and nothing is fetched.
"""

from __future__ import annotations

from analysis.posting.draft import Found, PostDraft
from analysis.posting.reading import read_posts

__all__ = ["Found", "PostDraft", "read_posts"]
