"""Names of months in Cyrillic letters, of which the reader knows none: told by the shapes of their letters.

Where a Cyrillic letter stands, the model says that nothing can be read there, with a trace of the Latin letters and digits that look
like it: к as k, т as t, б as 6. Between a day and a year there are only the names of twelve months, in a few forms, so these traces are
held against each of them as the model's own training does (connectionist temporal classification, Graves et al., 2006). What fits none
of the names well, or two of them nearly as well, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from analysis.calendar_names import MONTHS

Floats = NDArray[np.float64]

LOOKALIKES = {
    "А": "A92", "Б": "5:62 6:12 9:4 P4 E3 b3 B3", "В": "B87 E3 b3", "Г": "T23 F17 I11 「11 1:7 7:7 5:5 P5 R4 Γ4",
    "Д": "ρ25 A15 ι12 4:8 υ7 ο6 #5", "Е": "E87 C3",
    "Ж": "K58 <11 X10 M4 k3 κ3", "З": "3:96", "И": "0:21 N18 4:10 1:10 I9 #8 ι7 M6", "Й": "0:21 N18 4:10 1:10 I9 #8 ι7 M6",
    "К": "K71 0:7 E6 κ5 <3", "Л": "1:22 N16 I12 0:9 5:9 ι7 J5 Π5 几4 n3", "М": "M85 A10", "Н": "H78 A3 4:3 E3", "О": "0:61 O23",
    "П": "N20 ι17 I14 Π9 1:7 0:7 #6 ρ6 A4", "Р": "P79 E5 ρ4 A3", "С": "C96", "Т": "T87 I4", "У": "Y60 y20 υ5", "Ф": "Φ88 φ4",
    "Ч": "4:73 I9 1:8 H6", "Ь": "b60 6:30", "Ю": "0:40 I20 O18 1:10", "Я": "A39 9:21 |20 R4", "І": "I76 1:8",
    "а": "a90", "б": "6:77 ρ8 p5 b3", "в": "B39 b39 a5 e4 8:3", "г": "r52 5:9 「7 t6 ι6 1:5", "д": "ρ22 a15 ι9 4:9 b8 n7 y6 ο6 υ5",
    "е": "e84 c3 6:3", "ж": "K28 <16 κ14 M11 k10 N5", "з": "3:83 H9 h3", "и": "n25 0:13 ι12 4:11 N7 6:6 i5 u4 1:4 υ4",
    "й": "n25 0:13 ι12 4:11 N7 6:6 i5 u4 1:4 υ4", "к": "κ30 K23 k20 0:8 <7", "л": "n34 s20 1:8 ι8 5:6 l5 r5 i4", "м": "m62 M25 a7",
    "н": "H49 h23 4:5 ι3", "о": "0:49 o18 ο11 O10", "п": "n55 ι10 ρ9 a7 i4", "р": "p69 ρ10 e7", "с": "c76 C8 t6", "т": "t38 T31 τ9 a8",
    "у": "y84 b5", "ф": "φ62 Φ19 ρ4", "ч": "4:78 i14", "ь": "b60 6:30", "ю": "0:45 o13 I6 i5 O5 ι5 6:5 1:4 ο4",
    "я": "A23 |18 a14 9:11 8:7 g6", "і": "i74 c9 1:6 I4",
}  # fmt: skip
"""By letter: the signs that it is taken for, each with its share in percent (behind a colon where the sign is a digit).

Measured with PP-OCRv6 on the names of the months in DejaVu Sans, its fixed width and Roboto, 480 lines, over a moving picture. Й is taken
for И, Ь by its shape. In three other typefaces the likeliest month was the true one in 270 of 275 names at 480 and 360 lines.
"""
NAMES = {name: month for name, month in MONTHS.items() if all(letter in LOOKALIKES for letter in name)}
NOTHING = 0.12
"""What a column weighs in which no letter is seen, where the likeliest letter would weigh about 0.5."""
NEVER = -1e9
FLOOR = 2e-5
"""The trace that a sign has everywhere."""
FIT = 0.2
"""What a name must reach, for each of its letters. Of some 140 other words between two numbers six did, none of them `AHEAD` as well."""
AHEAD = 2.2
"""By how much a name must fit better than those of any other month: nine times as likely in the usual picture."""
WORSE_FIT, FAR_AHEAD = -0.3, 4.0
"""What suffices instead, for long names in blurred pictures: a worse fit where every other month's is fifty times worse still."""
SHARE = 0.7
"""Of the pictures, in which the same month must fit best."""
LEAST = 3
"""Pictures of which fewer decide nothing."""
GAP = re.compile(r"(?<![\d:.,/-])(\d{1,2})([\s.,]+\S{0,12}?[\s.,]*)((?:19|20)\d\d)(?![\d:])")


def gap_in(text: str) -> tuple[int, int] | None:
    """Where, in what was read, the name of a month is missing: from behind a day to before a year; None where there is no such place."""
    match = GAP.search(text)
    if match is None or not 1 <= int(match[1]) <= 31:
        return None
    word = match[2].strip(" .,").casefold()
    if word in MONTHS or (len(word) > 1 and not any(sign.isalpha() for sign in word)):
        return None  # a name that was read, or a number
    return match.end(1), match.start(3)


def month_in(fits: Sequence[Mapping[str, float]]) -> str | None:
    """The name that fits a clock's pictures well and clearly better than that of any other month; None where none does."""
    if len(fits) < LEAST:
        return None
    mean = {name: sum(each[name] for each in fits) / len(fits) for name in NAMES}
    best = max(mean, key=lambda name: mean[name])
    month = NAMES[best]
    rival = max(value for name, value in mean.items() if NAMES[name] != month)
    won = sum(NAMES[max(each, key=lambda name: each[name])] == month for each in fits)
    fit, ahead = mean[best] / len(best), mean[best] - rival
    clear = (fit >= FIT and ahead >= AHEAD) or (fit >= WORSE_FIT and ahead >= FAR_AHEAD)
    return best if clear and won >= SHARE * len(fits) else None


class Names:
    """The names of months, in small and in capital letters, by the signs that a reader with these characters takes their letters for."""

    def __init__(self, characters: Sequence[str]) -> None:
        signs = {letter: dict(_shares(told)) for letter, told in LOOKALIKES.items()}
        places = {sign: place for place, sign in enumerate(characters)}
        every = sorted({sign for shares in signs.values() for sign in shares if sign in places})
        self._places = [places[sign] for sign in every]
        self._weights = np.array([[shares.get(sign, 0.0) for shares in signs.values()] for sign in every])
        number = {letter: at for at, letter in enumerate(signs)}
        self._written = [written for name in NAMES for written in (name, name.upper(), name.capitalize())]
        self._length = np.array([len(written) for written in self._written])
        longest = int(self._length.max())
        # One state a letter, and one for nothing before each and at the end; what a shorter name has not is never reached.
        self._letters = np.full((len(self._written), longest), -1)
        for row, written in enumerate(self._written):
            self._letters[row, : len(written)] = [number[letter] for letter in written]
        doubled = self._letters[:, 1:] == self._letters[:, :-1]
        self._leaps = np.where(doubled, NEVER, 0.0)

    def fits(self, columns: NDArray[np.float32]) -> dict[str, float]:
        """For each name: how well it fits these columns of the model's answer, a logarithm, 0 for the best single letters, one a column."""
        traces = columns[:, self._places].astype(np.float64) + FLOOR
        traces /= traces.sum(axis=1, keepdims=True)
        seen = np.log(traces @ self._weights + 1e-3)
        nothing = float(np.log(NOTHING))
        free = float(np.maximum(seen.max(axis=1), nothing).sum())
        fits = self._likelihoods(seen, nothing) - free
        rows = fits.reshape(-1, 3).max(axis=1)  # three ways to write each
        return dict(zip(NAMES, rows.tolist(), strict=True))

    def _likelihoods(self, seen: Floats, nothing: float) -> Floats:
        """The logarithm of the likelihood of each name's letters in their order, summed over all ways to place them."""
        count, longest = self._letters.shape
        empty, letter = np.full((count, longest + 1), NEVER), np.full((count, longest), NEVER)
        empty[:, 0] = 0.0
        for column in seen:
            shown = np.where(self._letters >= 0, column[self._letters], NEVER)
            before = letter.copy()
            letter = np.logaddexp(before, empty[:, :-1])
            letter[:, 1:] = np.logaddexp(letter[:, 1:], before[:, :-1] + self._leaps)
            letter = np.maximum(letter + shown, NEVER)
            empty[:, 1:] = np.logaddexp(empty[:, 1:], before)
            empty = np.maximum(empty + nothing, NEVER)
        rows = np.arange(count)
        return cast(Floats, np.logaddexp(letter[rows, self._length - 1], empty[rows, self._length]))


def _shares(told: str) -> Iterator[tuple[str, float]]:
    """Signs with their shares of one, as `LOOKALIKES` tells them."""
    for part in told.split():
        yield part[0], int(part[1:].removeprefix(":")) / 100
