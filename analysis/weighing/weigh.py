"""From testimony to verdict: pure and exact.

Nothing here reads a file or a clock. `weigh` sees what the witnesses said and the claim, and says where on the line the
recording lies, what that rests on, and what would change it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from analysis.case import HABITS, Claim, Habit, Series
from analysis.hearing import Hearing
from analysis.testimony import Testimony
from analysis.weighing.advice import next_checks
from analysis.weighing.conflicts import bounds, contradictions, holes, left_by
from analysis.weighing.likelihood import Piece, one_voice_each
from analysis.weighing.posterior import Cuts, Posterior, Voices
from analysis.weighing.prior import Floats, Prior
from analysis.weighing.verdict import Answer, SeriesSummary, Shares, Verdict, Weight
from analysis.when import Span, shifted


def weigh(
    hearing: Hearing,
    claim: Claim | None = None,
    *,
    habit: Habit | None = None,
    series: Series | None = None,
    leave_out: Collection[str] = (),
    shot: int | None = None,
    shots: Collection[int] = (),
) -> Verdict:
    """Weigh everything that was heard.

    `claim` and `habit` are the case's where left out; `series` says what is assumed of repeating sources; `leave_out`
    are ids of testimony that the user switched off. With `shot`, the question is when that shot was recorded: what speaks of it alone
    counts too. For the whole video it does not. With `shots`, those of one source that speak alike are asked about as one.
    """
    asked = {*shots, *(() if shot is None else (shot,))}
    case = hearing.case
    claim = case.claim if claim is None else claim
    habit = case.habit if habit is None else habit
    series = case.series if series is None else series
    heard = [replace(t, shot=None) if t.shot in asked else t for t in hearing.testimony if t.id not in leave_out]
    posterior = _posterior(heard, hearing.heard, claim, habit, series)
    posteriors = {name: posterior if name == habit else posterior.under(name) for name in HABITS}
    pieces = [piece for group in posterior.groups for piece in group]
    cuts = cuts_of(claim)
    shares: dict[Habit, Shares] = {}
    if cuts is not None and not posterior.impossible:
        shares = {name: Shares.of(each.shares(cuts)) for name, each in posteriors.items()}
    posted, known = _posting(heard, hearing.heard)
    settled = cuts is not None and habit in shares and _settled(posterior, hearing.heard, cuts, shares[habit])
    withheld = cuts is not None and habit in shares and not (known or settled) and not _spoken_for(posterior, cuts, shares[habit])
    if cuts is not None and not (known or settled):
        shares = {name: unless_empty(posteriors[name], cuts, s) for name, s in shares.items()}
    without = {} if cuts is None else _without_each(posterior, heard, hearing.heard, cuts)
    now = shares.get(habit)
    weights = _weights(hearing.testimony, posterior, now, without, leave_out)
    return Verdict(
        hearing=hearing,
        claim=claim,
        habit=habit,
        posted=posted,
        posting_known=known,
        shares=now,
        by_habit=shares,
        settled=settled,
        impossible=posterior.impossible,
        rests_on=tuple(
            id_ for id_, weight in weights.items() if now is not None and weight.without is not None and weight.without.answer != now.answer
        ),
        hangs_on_habit=len({each.answer for each in shares.values()}) > 1,
        weights=weights,
        bounds=bounds(pieces),
        contradictions=contradictions(pieces),
        holes=() if posterior.impossible else holes(posterior),
        next_checks=() if cuts is None or posterior.impossible else next_checks(posterior, cuts),
        series=tuple(_summary(voices) for voices in posterior.voices),
        posterior=posterior,
        switched_off=frozenset(leave_out),
        shot=shot,
        shots=tuple(sorted(asked)),
        withheld=withheld,
    )


def shots_spoken_of(hearing: Hearing) -> tuple[int, ...]:
    """The shots of which some testimony speaks alone: each may have a verdict of its own."""
    return tuple(sorted({t.shot for t in hearing.testimony if t.shot is not None}))


def parts_spoken_of(hearing: Hearing, sources: Iterable[Collection[int]]) -> tuple[tuple[int, ...], ...]:
    """The shots of which some testimony speaks alone, those of one source together where all that is said of them can hold at once.

    `sources` are the shots of each source, by index; a shot in none of them stands alone.
    """
    spoken: dict[int, list[Testimony]] = defaultdict(list)
    for piece in hearing.testimony:
        if piece.shot is not None:
            spoken[piece.shot].append(piece)
    parts: list[tuple[int, ...]] = []
    for source in sources:
        own = tuple(sorted(shot for shot in source if shot in spoken))
        said = [p for shot in own for piece in spoken[shot] if (p := Piece.of(replace(piece, shot=None))) is not None]
        parts += [own] if own and not contradictions(said) else [(shot,) for shot in own]
    left = set(spoken) - {shot for part in parts for shot in part}
    return tuple(sorted([*parts, *((shot,) for shot in left)]))


def cuts_of(claim: Claim | None) -> Cuts | None:
    """Where the claim cuts the line; None where it has no window. A claim without a release is cut at its window's end."""
    if claim is None or claim.window is None or claim.window.start is None or claim.window.end is None:
        return None
    end = claim.window.end
    return Cuts(claim.window.start.timestamp(), end.timestamp(), (claim.released or end).timestamp())


def _posting(heard: Iterable[Testimony], received: datetime) -> tuple[Span, bool]:
    """The posting that closes the domain: of the posts, the one whose last instant is earliest, and whether one is known.

    Without a post, the earliest hard "existed by" takes its place, at the latest the receipt of the file.
    """
    posts, ends = [], [received]
    for testimony in heard:
        end = _closes_at(testimony)
        if end is None:
            continue
        if testimony.stage == "posted":
            posts.append(testimony.span)
        else:
            ends.append(end)
    if not posts:
        return _up_to(min(ends)), False
    earliest = min(end for span in posts if (end := span.end) is not None)
    starts = [span.start for span in posts if span.end == earliest and span.start is not None]
    return (Span(max(starts), earliest) if starts else _up_to(earliest)), True


def _closes_at(testimony: Testimony) -> datetime | None:
    """Where this testimony closes the domain, if it can: the end of a post, or of a hard "existed by"."""
    piece = Piece.of(testimony) if testimony.stage == "posted" or testimony.reliability == 1 else None
    return None if piece is None or piece.bearing == "recurring" else piece.span.end


def _up_to(end: datetime) -> Span:
    """The second before an instant; the one after it where the calendar begins there."""
    start = shifted(end, -timedelta(seconds=1))
    return Span.at(end) if start is None else Span(start, end)


def _posterior(heard: list[Testimony], received: datetime, claim: Claim | None, habit: Habit, series: Series) -> Posterior:
    posted, _ = _posting(heard, received)
    pieces = [piece for testimony in heard if (piece := Piece.of(testimony)) is not None]
    sources: dict[str, list[Testimony]] = defaultdict(list)
    for testimony in heard:
        if testimony.bearing == "series" and testimony.span.start is not None and testimony.span.end is not None:
            sources[testimony.clock].append(testimony)
    cuts = cuts_of(claim)
    return Posterior(
        prior=Prior(posted, habit),
        groups=one_voice_each(pieces),
        voices=[Voices.of(sources[name], series) for name in sorted(sources)],
        more_edges=() if cuts is None else (cuts.start, cuts.end, cuts.release),
    )


def _without_each(posterior: Posterior, heard: list[Testimony], received: datetime, cuts: Cuts) -> dict[str, Shares | None]:
    """The shares without each testimony that counts, by its id; None where nothing is possible then."""
    found: dict[str, Floats] = {}
    for group in posterior.groups:
        found[group[0].testimony.id] = posterior.shares_without_piece(group, cuts)
    # Without what closes the domain, another posting or the file's receipt does.
    closing = [testimony for testimony in heard if _closes_at(testimony) is not None]
    for testimony in closing:
        if _closes_at(testimony) == posterior.prior.posted.end:
            posted, _ = _posting((t for t in closing if t is not testimony), received)
            if posted != posterior.prior.posted:
                found[testimony.id] = posterior.closed(posted, without=testimony.id).shares(cuts)
    for which in range(len(posterior.voices)):
        found.update(posterior.shares_without_voice(which, cuts))
    return {id_: Shares.of(shares) if float(shares[:3].sum()) > 0 else None for id_, shares in found.items()}


def _weights(
    testimony: tuple[Testimony, ...],
    posterior: Posterior,
    now: Shares | None,
    without: dict[str, Shares | None],
    leave_out: Collection[str],
) -> dict[str, Weight]:
    leaders = {piece.testimony.id: group[0].testimony.id for group in posterior.groups for piece in group}
    voiced = {t.id for voices in posterior.voices for t in voices.testimony}
    weights = {}
    for piece in testimony:
        if piece.id in leave_out:
            weights[piece.id] = Weight(False, 0.0, None, "left out")
        elif piece.id in posterior.outside:
            then = without.get(piece.id, now)
            weights[piece.id] = Weight(False, _decibans(now, then), then, "outside")
        elif piece.id not in leaders and piece.id not in voiced:
            weights[piece.id] = Weight(False, 0.0, now, "stage" if piece.shot is None else "shot")
        elif leaders.get(piece.id, piece.id) != piece.id and piece.id not in without:
            weights[piece.id] = Weight(False, 0.0, now, "same clock", leaders[piece.id])
        else:
            then = without.get(piece.id)
            weights[piece.id] = Weight(True, _decibans(now, then), then)
    return weights


def _decibans(now: Shares | None, then: Shares | None) -> float:
    """10 log10 of the odds of "no later than the release" with a piece over those without it; infinite for a settled side."""
    if now is None or then is None:
        return 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = [np.log10(s.until_release) - np.log10(max(0.0, 1 - s.until_release)) for s in (now, then)]
        weight = float(10 * (odds[0] - odds[1]))
    return 0.0 if np.isnan(weight) else weight


def unless_empty(posterior: Posterior, cuts: Cuts, now: Shares) -> Shares:
    """The shares where no posting is known: undetermined where the evidence does not speak for their answer."""
    return now if _spoken_for(posterior, cuts, now) else now.undetermined()


def _spoken_for(posterior: Posterior, cuts: Cuts, now: Shares) -> bool:
    """Whether the answer would stand if before, within and after had been equally probable at the outset.

    Where no posting is known, the prior knows only how long ago the file was received, and would give an empty answer.
    """
    regions = cuts.regions(posterior.edges)
    outset = regions[:3] @ posterior.prior_masses
    even = np.divide(1.0, outset, out=np.zeros(3), where=outset > 0) @ regions[:3]
    masses = posterior.masses * even
    whole = float(masses.sum())
    return whole > 0 and Shares.of(regions @ (masses / whole)).answer == now.answer


def _settled(posterior: Posterior, received: datetime, cuts: Cuts, now: Shares) -> bool:
    """Whether hard evidence and the file's receipt alone leave nothing but the answer, whatever the prior."""
    hard = [group[0] for group in posterior.groups if group[0].testimony.reliability == 1]
    left = left_by(hard, received, cuts)
    of_window: set[Answer] = {"before", "within", "after"}
    of_release: set[Answer] = {"before the release", "after the release"}
    return any(now.answer in sides and left & sides == {now.answer} for sides in (of_window, of_release))


def _summary(voices: Voices) -> SeriesSummary:
    background = voices.log.background
    said = [t.mention for t in voices.testimony]
    return SeriesSummary(
        voices.testimony[0].clock, len(said), said.count("named"), said.count("unnamed"), background.named, background.unnamed
    )
