"""The meanings that rule tables name: each turns the words that a rule matched into a sense, or rejects them with None.

A meaning that returns a list gives several expressions, each with the items it spans ("from 3 to 5 May" is two
dates). Each is a function with the decorator `meaning`; its docstring says how tables call it.
"""

from __future__ import annotations

from analysis.language.meanings import clocks, counted, dates, joined, lengths, parts, spoken, years
from analysis.language.meanings.match import MEANINGS, Match

__all__ = ["MEANINGS", "Match", "clocks", "counted", "dates", "joined", "lengths", "parts", "spoken", "years"]
