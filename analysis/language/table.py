"""Rule tables: how a language writes time, as data, and what the engine makes of them.

A table holds words in classes and rules as lines

    pattern : meaning arguments

A pattern is words and classes in order: `a|b` is either, `x?` may be missing, `<unit>` is a word of the class, `<n>` a
number. Of several matching rules the longest wins, then the one that stands first. The meanings are
the functions of `analysis.language.meanings`; their names and arguments are the same in every language.
In `joined`, patterns may also ask for what has been understood before: `<DAY>`, `<WEEKDAY>`, `<PERIOD>`,
`<CLOCK>`, `<PART>`, `<DURATION>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from analysis.language.notation import Key
from analysis.language.words import Item


@dataclass(frozen=True, slots=True)
class Table:
    """One language as a speaker writes it down.

    All words are in lower case, and forms are separated by spaces. A stem with a hyphen takes each of the endings:
    «сообщи-» those of `verb_endings`, «перв-» in `ordinals` those of `ordinal_endings`.
    """

    language: str
    """The ISO 639-1 code."""
    classes: dict[str, dict[str, str]]
    """Class name -> value -> word forms."""
    numbers: dict[int, str]
    ordinals: dict[int, str]
    suffixes: str
    """Endings that make an ordinal of digits: 24th, 18-го."""
    rules: str
    joined: str
    """Rules over what has been understood before."""
    abbreviations: str
    """They take a full stop with them."""
    titles: str
    """Shortened words whose full stop ends no sentence."""
    future: str
    """Words that turn a bare weekday or date ahead; two words are written set_for."""
    leading: str
    """The same, but only when they stand before it."""
    perhaps: str
    """Words that turn a day or month ahead only where the last one lies long ago."""
    deadline: str
    """Prepositions that do the same, directly before it."""
    until: str
    """Those of them that stand for an end."""
    deferring: str
    """Words before such an end that make it a coming one ("postponed until Tuesday")."""
    past: str
    """Words that show the past, besides verbs with one of `past_endings`."""
    past_endings: tuple[str, ...]
    saying: str
    """Forms of verbs, and nouns, by which statements are released."""
    posting: str
    """Forms of verbs by which videos are posted."""
    referring: str
    """How a sentence begins that says who said the one before (two words, об_этом)."""
    alone: str
    """Words that may stand before an expression without making a sentence of it."""
    doubtful: str
    """Months that are also other words: they are months behind `month_leads` only."""
    month_leads: str
    date_leads: str
    """Words behind which 2/15 and 15.02 are dates."""
    year_leads: str
    """Words behind which four digits are a year."""
    year_never: str
    """Words behind which they are none."""
    year_followers: str
    """The only words that may follow a bare year; empty: any but `counted`."""
    counted: str
    """Words that a number before them counts."""
    last: str
    """The forms of "last"."""
    not_verbs: str = ""
    """Words that end like verbs and are none."""
    verb_endings: str = ""
    ordinal_endings: str = ""
    articles: str = ""
    """Words before a noun: "to the", unlike "to meet", looks nowhere."""
    eve_endings: tuple[str, ...] = ()
    """Endings of nouns whose eve is meant («накануне выборов»)."""


SETS = (
    "future", "leading", "perhaps", "deadline", "until", "deferring", "articles",
    "past", "saying", "posting", "referring", "alone", "not_verbs", "suffixes", "doubtful",
    "month_leads", "date_leads", "year_leads", "year_never", "year_followers", "counted", "last", "titles",
)  # fmt: skip
"""The fields of a table that are sets of words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a table."""

    order: int
    meaning: str
    args: tuple[str, ...]
    line: str


class Node:
    """A place in the tree of patterns."""

    __slots__ = ("next", "rules")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.rules: list[Rule] = []


@dataclass(slots=True, eq=False)
class Grammar:
    """A table made ready: the keys of each word, and the patterns as trees. One is equal to itself only."""

    table: Table
    vocabulary: dict[str, tuple[Key, ...]] = field(default_factory=dict)
    first: Node = field(default_factory=Node)
    joined: Node = field(default_factory=Node)
    future: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    deadline: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    deferring: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    posting: frozenset[str] = frozenset()
    referring: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    not_verbs: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    month_leads: frozenset[str] = frozenset()
    date_leads: frozenset[str] = frozenset()
    year_leads: frozenset[str] = frozenset()
    year_never: frozenset[str] = frozenset()
    year_followers: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()


def prepare(table: Table) -> Grammar:
    """The table as trees. Raises ValueError, naming the line, where a line is not in the form described above."""
    grammar = Grammar(table)
    keys: dict[str, list[Key]] = {}
    for name, values in table.classes.items():
        for value, forms in values.items():
            content: Any = int(value) if value.lstrip("-").isdigit() else value
            for form in forms.split():
                keys.setdefault(form, []).append((f"<{name}>", content))
    for key, numerals in (("<n>", table.numbers), ("<ord>", table.ordinals)):
        for number, forms in numerals.items():
            for form in with_endings(forms, table.ordinal_endings):
                keys.setdefault(form, []).append((key, number))
    for order, (root, text) in enumerate(((grammar.first, table.rules), (grammar.joined, table.joined))):
        for number, line in enumerate(text.splitlines()):
            body = line.partition("#")[0].strip()
            if not body:
                continue
            pattern, colon, meaning = body.rpartition(" : ")
            if not colon or not pattern.strip() or not meaning.strip():
                raise ValueError(f"a rule is written “pattern : meaning arguments”, not “{line.strip()}”")
            name, *args = meaning.split()
            _plant(root, [_element(part) for part in pattern.split()], Rule(order * 10_000 + number, name, tuple(args), body))
            for part in pattern.split():
                for choice in _element(part)[0]:
                    if not choice.startswith("<") and (choice, None) not in keys.setdefault(choice, []):
                        keys[choice].append((choice, None))
    grammar.vocabulary = {word: tuple(found) for word, found in keys.items()}
    for name in SETS:
        setattr(grammar, name, frozenset(with_endings(getattr(table, name), table.verb_endings)))
    return grammar


def with_endings(forms: str, endings: str) -> Iterator[str]:
    """The forms one by one, a stem with a hyphen once with each ending."""
    for form in forms.split():
        if form.endswith("-") and len(form) > 1:
            yield from (form[:-1] + ending for ending in endings.split())
        else:
            yield form


def _element(part: str) -> tuple[list[str], bool]:
    """The choices of one element of a pattern, and whether it may be missing."""
    optional = len(part) > 1 and part.endswith("?")
    return (part.removesuffix("?") if optional else part).split("|"), optional


def _plant(node: Node, elements: list[tuple[list[str], bool]], rule: Rule) -> None:
    if not elements:
        node.rules.append(rule)
        return
    (choices, optional), *rest = elements
    if optional:
        _plant(node, rest, rule)
    for choice in choices:
        _plant(node.next.setdefault(choice, Node()), rest, rule)


def follow(grammar: Grammar, nodes: list[Node]) -> frozenset[str] | None:
    """The words that may stand behind the first of a rule that has come to these places; None where a rule may end there."""
    if any(node.rules for node in nodes):
        return None
    wanted = frozenset().union(*(node.next for node in nodes))
    return frozenset(word for word, keys in grammar.vocabulary.items() if any(key in wanted for key, _ in keys))


SMALL = frozenset({
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "from", "by", "and", "or", "with", "that", "this", "is", "are", "was", "his",
    "her", "their", "more", "most", "than", "about", "over", "up", "as", "it", "its", "not", "after", "before", "back", "last", "past",
    "next", "new", "many", "same", "some", "right", "just", "these", "one", "first", "long", "still", "were", "had", "have", "has",
    "be", "may", "в", "во", "на", "с", "со", "до", "по", "за", "от", "к", "и", "из", "не", "у", "о", "об", "что", "как", "это", "з",
    "зі", "із", "від", "і", "й", "та", "як", "що", "це",
})  # fmt: skip
"""Words that texts are full of: none of them alone shows that a stretch speaks of time."""


NUMBERS = frozenset({"<n>", "<ord>", "<hour>", "<day>", "<nth>"})
LONG = 99
"""Of an element of digits, which no word stands for: the rarest of all."""


def needed(grammar: Grammar) -> frozenset[str]:
    """Words of which a text must hold one, or else a digit, for any rule of first order to match: the rarest that each rule asks for."""
    forms: dict[str, set[str]] = {}
    for word, keys in grammar.vocabulary.items():
        for key, _ in keys:
            forms.setdefault(key, set()).add(word)
    found: set[str] = {"m"}  # of "p.m."
    for line in grammar.table.rules.splitlines():
        pattern, colon, meaning = line.partition("#")[0].rpartition(" : ")
        if not colon or meaning.split()[0] == "none":
            continue
        best: tuple[tuple[bool, bool, int], set[str]] | None = None
        for part in pattern.split():
            choices, optional = _element(part)
            if optional:
                continue
            words = set().union(*(forms.get(choice, set()) for choice in choices))
            named = all(choice.startswith("<") and choice not in NUMBERS for choice in choices)
            rank = (not words.isdisjoint(SMALL), not named, -max(map(len, words), default=LONG))
            if best is None or rank < best[0]:
                best = rank, words
        found |= best[1] if best is not None else set()
    return frozenset(found)


Capture = tuple[str, Any, int]
"""A class, the value of the word found, and its place among the items."""

Hit = tuple[int, Rule, tuple[Capture, ...]]


def matches(root: Node, vocabulary: dict[str, tuple[Key, ...]], items: list[Item], at: int) -> list[Hit]:
    """Every rule that matches from an item on, as (end, rule, captured classes): the longest first, then in the table's order."""
    hits: list[Hit] = []
    stack: list[tuple[Node, int, tuple[Capture, ...]]] = [(root, at, ())]
    count = len(items)
    while stack:
        node, place, captured = stack.pop()
        if node.rules:
            hits.extend((place, rule, captured) for rule in node.rules)
        if place >= count or not node.next:
            continue
        item = items[place]
        keys = item.keys if item.keys is not None else vocabulary.get(item.word)
        if not keys:
            continue
        for key in keys:
            child = node.next.get(key[0])
            if child is not None:
                stack.append((child, place + 1, (*captured, (key[0], key[1], place)) if key[0][0] == "<" else captured))
    if len(hits) > 1:
        hits.sort(key=lambda hit: (-hit[0], hit[1].order))
    return hits
