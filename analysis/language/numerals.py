"""Numbers in words ("twenty-four", «двадцать четвёртое») and ordinals in digits ("24th", «18-го») as one item."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.table import Grammar, with_endings
from analysis.language.words import Item

Numerals = dict[str, tuple[int, bool]]
"""Word -> its number, and whether it is an ordinal."""


PLACES = ((20, 10, 10), (100, 100, 100), (1000, 1000, 1000))
"""What a numeral may take behind it: from 20 on tens take units, hundreds what is below 100, thousands what is below 1000."""


PLURAL = frozenset({"х", "ых", "их", "е", "ые", "ми", "ті"})
"""Endings with which digits name a decade: 90-х, 2010-е, 90-ті."""
GENITIVE = frozenset({"го", "ого"})
"""The ending of a day of the month that stands alone: 17-го."""


def numerals(grammars: Sequence[Grammar]) -> Numerals:
    """The numerals of several languages together; they do not contradict each other in those of this tool."""
    found: Numerals = {}
    for grammar in grammars:
        for table, ordinal in ((grammar.table.numbers, False), (grammar.table.ordinals, True)):
            for value, forms in table.items():
                for form in with_endings(forms, grammar.table.ordinal_endings):
                    found.setdefault(form, (value, ordinal))
    return found


def merged(items: list[Item], words: Numerals, suffixes: frozenset[str]) -> list[Item]:
    """The items with compound numerals and ordinals made one each."""
    if not any(item.keys or item.word in words for item in items):
        return items
    out: list[Item] = []
    at, count = 0, len(items)
    while at < count:
        item = items[at]
        if item.keys is None:
            if item.word in words:
                end, value, ordinal = _compound(items, at, words)
                if end > at + 1:
                    item = _joined(items, at, end, (("<ord>", value),) if ordinal else (("<n>", value),))
                at = end
            else:
                at += 1
            out.append(item)
            continue
        end = _suffixed(items, at, suffixes) if item.keys else 0
        if end:
            value = int(item.word)
            keys = [("<ord>", value), ("<nth>", value)]
            if items[end - 1].word in PLURAL and value % 10 == 0:
                keys = [("<tens>", value), *(keys if value < 100 else [("<ord>", value)])]
            elif items[end - 1].word in GENITIVE:
                keys.append(("<genitive>", value))
            out.append(_joined(items, at, end, tuple(keys)))
            at = end
        else:
            out.append(item)
            at += 1
    return out


def _joined(items: list[Item], first: int, end: int, keys: tuple[tuple[str, int], ...]) -> Item:
    return Item(str(keys[0][1]), items[first].start, items[end - 1].end, keys, items[first].capital)


def _suffixed(items: list[Item], at: int, suffixes: frozenset[str]) -> int:
    """Where an ordinal in digits that begins here ends; 0 where there is none. The suffix touches the digits, or a hyphen that does."""
    item = items[at]
    if len(item.word) > 4 or not item.word.isdecimal():
        return 0
    for end in (at + 1, at + 2):
        if end >= len(items) or items[end].start != items[end - 1].end:
            return 0
        if items[end].word in suffixes and items[end].keys is None:
            return end + 1
        if items[end].word != "-":
            return 0
    return 0


def _compound(items: list[Item], at: int, words: Numerals) -> tuple[int, int, bool]:
    """The end, value and kind of the numeral that begins here: tens take units, hundreds what is less, and multipliers multiply."""
    value, ordinal = words[items[at].word]
    end = at + 1
    while not ordinal and end < len(items):
        step = end
        if (items[step].word == "-" and items[step].start == items[step - 1].end) or (items[step].word == "and" and value >= 100):
            step += 1
        if step >= len(items) or items[step].keys is not None or items[step].word not in words:
            break
        more, is_ordinal = words[items[step].word]
        if more in (100, 1000) and 0 < value < more and not is_ordinal:
            value *= more
        elif any(value >= above and value % below == 0 and 0 < more < less for above, below, less in PLACES):
            value += more
        else:
            break
        end, ordinal = step + 1, is_ordinal
    return end, value, ordinal
