"""What is said of the archive and of earlier copies: which seconds match, when the copy was there, what a match is worth."""

from __future__ import annotations

from analysis.archive import Added, Dated, Entry, Match, Progress, SameSound, Stretch
from analysis.views import places
from analysis.views.moments import Wall

INTRODUCTION = (
    "An archive of your own: a folder of earlier videos and pictures is read once, and any video is then looked for in it, within seconds. "
    "The files stay where they are, and nothing leaves this computer."
)
LIKENESS = (
    "A match is a likeness. Look at the pairs before you use it: one fixed camera on two days, a title or a graphic can look the same, "
    "and the date must be that of the copy itself."
)
NOTHING_FOUND = (
    "No earlier copy was found among these files. That says nothing of copies elsewhere, and some alterations hide one: a crop to a small "
    "part, a picture that is nearly plain, less than a few seconds."
)
UNDATED = "Its date is not known. Give it, with what shows it: the page where it was posted, a capture of that page."
WEAK_DATE = (
    "By itself this date moves the answer little: whoever had the file can have written it. Where you have seen the posting, give its date "
    "and address here: they count as strong."
)
SOUND_ONLY = (
    "Only the sound matches. The same sound may lie over other pictures, so by itself this says nothing of when these were recorded. "
    "It is a lead: play both at these seconds. Where you see the same footage in both, write the file into the case by hand, as a copy."
)
ELSEWHERE = (
    "These links open the engines’ own pages. Nothing is sent from here: you choose a picture of the pack and upload it there yourself, "
    "and the engine then has it."
)
ENGINES: tuple[tuple[str, str], ...] = (
    ("Google Lens", "https://lens.google.com/"),
    ("Yandex Images", "https://yandex.com/images/"),
    ("Bing Visual Search", "https://www.bing.com/visualsearch"),
    ("TinEye", "https://tineye.com/"),
    ("Baidu", "https://graph.baidu.com/pcpage/index?tpl_from=pc"),
)
"""Pages at which a picture can be uploaded by hand."""


def dated(date: Dated, wall: Wall) -> str:
    """When a file of the archive was there: "posted 14 August 2021, 14:30 UTC", "there no later than ...", or that it is not known."""
    if date.span is None or date.span.end is None:
        return "date not known"
    if date.span.start is not None:
        return f"posted {wall.named(date.span)}"
    return f"there no later than {wall.until(date.span.end)}" + ("" if wall.midnight(date.span.end) else f" {wall.name}")


def seconds(stretch: Stretch) -> str:
    """Which seconds are which, such as "0:00.0 to 0:09.8 of this video are 0:03.0 to 0:13.0 of the file, mirrored"."""
    here, there = (f"{places.clock(start)} to {places.clock(end)}" for start, end in (stretch.here, stretch.there))
    mirrored = ", mirrored" if stretch.mirrored else ""
    speed = "" if abs(stretch.speed - 1) < 0.03 else f", at {stretch.speed:.2f} times its speed"
    return f"{here} of this video are {there} of the file{mirrored}{speed}"


def views(match: Match) -> str:
    """How much there is to the likeness: "9 different views match"."""
    if match.by_sound_only:
        return "No picture matches"
    count = sum(stretch.views for stretch in match.stretches)
    return f"{count} different view{'' if count == 1 else 's'} match{'es' if count == 1 else ''}"


def sound(same: SameSound) -> str:
    """Whose sound is whose: "The sound of 0:00.0 to 0:20.4 of this video is that of 0:03.1 to 0:23.5 of the file"."""
    here, there = (f"{places.clock(start)} to {places.clock(end)}" for start, end in (same.here, same.there))
    return f"The sound of {here} of this video is that of {there} of the file, to a second or two"


def length(entry: Entry) -> str:
    return "picture" if entry.still else "length not known" if entry.duration_s is None else places.clock(entry.duration_s)


def indexing(at: Progress) -> str:
    """How far reading a folder is: "3 of 12 files, 61 times real time, beach.mp4"."""
    speed = f", {at.speed:.0f} times real time" if at.speed >= 1 else ""
    return f"{at.done} of {at.found} files{speed}, {at.name}"


def came_of(added: Added) -> str:
    """What reading a folder came to."""
    heard = f" ({added.heard} of them now with their sound)" if added.heard else ""
    told = f"{added.new} new, {added.moved} known from another place, {added.unchanged} unchanged{heard}, {added.failed} skipped."
    return f"Stopped. {told} Adding the same folder again goes on from here." if added.stopped else told
