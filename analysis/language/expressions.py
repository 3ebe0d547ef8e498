"""Time expressions in a text: one engine for the rule tables of all languages.

The text is read stretch by stretch. Rules over words make senses (a Wednesday, 9 a.m.), joined rules make
senses of those (9 a.m. on a Wednesday), and the scene makes them definite (2024-09-18T09:00). Every
step looks at a bounded number of words on either side, so reading takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.language.anchor import anchor_of
from analysis.language.english import ENGLISH
from analysis.language.expression import Alternative, Expression
from analysis.language.lookalikes import one_alphabet
from analysis.language.meanings import MEANINGS, Match
from analysis.language.numerals import Numerals, merged, numerals
from analysis.language.roles import bounds, role_of
from analysis.language.russian import RUSSIAN
from analysis.language.scene import Scene
from analysis.language.senses import Sense
from analysis.language.table import Grammar, Node, follow, matches, needed, prepare
from analysis.language.ukrainian import UKRAINIAN
from analysis.language.words import Item, blocks, cut, sentences, speaks_of_time
from analysis.when import Reading, Span, Zone

LANGUAGES = ("en", "ru", "uk")

PASSES = 3
"""Joined rules build on each other no deeper than this: a clock, its zone, its day."""

LEAD = 8
"""Words that a joined rule may have before the first thing understood that it asks for."""

Try = tuple[int, Grammar, Node, frozenset[str] | None]
"""A language's rank in the stretch, its grammar, the tree of its rules, and the words that may follow the first (None: any)."""

END = Item("", 0, 0)
"""What stands behind the last item."""

FRAGMENT = 80
"""Characters: a longer text is a text, even if it holds nothing but one expression."""

CYRILLIC = re.compile("[а-яёіїєґА-ЯЁІЇЄҐ]")
LATIN = re.compile("[A-Za-z]")
SLASHED = re.compile(r"(?<!\d)(?<!\d/)(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")
RUSSIAN_LETTERS, UKRAINIAN_LETTERS = "ыэъё", "іїєґ"
OF_ONE = {
    "ru": re.compile(
        r"\b(?:(?:январ|феврал|апрел|август|сентябр|октябр|ноябр|декабр)[яюеь]|марта|июня|июля|вчера|сегодня|суток|сутки|ночью|утром|вечером|недел[яиею]"
        r"|понедельника?|вторника?|сред[уы]|четверга?|пятниц[ауы]|суббот[ауы]|воскресенья|года)\b"
    ),
    "uk": re.compile(
        r"\b(?:лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|вчора|учора|завтра|тижня|вночі|вранці|вдень|року"
        r"|понеділка|вівторка|серед[ауи]|четверга|субот[ауи]|доб[ауи])\b"
    ),
}
"""Words of one language that hold no letter by which it is told, and that the other does not have."""
TELLING = re.compile(f"[{RUSSIAN_LETTERS}{UKRAINIAN_LETTERS}]")


def resolve(text: str, at: Reading | Span | None, zone: Zone | None = None, language: str | None = None) -> list[Expression]:
    """Every time expression of a text, in order, resolved against its publication.

    `at` is when the text was published: a reading's own digits are the local day; a span is seen in `zone`;
    None leaves relative expressions unresolved, and they say so. `zone` is that of local times; None widens every span by all
    zones. `language` ("en", "ru", "uk") decides what looks the same in several (03/04/2024); without it, each
    stretch is read in the language that its letters show. Texts may mix languages. Raises ValueError for another language.
    """
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"time expressions are read in {', '.join(LANGUAGES)}, not in “{language[:20]}”")
    anchor = anchor_of(at, zone)
    written, text = text, one_alphabet(text)
    scene = Scene(anchor, zone, _grammars()["en"], day_first=_order(text))
    if len(text) <= FRAGMENT:
        scene.alone = True
        found = list(_read(text, scene, language, written))
        if len(found) == 1 and _is_alone(text, found[0]):
            return found
        scene = Scene(anchor, zone, _grammars()["en"], day_first=scene.day_first)
    return list(_read(text, scene, language, written))


@cache
def _grammars() -> dict[str, Grammar]:
    return {table.language: prepare(table) for table in (ENGLISH, RUSSIAN, UKRAINIAN)}


@cache
def _numerals() -> tuple[Numerals, frozenset[str], frozenset[str]]:
    """The numerals, ordinal endings and abbreviations of all languages."""
    every = list(_grammars().values())
    endings = frozenset().union(*(grammar.suffixes for grammar in every))
    shortened = frozenset(word for grammar in every for word in grammar.table.abbreviations.split())
    return numerals(every), endings, shortened


def _order(text: str) -> bool | None:
    """Whether the text's dates with slashes stand day first: decided by those that can be read one way only."""
    if "/" not in text:
        return None
    day_first = month_first = False
    for found in SLASHED.finditer(text):
        first, second = int(found[1]), int(found[2])
        day_first |= 12 < first <= 31 and second <= 12
        month_first |= first <= 12 < second <= 31
    return None if day_first == month_first else day_first


def _is_alone(text: str, found: Expression) -> bool:
    """Whether the text holds nothing else than the expression and the small words that lead to it."""
    rest = text[: found.start] + " " + text[found.end :]
    small = frozenset().union(*(grammar.alone for grammar in _grammars().values()))
    return all(word.lower() in small for word in re.findall(r"\w+", rest))


def _languages(stretch: str, language: str | None, before: str) -> list[str]:
    """The languages to read a stretch in, the likeliest first."""
    if CYRILLIC.search(stretch) is None:
        return [language] if language in ("ru", "uk") and LATIN.search(stretch) is None else ["en"]
    lower = stretch.lower()
    russian = sum(lower.count(letter) for letter in RUSSIAN_LETTERS)
    ukrainian = sum(lower.count(letter) for letter in UKRAINIAN_LETTERS)
    first = "uk" if ukrainian > russian else "ru" if russian > ukrainian else before
    if language in ("ru", "uk") and russian == ukrainian:
        first = language
    # A stretch with letters of the one and none of the other needs the one alone.
    other = "ru" if first == "uk" else "uk"
    alone = bool(russian) != bool(ukrainian) and OF_ONE[other].search(lower) is None
    order = [first] if alone else [first, other]
    return [*order, "en"] if LATIN.search(stretch) else order


def _read(text: str, scene: Scene, language: str | None, written: str) -> Iterator[Expression]:
    words, endings, shortened = _numerals()
    needed, unended, leads = _needed()
    tell = TELLING.search(text[:20_000].lower())
    cyrillic = "uk" if tell is not None and tell[0] in UKRAINIAN_LETTERS else "ru"
    for start, end in blocks(text):
        stretch = text[start:end]
        items = [
            item
            for first, last in sentences(stretch, unended)
            if speaks_of_time(sentence := stretch[first:last], needed) or sentence.lower().startswith(leads)
            for item in cut(sentence, start + first, shortened)
        ]
        if not items:
            continue
        order = _languages(stretch, language, cyrillic)
        if order[0] != "en":
            cyrillic = order[0]
        grammars = [_grammars()[name] for name in order]
        scene.grammar, scene.grammars = grammars[0], grammars
        scene.items = merged(items, words, endings)
        if not _pass(scene, grammars, joined=False):
            continue
        for _ in range(PASSES):
            if not _pass(scene, grammars, joined=True):
                break
        yield from _settled(text, scene, written)


@cache
def _needed() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Of all languages: the words of which a sentence without digits must hold one to hold any expression; the shortened words whose
    full stop ends none; and how a sentence begins that says who said the one before: it is read for its verb.
    """
    every = list(_grammars().values())
    words = frozenset().union(*(needed(grammar) for grammar in every))
    stops = frozenset().union(*(grammar.titles for grammar in every), _numerals()[2])
    return words, stops, tuple(phrase.replace("_", " ") for grammar in every for phrase in grammar.referring)


@cache
def _starts(languages: tuple[str, ...], joined: bool) -> dict[str, list[Try]]:
    """The words with which rules can begin -> of which languages, and with which words such a rule can go on."""
    found: dict[str, list[Try]] = {}
    for rank, language in enumerate(languages):
        grammar = _grammars()[language]
        root = grammar.joined if joined else grammar.first
        for word, keys in grammar.vocabulary.items():
            nodes = [root.next[key] for key, _ in keys if key in root.next]
            if nodes:
                found.setdefault(word, []).append((rank, grammar, root, follow(grammar, nodes)))
    return found


def _pass(scene: Scene, grammars: Sequence[Grammar], *, joined: bool) -> bool:
    """Apply the rules once, left to right, and put the senses found in place of the words; whether there were any."""
    items = scene.items
    starts = _starts(tuple(grammar.table.language for grammar in grammars), joined)
    every: list[Try] = [(rank, grammar, grammar.joined if joined else grammar.first, None) for rank, grammar in enumerate(grammars)]
    places = _beside_senses(items) if joined else [at for at, item in enumerate(items) if item.keys is not None or item.word in starts]
    out: list[Item] = []
    done, changed = 0, False
    for at in places:
        if at < done:
            continue
        item = items[at]
        keys = item.keys
        if keys is None:
            tries = starts.get(item.word, [])
            after = items[at + 1] if at + 1 < len(items) else END
            if after.keys is None:
                tries = [each for each in tries if each[3] is None or after.word in each[3]]
        else:
            tries = [each for each in every if any(key[0] in each[2].next for key in keys)]
        hits = []
        for rank, grammar, root, _ in tries:
            hits += [(-end, rank, rule.order, rule, captures) for end, rule, captures in matches(root, grammar.vocabulary, items, at)]
        if len(hits) > 1:
            hits.sort(key=lambda hit: hit[:3])
        for negative, rank, _, rule, captures in hits:
            end = -negative
            if joined and end == at + 1:
                continue
            scene.grammar = grammars[rank]
            try:
                meant = MEANINGS[rule.meaning](Match(rule.args, captures, scene, at, end))
            except (ValueError, OverflowError):
                continue
            if meant is None:
                continue
            out += items[done:at]
            senses = [(meant, at, end - 1)] if isinstance(meant, Sense) else meant
            out.extend(_chunks(senses, items, at, end, grammars[rank].table.language) if senses or not joined else ())
            changed = True
            done = end
            break
    out += items[done:]
    scene.grammar = grammars[0]
    scene.items = out
    return changed


def _beside_senses(items: list[Item]) -> list[int]:
    """The places at which a joined rule can begin: no farther before a sense than such rules reach."""
    places: list[int] = []
    start = 0
    for at, item in enumerate(items):
        if item.sense is not None:
            places += range(max(start, at - LEAD), at + 1)
            start = at + 1
    return places


def _chunks(senses: list[tuple[Sense, int, int]], items: list[Item], first: int, end: int, language: str) -> Iterator[Item]:
    """The items of a match with each sense as one item, and the words between senses as they were."""
    at = first
    for sense, start, last in senses:
        yield from items[at:start]
        whole = Item("", items[start].start, items[last].end, tuple((key, None) for key in sense.keys), items[start].capital)
        whole.sense = sense
        whole.word = f"\0{language}"
        yield whole
        at = last + 1
    if senses:
        yield from items[at:end]
    else:
        for item in items[first:end]:
            yield Item(item.word, item.start, item.end, (), item.capital)


def _settled(text: str, scene: Scene, written: str) -> Iterator[Expression]:
    """The senses of the stretch made definite, as expressions."""
    scene.begin(scene.items)
    for at, item in enumerate(scene.items):
        if item.sense is None:
            continue
        scene.grammar = _grammars()[item.word[1:]]
        try:
            found = item.sense.settle(scene, at, at)
            extent = None if found is None else bounds(scene, at, found)
        except (ValueError, OverflowError):
            continue
        if found is None:
            continue
        if found.days is not None and found.span is not None and not found.alternatives:
            scene.speak(found.days)
            timed = found.type == "TIME"
            if found.days[0] == found.days[1] and (timed or item.sense.named):
                scene.tell(at, found.days[0], timed=timed)
        role, trigger, event = role_of(scene, at, text)
        yield Expression(
            text=written[item.start : item.end],
            start=item.start,
            end=item.end,
            value=found.value,
            type=found.type,
            span=found.span,
            why=found.why,
            mod=found.mod,
            alternatives=tuple(Alternative(other.value, other.span, other.why) for other in found.alternatives),
            extent=extent,
            role=role,
            trigger=trigger,
            event=event,
            language=item.word[1:],
        )
