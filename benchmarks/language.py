"""Documents a second: time expressions by this tool, and by dateparser's search where that is installed.

Texts of the length of news, made of the sentences below, dense with times; and the shared English news set, where it lies beside
the project. Times are of one core, without the time that the first call takes to prepare the tables.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from analysis.language.expressions import resolve
from analysis.when import Reading

PUBLISHED = Reading(2024, 9, 19)

SENTENCES = {
    "en": (
        "The ministry said on Wednesday that its forces had destroyed two vehicles over the preceding 24 hours. "
        "Residents of the village heard explosions early on Tuesday morning and saw smoke above the fields behind the school. "
        "The governor, who took office in March 2022, told reporters that work on the bridge would resume next week. "
        "Nobody was hurt, and the road to the station remained open while engineers looked at the damage. "
    ),
    "ru": (
        "В среду министерство сообщило, что за минувшие сутки уничтожены две машины противника. "
        "Жители села слышали взрывы рано утром во вторник и видели дым над полем за школой. "
        "Губернатор, вступивший в должность в марте 2022 года, рассказал журналистам, что работы на мосту начнутся на следующей неделе. "
        "Никто не пострадал, дорога к станции открыта, повреждения осматривают инженеры. "
    ),
    "uk": (
        "У середу міністерство повідомило, що за минулу добу знищено дві машини противника. "
        "Мешканці села чули вибухи рано вранці у вівторок і бачили дим над полем за школою. "
        "Голова області, який обійняв посаду в березні 2022 року, розповів журналістам, що роботи на мосту почнуться наступного тижня. "
        "Ніхто не постраждав, дорога до станції відкрита, пошкодження оглядають інженери. "
    ),
}
NEWS_SIZE = 2600
"""Characters of a news text: the mean of the English development set."""


def documents_a_second(read: Callable[[str], object], texts: list[str], least_seconds: float = 1.0) -> float:
    """How many of the texts are read in a second of processor time, over at least so many seconds."""
    read(texts[0])
    start, count = time.process_time(), 0
    while True:
        for text in texts:
            read(text)
            count += 1
            spent = time.process_time() - start
            if spent >= least_seconds and count >= 3:
                return count / spent


def peer() -> Callable[[str], object] | None:
    """dateparser's search, or None where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    return lambda text: search_dates(text)


def news() -> list[str]:
    """The texts of the shared English news set; none where it does not lie beside the project."""
    path = Path(__file__).resolve().parents[2] / "shared" / "data" / "language" / "aquaint.jsonl"
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def main() -> None:
    sets = {name: [sentences * (NEWS_SIZE // len(sentences) + 1)] for name, sentences in SENTENCES.items()}
    other = peer()
    print("documents a second   this tool   dateparser")
    for name, texts in {**sets, "news": news()}.items():
        if not texts:
            continue
        own = documents_a_second(lambda text: resolve(text, PUBLISHED, None), texts)
        its = "not installed" if other is None else f"{documents_a_second(other, texts[:8]):.1f}"
        print(f"{name:20s} {own:9.1f}   {its:>10s}")


if __name__ == "__main__":
    main()
