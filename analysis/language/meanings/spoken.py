"""Meanings counted from a day, week, month spoken of before: the next day, that evening, the year before, the eve."""

from __future__ import annotations

from analysis.language.almanac import UNITS, period_of
from analysis.language.meanings.match import Match, Meant, meaning
from analysis.language.senses import Eve, Fixed, Flat, Part, Spoken


@meaning("spoken")
def _spoken(m: Match) -> Meant:
    """spoken N [that]: so many days after the day last spoken of, else after the publication's.

    "The day before" with a date behind it counts from that; «в тот день, когда» (that) is named by what follows.
    """
    after = m.scene.items[m.end] if m.end < len(m.scene.items) else None
    if after is not None and m.scene.items[m.end - 1].word in BESIDE and _dates(m, after.word):
        return None
    if m.scene.items[m.end - 1].word in BESIDE and m.scene.word(m.end) in OWNERS:
        # "The day after the arrest": counted from what the words name, and not from a day spoken of before.
        return Flat("DATE", "XXXX-XX-XX", "counted from what the words behind it name; when that was is not read from the text")
    if "that" in m.args and (m.scene.word(m.end) in WHEN or m.scene.word(m.end + 1) in WHEN):
        return None
    return Spoken(int(m.args[0]))


WHEN = frozenset({"когда", "коли", "как", "як", "що"})

BESIDE = frozenset({"before", "after"})

OWNERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my"})

LEADS = frozenset({"last", "next", "this", "yesterday", "tomorrow"})


def _dates(m: Match, word: str) -> bool:
    """Whether a word begins a date."""
    keys = m.scene.grammar.vocabulary.get(word, ())
    return word in LEADS or any(key[0] in ("<fullday>", "<month>", "<festival>") for key in keys)


@meaning("spokenpart")
def _spokenpart(m: Match) -> Meant:
    """spokenpart [CODE] N: a part of the day so many after the one last spoken of."""
    if "that" in m.args and (m.scene.word(m.end) in WHEN or m.scene.word(m.end + 1) in WHEN):
        return None
    return Spoken(int(next(arg for arg in m.args if arg.lstrip("-").isdigit())), part=m.get("<part>") or m.args[0])


@meaning("spokenperiod")
def _spokenperiod(m: Match) -> Meant:
    """spokenperiod N: the week, month, ... so many after that last spoken of, else after the publication's.

    spokenperiod beside: "the year before", where no noun or date follows that it stands before.
    """
    if m.args[0] != "beside":
        sign = m.scene.direction(m.first, m.end - 1) if m.scene.word(m.first + 1) == "in" else None
        if sign is not None and sign[0] == "future" and m.today is not None and m.get("<period>") in UNITS:
            # "will open later in the year"
            return Fixed(period_of(m.get("<period>"), m.today), f"the {m.get('<period>')} of the publication", counted=True)
        return Spoken(int(m.args[0]), m.get("<period>"))
    after = m.scene.items[m.end] if m.end < len(m.scene.items) else None
    if after is not None and (after.word[:1].isalnum() or after.keys) and after.word not in CLAUSES:
        return None
    return Spoken(-1 if m.scene.word(m.end - 1) == "before" else 1, m.get("<period>"))


CLAUSES = frozenset({"he", "she", "it", "they", "we", "was", "were", "had", "has", "is", "and", "but", "when", "while"})
"""Words that begin or carry on a sentence, and are nothing that "the year before" could stand before."""


@meaning("eve")
def _eve(m: Match) -> Meant:
    """eve: «накануне»: the day before that of the sentence or the publication, unless a noun follows whose eve it is."""
    at = m.end
    after = m.scene.items[at] if at < len(m.scene.items) else None
    if (
        after is not None
        and not after.capital
        and after.word.endswith(m.scene.grammar.table.eve_endings)
        and not after.word.endswith(m.scene.grammar.table.past_endings)
    ):
        return None
    return Eve()


@meaning("evepart")
def _evepart(m: Match) -> Meant:
    """evepart CODE: «накануне вечером»: a part of the day before."""
    return Part(m.args[0], Eve())
