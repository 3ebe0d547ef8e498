"""Clocks in post addresses: which platform an address belongs to, and the time that its id carries.

Nothing is fetched. An id is made when a platform registers an upload or a post, so its time is a bound from above
("online by then") and never one from below. Domain, number of digits and range (the platform's launch to a day after the file
was received) must all fit: a number that merely decodes is no evidence. The tables `address_clocks.csv`
and `platforms.csv` hold every row with its source.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from analysis.reference.identifiers import DECODERS
from analysis.when import Span

MAX_URL = 4096
"""Characters of an address that are looked at."""
MAX_NESTING = 3
"""Addresses inside addresses: a capture of a redirect of a post."""
FUTURE_SLACK = timedelta(days=1)
"""How far past the file's receipt an id may lie: clocks differ, ids from the future are none."""

Confidence = Literal["checked", "sourced", "memory"]


@dataclass(frozen=True, slots=True)
class AddressClock:
    """The time that an address carries.

    `moment` (UTC) is as wide as the clock's last digit; for the id of a live stream it reaches to the latest end that
    the stream can have, since what it shows was recorded after its id was made. `what` says in words what happened then,
    `raw` is the id as it stands in the address. `settable` marks clocks that the poster's own program writes.
    `confidence`: "checked" against independent times, "sourced", or from "memory".
    """

    platform: str
    moment: Span
    what: str
    raw: str
    resolution: timedelta
    scheme: str
    settable: bool = False
    confidence: Confidence = "checked"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform; `has_clock` says whether any address of its own carries a time, `ask` what to do where this one does not."""

    name: str
    has_clock: bool
    ask: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Scheme:
    name: str
    platform: str
    hosts: tuple[str, ...]
    where: re.Pattern[str]
    decoder: str
    first: datetime
    what: str
    streams: timedelta
    settable: bool
    confidence: Confidence
    source: str


REDIRECTS = {
    "google.com": ("url", "q"),
    "l.facebook.com": ("u",),
    "lm.facebook.com": ("u",),
    "l.instagram.com": ("u",),
    "out.reddit.com": ("url",),
    "youtube.com": ("q",),
    "t.umblr.com": ("z",),
    "vk.com": ("to",),
    "t.me": ("url",),
    "translate.google.com": ("u",),
    "publish.twitter.com": ("url",),
    "publish.x.com": ("url",),
    "href.li": ("",),
    "r.jina.ai": ("",),
    "12ft.io": ("",),
    "pdsls.dev": ("",),
    "skyview.social": ("url",),
}
"""Hosts that carry another address, and the parameters in which they do ("": all after the host)."""

ARCHIVES = (
    *("web.archive.org", "wayback.archive.org", "arquivo.pt", "megalodon.jp"),
    *(f"archive.{end}" for end in ("today", "ph", "is", "li", "md", "vn", "fo")),
)
"""Hosts of captures, whose addresses hold that of the captured page."""

CAPTURES = ("wayback", "archive_today", "arquivo", "megalodon")
"""Schemes of captures. These services take any time in an address and open the capture that is nearest to it."""

MIRRORS = (
    *(
        "nitter.net",
        "xcancel.com",
        "vxtwitter.com",
        "fxtwitter.com",
        "fixupx.com",
        "fixvx.com",
        "twittpr.com",
        "vxtiktok.com",
        "tnktok.com",
        "twstalker.com",
        "threadreaderapp.com",
    ),
    *("ddinstagram.com", "kkinstagram.com", "imginn.com", "picuki.com", "fxbsky.app", "bskx.app", "bsyy.app"),
)
"""Hosts of others that show a platform's posts under the platform's ids."""

_NO_PATH, _NO_QUERY = str.maketrans({"/": "\0"}), str.maketrans({"?": "\0", "#": "\0", "&": "\0"})

PROXY_LABELS = {"nitter": "x.com", "mastodon": "mastodon.social", "mstdn": "mastodon.social", "misskey": "misskey.io"}
"""First labels of hosts that many people run under their own domain, and whose addresses they take over."""


def clock_in(url: str, *, received: datetime) -> AddressClock | None:
    """The clock in an address that bounds the earliest: of a captured post the post's own; None where there is none.

    `received` is the instant at which the file was given to the tool; an id from more than a day after it is none.
    """
    clocks = clocks_in(url, received=received)
    return min(clocks, key=_end, default=None)


def clocks_in(url: str, *, received: datetime) -> tuple[AddressClock, ...]:
    """Every clock in an address, in the order found: a capture's, then those of the captured address."""
    found: list[AddressClock] = []
    for address in _addresses(url):
        for scheme in _schemes():
            if not _belongs(address.host, scheme.hosts):
                continue
            match = scheme.where.search(address.sought)
            clock = _decoded(scheme, match["id"], received) if match else None
            if clock is not None and clock not in found:
                found.append(_by_whom(clock, address.host, scheme))
    return tuple(clock for at, clock in enumerate(found) if not _too_early(clock, found[at + 1 :]))


def _too_early(clock: AddressClock, inside: list[AddressClock]) -> bool:
    """Whether this says that a post was captured before it was made: then somebody wrote the time of the capture into the address."""
    return clock.scheme in CAPTURES and any(_end(clock) < _start(each) for each in inside if not each.settable)


def _by_whom(clock: AddressClock, host: str, scheme: _Scheme) -> AddressClock:
    """The clock with what is to be said of it where the address is not that of the platform itself."""
    own = next((name for name in scheme.hosts if host == name or host.endswith("." + name)), None)
    if own is None:
        # Anybody can call a host so.
        return replace(clock, what=f"{clock.what}, if {host} is what its name says, a server or mirror of this kind", confidence="memory")
    return replace(clock, what=f"{clock.what}, as the mirror {own} gives it") if own in MIRRORS else clock


def platform_of(url: str) -> Platform | None:
    """The platform that the address belongs to (of a capture: that of the captured address); None for an unknown one."""
    known: Platform | None = None
    for address in _addresses(url):
        for hosts, platform in _platforms():
            if _belongs(address.host, hosts):
                known = platform
                break
    return known


def _end(clock: AddressClock) -> datetime:
    end = clock.moment.end
    assert end is not None  # _decoded makes closed spans only
    return end


def _start(clock: AddressClock) -> datetime:
    start = clock.moment.start
    assert start is not None  # _decoded makes closed spans only
    return start


def _decoded(scheme: _Scheme, raw: str, received: datetime) -> AddressClock | None:
    decode, resolution = DECODERS[scheme.decoder]
    if raw.isdigit() and raw.startswith("0"):
        # No platform writes its numbers so: somebody made one up, or cut it out of another.
        return None
    try:
        moment = decode(raw)
        span = Span(moment, moment + resolution + scheme.streams)
        inside = scheme.first <= moment <= received + FUTURE_SLACK
    except (ValueError, OverflowError):
        return None
    if not inside:
        return None
    return AddressClock(scheme.platform, span, scheme.what, raw, resolution, scheme.name, scheme.settable, scheme.confidence, scheme.source)


@dataclass(frozen=True, slots=True)
class _Address:
    """Host in lower case (a translation proxy's undone), all that follows it, unquoted, and the same as ids are sought in it.

    In `sought`, no slash comes from the query or the fragment and no question mark from the path: an address in a
    query is what was looked for or where to go next, and its id is not this address's own.
    """

    host: str
    rest: str
    sought: str


def _addresses(url: str) -> list[_Address]:
    """The address and those that it carries inside."""
    found: list[_Address] = []
    text: str | None = _first_word(url[: 2 * MAX_URL])[:MAX_URL]
    while text and len(found) < MAX_NESTING:
        parsed = _split(text)
        if parsed is None:
            break
        found.append(parsed)
        text = _inner(parsed.host, parsed.rest)
    return found


def _first_word(text: str) -> str:
    """The address in what was pasted: words before it are left out where there is but one, and words after it."""
    # Many write an address so that no program opens it; of a link of Markdown the target counts, not the text.
    plain = re.sub(r"(?i)\bhxxp(s?)(?=\[?:)", r"http\1", re.sub(r"\[(\.|dot|:|://)\]", _undone, text, flags=re.IGNORECASE))
    words = re.sub(r"\[[^\[\]]{0,500}\]\(((?:https?|at)://[^\s()]+)\)", r" \1 ", plain, flags=re.IGNORECASE).split()
    words = [word.strip("<>\"'“”«»()[]\u200b\ufeff").rstrip(".,;!") for word in words]
    full = [word for word in words if re.match(r"(?i)(?:https?|at)://", word)]
    return full[0] if len(full) == 1 else next(iter(words), "")


def _undone(match: re.Match[str]) -> str:
    return "." if match[1].lower() == "dot" else match[1]


def _split(text: str) -> _Address | None:
    """None where this is no address, or one with a name, a password or a port, which no public post has."""
    if text.lower().startswith("at://"):
        rest = "/" + text[5:].replace("app.bsky.feed.post", "post")
        return _Address("bsky.app", rest, rest)
    if re.match(r"(?i)tg:(?://)?resolve\?", text):
        return _Address("t.me", "", "")
    if not re.match(r"(?i)[a-z][a-z0-9+.-]*://", text):
        text = "https://" + text.lstrip("/")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".").lower()
        stray = parts.username is not None or parts.port not in (None, 80, 443)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or "." not in host or stray:
        return None
    if host.endswith(".translate.goog"):
        host = host.removesuffix(".translate.goog").replace("--", "\0").replace("-", ".").replace("\0", "-")
    rest = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    path, query, fragment = (unquote(each) for each in (parts.path, parts.query, parts.fragment))
    if fragment.startswith("!/"):
        # Addresses of the years around 2011 had their path there.
        path, fragment = fragment[1:], ""
    sought = path.translate(_NO_QUERY) + "?" + query.translate(_NO_PATH) + "#" + fragment.translate(_NO_PATH)
    return _Address(host, unquote(rest), sought)


def _inner(host: str, rest: str) -> str | None:
    """The address that this one carries: a capture's subject or a redirect's target."""
    if _belongs(host, ARCHIVES):
        match = re.match(r"(?i)/(?:(?:web/|wayback/)?[\d.*-]{1,20}(?:[a-z]{2}_)?|save(?:/_embed)?|o/\w{4,8})/(.+)", rest)
        match = match or re.match(r"(?i)/(?:web/|newest/|oldest/)?(https?://.+)", rest)
        return match[1] if match else None
    for name, keys in REDIRECTS.items():
        if not _belongs(host, (name,)):
            continue
        if keys == ("",):
            match = re.match(r"(?i)/?\??(?:q=)?((?:https?|at)://.+)", rest)
            return match[1] if match else None
        query = parse_qs(rest.partition("?")[2])
        for key in keys:
            target = query.get(key, [""])[0]
            if re.match(r"(?i)https?://", target):
                return target
    return None


def _belongs(host: str, hosts: tuple[str, ...]) -> bool:
    """Whether the host is one of these or below one of them."""
    stand_in = PROXY_LABELS.get(host.partition(".")[0])
    return any(host == name or host.endswith("." + name) or stand_in == name for name in hosts)


@cache
def _schemes() -> tuple[_Scheme, ...]:
    return tuple(
        _Scheme(
            row["scheme"],
            row["platform"],
            tuple(row["hosts"].split()),
            re.compile(row["where"], re.ASCII),
            row["decoder"],
            datetime.fromisoformat(row["first"] + "T00:00:00+00:00"),
            row["what"],
            timedelta(hours=int(row["streams_h"])),
            row["settable"] == "yes",
            _confidence(row["confidence"]),
            row["source"],
        )
        for row in _table("address_clocks.csv")
    )


def _confidence(text: str) -> Confidence:
    if text == "checked":
        return "checked"
    return "sourced" if text == "sourced" else "memory"


@cache
def _platforms() -> tuple[tuple[tuple[str, ...], Platform], ...]:
    clocked = {scheme.platform for scheme in _schemes() if scheme.name != "googlevideo"}
    return tuple(
        (tuple(row["hosts"].split()), Platform(row["platform"], row["platform"] in clocked, row["ask"], row["source"]))
        for row in _table("platforms.csv")
    )


def _table(name: str) -> list[dict[str, str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
