"""Whether a text names the subject: where, in which words, how many, and whether it is denied, supposed or told of an earlier time.

A text *names* the subject where one of the subject's words stands in it plainly. It leaves it *unnamed* where a word stands that may be it
("tank"), or a near spelling of the subject's own. Else it is *silent*. Words are matched whole, in any inflected form, in either
script, whatever their case; characters of no width do not hide them. Texts without spaces between words (Chinese, Japanese, Thai)
are not read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from analysis.language.counts import count_after, count_before
from analysis.language.hedges import hedges
from analysis.language.word_forms import MARKS, foreign_forms, forms, is_cyrillic, is_known_word, plain, skeleton
from analysis.testimony import Mention

MAX_HITS = 2_000
"""Mentions of each kind that are looked at; no statement has more, and a text with more is cut there."""
LONGEST_WORD = 100
"""Characters of the longest word that is looked at."""
SHORTEST_NEAR = 6
"""Letters that a word has at least for a near spelling to be looked for: of shorter ones too many neighbours are other words."""
MAX_NEAR_WORDS = 100_000
"""Different words of one text that are compared with the subject's for near spellings."""

Kind = Literal["subject", "possible", "near"]

_TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*|\d+")
_GAP = re.compile(rf"[\s\-‐‑–./'’ʼ\"“”„«»{MARKS}]{{0,3}}")
_NO_MENTION = re.compile(
    r"(?:\bno|\bwithout|\bany)\s(?:mention|reference)\b|\b(?:not|n['’]t|never)\s(?:mention|name|refer|list)\w*|\bне\s(?:упомина|упомян|назыв|называ|назва)\w*"
    r"|(?:нет|без)\sупоминан\w+|\bне\s(?:згад|назва|назив)\w+|(?:немає|без)\sзгад\w+",
    re.I,
)
_ANTI = re.compile(r"\b(?:anti|противо|проти)[-‐‑– ]?$", re.I)
_MODEL_BEFORE = re.compile(r"(?<![\w-])[^\W\d_]{1,4}[-‐‑]?\d{1,3}[^\W_]*[\"”»]?\s$")
_MODEL_BEHIND = re.compile(r"\s[\"“«]?[^\W\d_]{1,4}[-‐‑]\d{1,3}[^\W_]*")
"""The designation of a model beside a word that may be the subject: "T-72 tanks", «танк Т-64»; it is then that model's."""
_UNIT = re.compile(
    r"[\s-](?:tank[\s-])?(?:brigade|battalion|regiment|division|army|corps|company|platoon|crew|commander|factory|plant)s?\b", re.I
)


_ELSE_BEHIND = re.compile(
    r"[\s-](?:print|printed|skin|fur|spots?|spotted|pattern|patterned|coat|cubs?|seals?|geckos?|hotel|street|caf[eé]|club|album|film)s?\b",
    re.I,
)
_ELSE_BEFORE = re.compile(
    r"\b(?:snow|clouded|amur|persian|african|baby|wild|(?:снежн|дымчат|переднеазиатск|дальневосточн|амурск|далекосхідн|сніжн|передньоазійськ)\w+)\s$",
    re.I,
)
"""Weapons bear names of animals: what makes the word the animal, its coat, or a house of that name."""
_TITLE = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Maj|Sgt|Capt|Col|Gen|Lt|Pvt)\.?|Major|Sergeant|Captain|Colonel|General|Lieutenant|Private"
    r"|(?:майор|сержант|старшин|капитан|капітан|лейтенант|полковник|генерал|рядов|солдат|прапорщик|депутат|господин|пан)\w{0,3}|г-н\w?)"
    r"\s(?:[^\W\d_]\.\s?){0,2}$",
    re.I,
)
"""A rank or form of address, with which a name is a person's."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A mention: characters `start` to `end` of the text read `word`; `term` is the user's word behind it.

    `kind` is "subject", "possible", or "near" (a near spelling of the subject). `count` is the number given. `compound` marks a
    word that is part of another name ("anti-tank", "Tank Brigade", "leopard print", "Sergeant Leopardov").
    """

    start: int
    end: int
    word: str
    term: str
    kind: Kind
    count: int | None = field(compare=False)
    negated: bool
    hypothetical: bool
    history: bool
    compound: bool

    @property
    def plain(self) -> bool:
        """Whether the text says it of its own time, without a condition or a denial."""
        return not (self.negated or self.hypothetical or self.history or self.compound or self.count == 0)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The verdict on a text, the mentions in the order of the text, and whether there were more than are listed."""

    verdict: Mention
    hits: tuple[Hit, ...]
    cut: bool = False

    @property
    def deciding(self) -> Hit | None:
        """The mention that the verdict rests on: the first plain one of its kind; None for a silent text."""
        wanted = {"named": ("subject",), "unnamed": ("possible", "near"), "silent": ()}[self.verdict]
        return next((hit for hit in self.hits if hit.plain and hit.kind in wanted), None)


def find_mentions(text: str, subject: tuple[str, ...], possible: tuple[str, ...] = ()) -> Mentions:
    """Find the subject's words, and those that may be it, in a text. Takes time linear in the text's length."""
    search = _Search(subject, possible)
    hits: list[Hit] = []
    seen: Counter[Kind] = Counter()
    for found in search.run(text):
        seen[found.kind] += 1
        if seen[found.kind] <= MAX_HITS:
            hits.append(_hit(text, found))
    hits.extend(_hit(text, found) for found in search.near())
    hits.sort()
    plainly = {hit.kind for hit in hits if hit.plain}
    verdict: Mention = "named" if "subject" in plainly else "unnamed" if plainly else "silent"
    return Mentions(verdict, tuple(hits), max(seen.values(), default=0) > MAX_HITS)


def silence_told(text: str, found: Mentions) -> bool:
    """Whether a text that tells of a statement says itself that it does not mention the subject ("makes no mention of Leopards")."""
    return found.verdict == "silent" and any(
        hit.kind == "subject" and hit.negated and _NO_MENTION.search(text[max(0, hit.start - 60) : hit.start]) for hit in found.hits
    )


class _Found(NamedTuple):
    start: int
    end: int
    term: str
    kind: Kind


class _Token(NamedTuple):
    start: int
    end: int
    word: str


class _Part:
    """One word of a term: a number, or a word in all its forms."""

    def __init__(self, word: str) -> None:
        self.cyrillic = is_cyrillic(word)
        self.forms = forms(word)
        self.foreign = foreign_forms(word)

    def matches(self, word: str) -> bool:
        return word in self.forms or (bool(self.foreign) and is_cyrillic(word) != self.cyrillic and skeleton(word) in self.foreign)


class _Term:
    """A word of the user, or several in a row ("Leopard 2", "CV-90")."""

    def __init__(self, typed: str, kind: Kind) -> None:
        self.typed = typed
        self.kind = kind
        self.parts = [_Part(token.word) for token in _tokens(typed[:LONGEST_WORD])]

    def end_at(self, text: str, tokens: list[_Token]) -> int | None:
        """Where the term ends if it starts with the first of these tokens; None where it does not stand there."""
        if len(tokens) < len(self.parts):
            return None
        for i, (part, token) in enumerate(zip(self.parts, tokens, strict=False)):
            if not part.matches(token.word) or (i and not _GAP.fullmatch(text, tokens[i - 1].end, token.start)):
                return None
        return tokens[len(self.parts) - 1].end


class _Search:
    """The terms of one search, by the words with which they may begin."""

    def __init__(self, subject: tuple[str, ...], possible: tuple[str, ...]) -> None:
        terms = [_Term(word, "subject") for word in subject] + [_Term(word, "possible") for word in possible]
        self._terms = [term for term in terms if term.parts]
        self._longest = max((len(term.parts) for term in self._terms), default=1)
        self._native: dict[str, list[_Term]] = defaultdict(list)
        self._foreign: dict[tuple[bool, str], list[_Term]] = defaultdict(list)
        for term in self._terms:
            first = term.parts[0]
            for form in first.forms:
                self._native[form].append(term)
            for bones in first.foreign:
                self._foreign[not first.cyrillic, bones].append(term)
        self._foreign_initials = {(script, bones[:1]) for script, bones in self._foreign}
        alone = [term for term in self._terms if term.kind == "subject" and len(term.parts) == 1]
        self._spellings = {form: term.typed for term in alone for form in term.parts[0].forms if len(form) >= SHORTEST_NEAR}
        self._initials = {form[0] for form in self._spellings}
        self._strange: dict[str, tuple[int, int]] = {}

    def run(self, text: str) -> Iterator[_Found]:
        """Every place where a term stands, the longest at each, the subject before what may be it."""
        if not self._terms:
            return
        ahead: list[_Token] = []
        past = 0
        stream = _tokens(text)
        while True:
            while len(ahead) < self._longest and (token := next(stream, None)) is not None:
                ahead.append(token)
            if not ahead:
                return
            token = ahead[0]
            best = self._at(text, ahead) if token.start >= past else None
            if best is not None:
                past = best.end
                yield best
            ahead.pop(0)

    def near(self) -> Iterator[_Found]:
        """Words one slip (a letter more, less, other, or two swapped) from a spelling of the subject, that no dictionary holds."""
        spellings = list(self._spellings)
        for word, (start, end) in self._strange.items():
            match = extractOne(word, spellings, scorer=OSA.distance, score_cutoff=1)
            if match is not None and match[0][0] == word[0] and not (is_cyrillic(word) and is_known_word(word)):
                yield _Found(start, end, self._spellings[match[0]], "near")

    def _at(self, text: str, tokens: list[_Token]) -> _Found | None:
        start, _, word = tokens[0]
        terms = self._native.get(word, [])
        if not terms and len(word) >= 4 and (script := is_cyrillic(word), skeleton(word[:2])[:1]) in self._foreign_initials:
            terms = self._foreign.get((script, skeleton(word)), [])
        best: _Found | None = None
        for term in terms:
            end = term.end_at(text, tokens)
            if end is not None and (best is None or (term.kind == "subject", end) > (best.kind == "subject", best.end)):
                best = _Found(start, end, term.typed, term.kind)
        if best is None and len(word) >= SHORTEST_NEAR - 1 and word[0] in self._initials and len(self._strange) < MAX_NEAR_WORDS:
            self._strange.setdefault(word, (start, tokens[0].end))
        return best


def _tokens(text: str) -> Iterator[_Token]:
    """Words and numbers with their places; trailing marks of no width belong to none."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        yield _Token(start, end, plain(match[0]) if end - start <= LONGEST_WORD else "")


def _hit(text: str, found: _Found) -> Hit:
    start, end = found.start, found.end
    said = hedges(text, start, end)
    compound = _ANTI.search(text[max(0, start - 12) : start]) is not None or _UNIT.match(text, end) is not None
    if not compound and found.kind != "possible":
        before = text[max(0, start - 40) : start]
        person = text[start].isupper() and _TITLE.search(before) is not None
        compound = person or _ELSE_BEHIND.match(text, end) is not None or _ELSE_BEFORE.search(before) is not None
    if found.kind == "possible" and not compound:
        compound = _MODEL_BEFORE.search(text[max(0, start - 12) : start]) is not None or _MODEL_BEHIND.match(text, end) is not None
    number = count_before(text, start)
    listed = count_after(text, end)
    number = listed if listed is not None else number
    return Hit(start, end, text[start:end], found.term, found.kind, number, said.negated, said.hypothetical, said.history, compound)
