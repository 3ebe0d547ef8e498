"""The house rules, read off the code itself: which room may import which, who may touch which library, what nothing is called.

The order of the rooms is that of the design: a room knows the rooms before it, and none after or beside it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "analysis"

ORDER: tuple[tuple[str, ...], ...] = (
    ("when", "characters"),
    ("calendar_names", "durations", "zone_words"),
    ("place", "geography"),
    ("testimony",),
    ("media", "language"),
    ("reference",),  # its tables of writers speak of the fields that media finds
    ("sky",),  # the sun over a place, and what a picture's light says of it
    ("exhibit",),
    ("footage",),  # what shots and texts together say: clocks, sources
    ("archive",),  # earlier copies: above media and reference, below the witness that asks it
    ("typed",),
    ("fetching",),  # the one act that contacts anyone
    ("case",),
    ("casefile",),
    ("statements",),  # many at once: reads words by language, dates by casefile
    ("keeping",),  # custody log, versions, the case as one zip
    ("posting",),  # posts from exports and captures: reads texts by statements, dates by typed
    ("witnesses",),
    ("hearing",),
    ("weighing",),
    ("reopen", "archive"),
    ("views",),
    ("commands", "panels"),
    ("analysis",),  # the face
    ("__main__", "app"),
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}

KEPT_TO: dict[str, tuple[str, ...]] = {
    "streamlit": ("app", "analysis.panels"),
    "av": ("analysis.media",),
    "cv2": ("analysis.media",),
    "ffmpeg": ("analysis.media",),
    "imageio_ffmpeg": ("analysis.media",),
    "rapidocr": ("analysis.media",),
    "onnxruntime": ("analysis.media",),
    "warcio": ("analysis.posting",),
    "distributed": ("analysis.archive",),
    "pyarrow": ("analysis.archive",),
    "yt_dlp": ("analysis.fetching",),
    "pvlib": ("analysis.sky",),
    "tzfpy": ("analysis.geography",),
    "mgrs": ("analysis.geography",),
    "openlocationcode": ("analysis.geography",),
}

UNWANTED_NAMES = re.compile(r"util|helper|common|manager|misc", re.IGNORECASE)
FORBIDDEN_WORDS = re.compile(r"\b(proves|fake|genuine|authentic|reliable|certainly|always)\b", re.IGNORECASE)
SHOWN = ("witnesses", "views", "panels")


@dataclass(frozen=True)
class Module:
    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else parts[0]

    @property
    def package(self) -> str:
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full dotted name of everything that is imported, wherever in the module."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                origin = node.module or ""
                if node.level:
                    above = self.package.split(".")
                    origin = ".".join([*above[: len(above) - node.level + 1], *([node.module] if node.module else [])])
                yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)

    def where(self, line: int) -> str:
        return f"{self.path.relative_to(ROOT)}:{line}"


def read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, ast.parse(path.read_text(encoding="utf-8"), str(path)))


MODULES = [read(path) for path in sorted([*HOUSE.rglob("*.py"), *ROOT.glob("app.py")])]
NAMES = {module.name for module in MODULES}


def module_named(imported: str) -> str | None:
    """The module of ours that an import reaches: `analysis.case.Case` is in `analysis.case`; None for other people's."""
    if imported.partition(".")[0] not in ("analysis", "app"):
        return None
    while imported not in NAMES and "." in imported:
        imported = imported.rpartition(".")[0]
    return imported


def room_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def wrong_ways() -> list[str]:
    """Every import that does not run down the order, in words."""
    found = []
    for module in MODULES:
        for line, imported in module.imports():
            target = module_named(imported)
            if target is None or room_of(target) == module.room or imported == "analysis.__version__":
                continue
            if RANK[room_of(target)] >= RANK[module.room]:
                found.append(
                    f"{module.where(line)}: {module.name} imports {imported}, but {room_of(target)} does not come before {module.room}"
                )
    return found


def test_every_room_has_its_place_in_the_order() -> None:
    unknown = sorted({module.room for module in MODULES} - set(RANK))
    assert not unknown, f"say in ORDER where these rooms stand, or move them into one: {unknown}"


def test_imports_run_one_way() -> None:
    assert not wrong_ways(), "\n" + "\n".join(wrong_ways())


def test_each_library_stays_in_its_room() -> None:
    stray = [
        f"{module.where(line)}: {imported} belongs in {' or '.join(KEPT_TO[library])}"
        for module in MODULES
        for line, imported in module.imports()
        if (library := imported.partition(".")[0]) in KEPT_TO
        and not any(module.name == room or module.name.startswith(f"{room}.") for room in KEPT_TO[library])
    ]
    assert not stray, "\n" + "\n".join(stray)


def test_a_witness_never_knows_another_witness() -> None:
    asides = [
        f"{module.where(line)}: imports {imported}"
        for module in MODULES
        if module.room == "witnesses" and module.name != "analysis.witnesses"
        for line, imported in module.imports()
        if (target := module_named(imported)) is not None and room_of(target) == "witnesses" and target != module.name
    ]
    assert not asides, "\n" + "\n".join(asides)


def test_no_room_is_a_drawer_for_everything() -> None:
    named = [
        str(path.relative_to(ROOT)) for path in [*HOUSE.rglob("*"), *(ROOT / "tests").rglob("*.py")] if UNWANTED_NAMES.search(path.stem)
    ]
    assert not named


def words_in(module: Module) -> Iterator[tuple[int, str]]:
    """Every string literal, docstrings and the fixed parts of f-strings included."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize("room", SHOWN)
def test_what_people_read_claims_no_more_than_the_data(room: str) -> None:
    claims = [
        f"{module.where(line)}: “{match.group()}” in “{text.strip()[:60]}”"
        for module in MODULES
        if module.room == room
        for line, text in words_in(module)
        for match in FORBIDDEN_WORDS.finditer(text)
    ]
    assert not claims, "\n" + "\n".join(claims)


ZONELESS = {"utcnow", "utcfromtimestamp", "mktime", "localtime", "gmtime", "tzlocal"}


def test_no_local_and_no_naive_time() -> None:
    """Beyond what ruff's DTZ rules find: names that make naive or local times, and zones stripped from a datetime."""
    naive = []
    for module in MODULES:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in ZONELESS:
                naive.append(f"{module.where(node.lineno)}: {node.attr}")
            if isinstance(node, ast.keyword) and node.arg == "tzinfo" and isinstance(node.value, ast.Constant) and node.value.value is None:
                naive.append(f"{module.where(node.value.lineno)}: tzinfo=None")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "astimezone" and not node.args:
                naive.append(f"{module.where(node.lineno)}: astimezone() is this computer's zone")
    assert not naive, "\n" + "\n".join(naive)


ASK_THE_CLOCK = {"archive", "exhibit", "hearing", "casefile", "commands", "panels", "app"}
"""Who may take "now": where a video or a case is received, and where a person acts."""


def test_now_is_taken_where_a_case_is_received() -> None:
    asked = [
        f"{module.where(node.lineno)}: {node.value.id}.{node.attr}"
        for module in MODULES
        if module.room not in ASK_THE_CLOCK
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today") and isinstance(node.value, ast.Name)
        if node.value.id in ("datetime", "date")
    ]
    assert not asked, "\n" + "\n".join(asked)


def test_the_test_of_imports_sees_a_wrong_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading of imports itself: absolute, relative, inside functions, of a package's own submodule."""
    text = """
from analysis import hearing
from analysis.when import Span
def f():
    from .views.words import sentence
    import analysis.weighing.weigh
"""
    culprit = Module("analysis.case", HOUSE / "case.py", ast.parse(text))
    monkeypatch.setattr(f"{__name__}.MODULES", [culprit])
    lines = wrong_ways()
    assert len(lines) == 3
    assert lines[0] == "analysis/case.py:2: analysis.case imports analysis.hearing, but hearing does not come before case"
