"""Every kind of verdict in words. Expected figures are those of the worked example in the reasoning; the wording follows ICD 203."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from analysis.casefile import CaseFile
from analysis.hearing import hear
from analysis.testimony import Silence
from analysis.views import remarks, words
from analysis.views.moments import Wall
from analysis.views.naming import Names
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from analysis.when import Span
from tests.views.scenes import MOSCOW, SCENES, at, bulletin, claim, heard, no_posting, operation, posting, undetermined, worked_example

FORBIDDEN = re.compile(r"\b(proves?|proven|fake[sd]?|genuine|authentic|reliable|certainly|always)\b", re.IGNORECASE)
LIKELIHOOD = re.compile(r"almost no chance|unlikely|even chance|likely|almost certain")

Scene = Callable[[], Verdict]


def everything_said(verdict: Verdict) -> list[str]:
    names = Names(verdict)
    said = [words.headline(verdict), words.sentence(verdict), words.figure(verdict), remarks.bounds(verdict)]
    for piece in verdict.hearing.testimony:
        said += [names.short(piece), names.of(piece), remarks.weight(verdict, piece), remarks.without(verdict, verdict.weights[piece.id])]
    said += [remarks.contradiction(verdict, c) for c in verdict.contradictions]
    said += [remarks.hole(verdict, h) for h in verdict.holes]
    for check in verdict.next_checks:
        said += [remarks.next_check(verdict, check), *remarks.outcomes(verdict, check)]
    said += remarks.silences(verdict.hearing.silences)
    return [text for text in said if text]


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_no_sentence_says_more_than_the_data(scene: Scene) -> None:
    for text in everything_said(scene()):
        assert not FORBIDDEN.search(text), text
        assert "confidence" not in text.lower(), text
        assert "None" not in text, text
        assert "  " not in text, text
        assert ".." not in text, text


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_the_sentence_is_sentences(scene: Scene) -> None:
    text = words.sentence(scene())
    assert text.endswith(".")
    for part in re.split(r"(?<=[.:]) (?=[A-Z])", text):
        assert part[0].isupper()


def test_the_worked_example_says_what_the_article_said() -> None:
    verdict = worked_example()
    assert words.headline(verdict) == "Very likely recorded before the release of Wednesday’s statement"
    assert words.figure(verdict) == "92 % (14 to 92 %)"  # 0.9204 under days, 0.137 live: rows of the reasoning's table
    text = words.sentence(verdict)
    assert text.startswith(
        "It is unclear from the file when the footage was captured. However, Thursday’s statement, covering 18 September, 14:00 to "
        "19 September, 14:00 Moscow time, does not name a Leopard, so the footage was very likely recorded before the release of "
        "Wednesday’s statement. This hangs on the assumption that this poster posts days later, not live (posting live it would be 14 %)"
    )


def test_each_kind_of_answer_has_its_headline() -> None:
    said = {name: words.headline(scene()) for name, scene in SCENES.items()}
    assert said["settled"] == "Settled by hard bounds: recorded before the period that Wednesday’s statement covers"
    assert said["impossible"] == "No answer: evidence counted as hard excludes itself"
    assert said["within"] == "Almost certain: recorded within the period that Wednesday’s statement covers"
    assert said["before"] == "Very likely recorded before the period that Wednesday’s statement covers"
    assert said["after"].startswith(
        "Almost certain: recorded after the claim’s time, 17 September, 14:00 to 18 September, 14:00 Moscow time"
    )
    assert said["after the release"] == "Almost certain: recorded after the claim was made"
    assert said["undetermined"].startswith("Undetermined")
    assert said["no claim"] == "No claim yet. Recorded from 6 August 2024 to the end of 19 September 2024"
    assert said["empty"] == "No claim yet, and no evidence that bounds the recording"


def test_undetermined_gives_all_three_shares() -> None:
    verdict = undetermined()
    shares = verdict.shares
    assert shares is not None
    assert shares.answer == "undetermined"
    for share in (shares.before, shares.within, shares.after):
        assert words.percent(share) in words.sentence(verdict)


def test_without_a_posting_the_reader_is_told_what_stands_in() -> None:
    assert "No posting is known" in words.sentence(no_posting())


def test_a_statement_far_away_is_named_by_its_date() -> None:
    verdict = weigh(heard(posting(), bulletin(9, "silent"), bulletin(18, "named")), claim())
    names = Names(verdict)
    assert [names.statement(p) for p in names.series] == ["the statement of 9 September", "Wednesday’s statement"]


def test_two_statements_of_a_day_are_told_apart_by_source() -> None:
    other = replace(bulletin(18, "silent"), clock="General Staff", key="other", id="statements/other")
    names = Names(weigh(heard(posting(), bulletin(18, "named"), other), claim()))
    assert [names.statement(p) for p in names.series] == [
        "Wednesday’s statement by Ministry of Defence",
        "Wednesday’s statement by General Staff",
    ]


def test_a_day_of_release_known_only_as_a_day_keeps_its_name() -> None:
    released = at(19)  # the end of Wednesday 18 September, exclusive
    piece = replace(bulletin(18, "named"), spans=(Span(released - timedelta(days=1), released),))
    names = Names(weigh(heard(posting(), piece), claim()))
    assert names.statement(piece) == "Wednesday’s statement"


def test_a_release_without_a_zone_is_called_by_the_day_that_was_written() -> None:
    """18 September 2024 is a Wednesday; without a zone its last instant is 12:00 UTC on Thursday, that of UTC-12."""
    text = (
        'subject = ["Leopard"]\nclaim.statement = "w"\nposts = [{at = "2024-09-19"}]\n[[statements]]\nid = "w"\nreleased = "2024-09-18"\n'
        'covers = "24h"\ntext = "Two Leopards."\n'
    )
    now = at(1, month=10)
    verdict = weigh(hear(CaseFile(text).case(now), pictures=False, now=now))
    assert verdict.claim is not None
    assert verdict.claim.released == datetime(2024, 9, 19, 12, tzinfo=UTC)
    assert Names(verdict).claim_statement == "Wednesday’s statement"


def test_icd_203_boundaries() -> None:
    # Ranges of ICD 203: 1-5, 5-20, 20-45, 45-55, 55-80, 80-95, 95-99 per cent.
    said = [words.likelihood(p) for p in (0.0, 0.049, 0.05, 0.199, 0.2, 0.449, 0.45, 0.549, 0.55, 0.799, 0.8, 0.949, 0.95, 1.0)]
    assert said == [
        "almost no chance", "almost no chance", "very unlikely", "very unlikely", "unlikely", "unlikely", "roughly even chance",
        "roughly even chance", "likely", "likely", "very likely", "very likely", "almost certain", "almost certain",
    ]  # fmt: skip


@over(st.floats(0, 1))
def test_percent_reaches_an_end_only_where_it_is_reached(probability: float) -> None:
    text = words.percent(probability)
    assert (text == "0 %") == (probability == 0)
    assert (text == "100 %") == (probability == 1)


@over(st.floats(0, 1))
def test_a_share_of_the_answer_reaches_an_end_only_where_it_is_settled(probability: float) -> None:
    assert words.chance(probability) not in ("0 %", "100 %")
    assert words.chance(probability, settled=True) == words.percent(probability)


def test_silences_say_why() -> None:
    assert remarks.silence(Silence("movie_header", "broke down", "ValueError: x")).startswith("Movie header: broke down")
    assert "was not asked" in remarks.silence(Silence("posts", "not asked"))


def test_those_who_had_nothing_to_read_share_a_line() -> None:
    told = remarks.silences([Silence("posts", "nothing to read"), Silence("writer", "not asked"), Silence("file_name", "nothing to read")])
    assert told == ["Writer: was not asked.", "Nothing to read for: posts, file name."]


def test_a_left_out_piece_says_so() -> None:
    verdict = worked_example(leave_out=("statements/s19",))
    piece = Names(verdict).by_id["statements/s19"]
    assert remarks.weight(verdict, piece) == "left out by you"


def test_other_evidence_of_the_same_clock_is_named() -> None:
    twin = replace(operation(), clock="calendar", strength="moderate", key="twin", id="circumstances/twin")
    leader = replace(operation(), clock="calendar")
    verdict = weigh(heard(posting(), leader, twin), claim())
    assert "the same clock already speaks" in remarks.weight(verdict, twin)


def test_walls_read_in_their_zone_across_a_change_of_clocks() -> None:
    # Germany set its clocks back on 27 October 2024 at 03:00 summer time (IANA tzdata, Europe/Berlin).
    berlin = Wall(ZoneInfo("Europe/Berlin"), "Berlin time")
    assert berlin.from_(at(27, 1, month=10)) == "27 October 2024"  # 01:00 in Moscow, 22:00 UTC, midnight in summer time
    assert berlin.until(at(28, 2, month=10)) == "the end of 27 October 2024"  # 23:00 UTC, midnight in winter time
    assert Wall(MOSCOW, "Moscow time").span(Span(at(16, 17, minute=7), at(16, 17, minute=8))) == "16 September 2024, 17:07"
