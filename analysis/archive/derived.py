"""What is derived from the archive's database and kept beside it: made anew when the archive has changed, whole or not at all.

Columns are files of nothing but numbers, written as they come and mapped into memory, so that neither takes much memory.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def derived(folder: Path, kind: str, generation: int, write: Callable[[Path], None]) -> Path:
    """The folder of this kind for this state of the archive: the one on disk, or a new one that `write` fills. Raises OSError."""
    made = folder / f"{kind}-{generation}"
    if not made.is_dir():
        temporary = Path(tempfile.mkdtemp(prefix=f".{kind}-", dir=folder))
        try:
            write(temporary)
            with suppress(FileExistsError):
                temporary.rename(made)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        for old in folder.glob(f"{kind}-*"):
            if old != made:
                shutil.rmtree(old, ignore_errors=True)
    return made


def mapped(path: Path, kind: str, width: int = 0) -> NDArray[Any]:
    """A column on disk, in rows of `width` numbers where they have more than one."""
    # A file of no bytes can't be mapped.
    column: NDArray[Any] = np.memmap(path, kind, "r") if path.stat().st_size else np.zeros(0, kind)
    return column.reshape(-1, width) if width else column
