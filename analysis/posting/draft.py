"""A post as it was found in an export or a capture, before anyone confirmed it: each field with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from analysis.case import PostKind
from analysis.statements.draft import Origin, Trouble
from analysis.typed import UNIX_EPOCH, WhenError, parse_when
from analysis.when import Reading, Span, Zone

MAX_POSTS = 20_000
"""Posts that one reading keeps: as many as one case may have."""
LONGEST_TEXT = 400
LONGEST_URL = 4_096
MOST_MEDIA = 20


@dataclass(frozen=True, slots=True)
class PostDraft:
    """One post as it would stand in a case file.

    `at` is its date, to `until` where only a period is known; `at_why` says whose date that is. `kind` is "" where the data does
    not tell, `kind_why` why it is what it is. `edited` is when it was changed. `media` are names or addresses of its files.
    `has_media` is None where the format does not tell.
    """

    origin: Origin
    url: str = ""
    at: Reading | None = None
    until: Reading | None = None
    at_why: str = ""
    kind: PostKind | None = None
    kind_why: str = ""
    edited: Reading | None = None
    text: str = ""
    media: tuple[str, ...] = ()
    has_media: bool | None = None
    notes: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The date as the case file writes it; "" where it is not known."""
        parts = [written(each) for each in (self.at, self.until) if each is not None]
        return "/".join(parts)

    def values(self) -> dict[str, str]:
        """The fields of a post in a case file; empty ones are left out. A known original or an unknown kind is written as such."""
        given = {
            "at": self.written,
            "url": self.url,
            "kind": self.kind or "",
            "edited": "" if self.edited is None else written(self.edited),
        }
        return {name: value for name, value in given.items() if value}

    def span_in(self, zone: Zone | None) -> Span | None:
        """When it was posted; from the first instant of `at` to the last of `until`."""
        if self.at is None:
            return None
        span = self.at.span(zone)
        return span if self.until is None else Span(span.start, self.until.span(zone).end)

    def speaks_of(self, word: str) -> bool:
        """Whether the address, the words, or the name of a file holds this word."""
        wanted = word.casefold()
        return any(wanted in part.casefold() for part in (self.url, self.text, *self.media))

    def names_file(self, name: str) -> bool:
        """Whether one of its files has this name, apart from the folder."""
        return any(each.replace("\\", "/").rpartition("/")[2] == name for each in self.media) if name else False


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: drafts, the earliest first, and what could not be read. `more` of them were left out as doubles."""

    drafts: tuple[PostDraft, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    doubles: int = 0


def written(reading: Reading) -> str:
    """A reading as a case file writes it, with its zone also where it is a bare day."""
    text = str(reading).replace("T", " ")
    return text + "Z" if reading.hour is None and reading.day is not None and reading.offset == timedelta(0) else text


def counted(value: object, scale: int = 1) -> Reading | None:
    """Seconds (or with a scale of 1,000 their thousandths) since 1970 in UTC; None for what is none, and for 0."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()[:24]
    whole, _, part = text.partition(".")
    if not (whole.isascii() and whole.isdigit() and (not part or part.isdigit())) or len(whole) > 15 or not int(whole):
        return None
    try:
        return Reading.since(UNIX_EPOCH, int(whole) // scale, offset=timedelta(0), raw=text)
    except (ValueError, OverflowError):
        return None


def typed(value: object, day_first: bool | None = None) -> Reading | None:
    """A date as text; None where it can't be read, or is what a clock shows that was never set."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        found = parse_when(value.strip()[:120], day_first)
    except WhenError:
        return None
    return None if found.unset else found


def word(value: object, longest: int = LONGEST_TEXT) -> str:
    """A text on one line, without halves of characters; "" for anything else."""
    if not isinstance(value, str):
        return ""
    plain = value[: 4 * longest].encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in plain).split())[:longest]


def address(value: object) -> str:
    """A web address; "" for anything else."""
    text = word(value, LONGEST_URL)
    return text if text.lower().startswith(("http://", "https://")) and " " not in text else ""


__all__ = ["Found", "Origin", "PostDraft", "Trouble", "address", "counted", "typed", "word", "written"]
