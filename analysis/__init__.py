"""Before or After: was this footage recorded before or after the claim's date, and what shows it?

The face of the package: `examine` takes a video in hand, `hear` asks every witness about a case, `weigh` makes the verdict. They are
loaded when first asked for, so that reading a file's dates does not wait for the arithmetic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.hearing import hear
    from analysis.weighing.weigh import weigh

__version__ = "0.1.0"
__all__ = ["examine", "hear", "weigh"]


def examine(path: Any) -> Any:
    """The `Exhibit` for a video file. Raises ExhibitError, one sentence, where it can't be one."""
    from pathlib import Path

    from analysis.exhibit import Exhibit

    return Exhibit.receive(Path(path))


def __getattr__(name: str) -> Any:
    if name == "hear":
        from analysis.hearing import hear

        return hear
    if name == "weigh":
        from analysis.weighing.weigh import weigh

        return weigh
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
