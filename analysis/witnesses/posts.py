"""Where and when it was posted.

*Reads* the posts that the researcher gives: a date, an address, or both. Some platforms make a post's id from the time of posting; such an
address is a clock of its own, read without contacting anyone.

*Says* that the video was online at that time, so the recording is no later. It says nothing of how much earlier the recording is.
A copy, a forward, a repost or a quote bounds the recording as an original does. A post that was edited bounds it only by its edit:
the video in it may have been exchanged then. Where the poster can choose the time in the address, or its formula
rests on memory, it is not taken for the posting: it counts as weaker evidence that the video was there by then.

*Fooled by* an address of another post, a date read in the wrong zone, a post whose video was replaced later, and on some platforms
by a date that the poster chose.

*Sources* the date is the researcher's; what an address carries is listed with its source in reference/address_clocks.csv.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.case import Case, Post, PostKind
from analysis.place import Aside
from analysis.testimony import Observation, Strength, Testimony, Unasked
from analysis.when import Span, Zone, iso

if TYPE_CHECKING:
    from analysis.reference.addresses import AddressClock

_STRENGTHS: dict[str, Strength] = {"checked": "very strong", "sourced": "strong", "memory": "moderate"}
"""Of an address's clock, by how well its formula is known. None is hard: the address itself was copied by hand."""


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if not case.posts:
        raise Unasked("No posting is known: say where and when the video was seen.")
    from analysis.reference.addresses import clock_in  # slow to load, and most cases have no address

    for post in case.posts:
        clock = clock_in(post.url, received=case.opened) if post.url and case.opened is not None else None
        if post.kind in PASSED_ON:
            yield _passed_on(post)
        if post.kind == "edit" and post.edited is None:
            yield _when_edited(post)
        if post.span is not None:
            yield _typed(post, post.span, case.zone)
        if clock is not None:
            yield _carried(post, clock)
            if post.span is not None and post.span.apart(clock.moment):
                yield _disagreement(post, post.span, clock)
        elif post.span is None:
            yield _undated(post)


def _typed(post: Post, span: Span, zone: Zone | None) -> Testimony:
    typed = post.at.raw if post.at is not None else ""
    open_zone = post.at is not None and post.at.offset is None and zone is None
    edited = f" It was edited {post.edited_typed}." if post.edited is not None else ""
    return Testimony(
        stage="saved" if _may_be_younger(post) else "posted",
        bearing="during",
        spans=(_up_to_edit(post, span),),
        strength="limited" if _may_be_younger(post) else "very strong",
        saw=f"{_what(post)} is dated {typed}.{edited}" + (" Its time zone is not known." if open_zone else ""),
        raw=typed,
        place=Aside(f"{post.key}.at: {typed}"),
        means="The video was online then, so it was recorded no later.",
        fooled_by=("a date read in the wrong time zone", "a post whose video was replaced after its date"),
        key=post.key,
        clock=_voice(post),
    )


def _carried(post: Post, clock: AddressClock) -> Testimony:
    chosen = ("a time that the poster's own program wrote",) if clock.settable else ()
    # A posting closes the question for all that follows it, whatever its strength; a doubtful one must not.
    firm = not clock.settable and clock.confidence != "memory" and not _may_be_younger(post)
    return Testimony(
        stage="posted" if firm else "saved",
        bearing="during",
        spans=(_up_to_edit(post, clock.moment),),
        strength="limited" if clock.settable or _may_be_younger(post) else _STRENGTHS[clock.confidence],
        saw=f"{_what(post)} has an address at {clock.platform} that carries a time: {clock.what}, {iso(clock.moment.start)}.",
        raw=clock.raw,
        place=Aside(f"{post.key}.url: {post.url}"),
        means=f"{clock.platform} registered this then, so the video was recorded no later.",
        fooled_by=("the address of another post", "a post whose video was replaced after its date", *chosen),
        key=f"{post.key}.url",
        clock=_voice(post),
    )


def _voice(post: Post) -> str:
    """The date and the address of one post speak of one event: they are one voice."""
    return post.key


def _what(post: Post) -> str:
    return WHAT[post.kind] if post.kind else "The post" if post.original else "A copy of the video"


WHAT: dict[PostKind, str] = {
    "original": "The post",
    "copy": "A copy of the video",
    "forward": "A forward of the video",
    "repost": "A repost of the video",
    "quote": "A post that quotes the video",
    "edit": "A post that was edited",
}
PASSED_ON: tuple[PostKind, ...] = ("forward", "repost", "quote")


def _may_be_younger(post: Post) -> bool:
    """Whether the video in a post can be younger than the post, by an unknown time."""
    return post.kind == "edit" and post.edited is None


def _up_to_edit(post: Post, span: Span) -> Span:
    """The instants at which the video may have come into the post: from its date to its edit, where it was edited."""
    return span if post.edited is None else span.hull(post.edited)


def _passed_on(post: Post) -> Observation:
    return Observation(
        tag=f"{post.key} kind",
        raw=post.kind,
        place=Aside(f"{post.key}.kind: {post.kind}"),
        stage="posted",
        means="What is passed on was posted before, by someone else: the address or the date of that post is an earlier bound.",
    )


def _when_edited(post: Post) -> Observation:
    return Observation(
        tag=f"{post.key} kind",
        raw=post.kind,
        place=Aside(f"{post.key}.kind: {post.kind}"),
        stage="posted",
        means="The video may have come into the post when it was edited: give the time of the edit as edited. "
        "Until then its date counts little.",
    )


def _undated(post: Post) -> Observation:
    from analysis.reference.addresses import platform_of

    platform = platform_of(post.url)
    means = platform.ask if platform is not None else "This address carries no time that is known here. Give the date of the post."
    return Observation(tag=f"{post.key} address", raw=post.url, place=Aside(f"{post.key}.url: {post.url}"), stage="posted", means=means)


def _disagreement(post: Post, typed: Span, clock: AddressClock) -> Observation:
    later = typed.start is not None and clock.moment.end is not None and typed.start >= clock.moment.end
    order = "later" if later else "earlier"
    return Observation(
        tag=f"{post.key} date and address",
        raw=clock.raw,
        place=Aside(f"{post.key}.url: {post.url}"),
        span=clock.moment,
        stage="posted",
        means=f"The date that was typed is {order} than the time in the address: check that both are of one post.",
    )
