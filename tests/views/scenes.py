"""Real verdicts for the tests of what people see: the worked example and every other kind of answer, weighed from testimony."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from analysis.case import Case, Claim, Statement
from analysis.exhibit import Exhibit
from analysis.hearing import Hearing
from analysis.place import Aside, Bytes, Words
from analysis.testimony import Bearing, Mention, Silence, Stage, Strength, Testimony
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import weigh
from analysis.when import Span

MOSCOW = ZoneInfo("Europe/Moscow")
HEARD = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def at(day: int, hour: int = 0, month: int = 9, minute: int = 0) -> datetime:
    return datetime(2024, month, day, hour, minute, tzinfo=MOSCOW)


def given(
    witness: str,
    key: str,
    stage: Stage,
    bearing: Bearing,
    span: Span,
    strength: Strength = "strong",
    clock: str = "",
    mention: Mention | None = None,
    place: Bytes | Words | Aside | None = None,
    saw: str = "what was typed",
) -> Testimony:
    return Testimony(
        stage, bearing, (span,), strength, saw, "raw <text>", place or Aside("typed"), "what it means", ("a wrong clock",),
        key, clock, mention, id=f"{witness}/{key}",
    )  # fmt: skip


def operation(strength: Strength = "strong") -> Testimony:
    return given("circumstances", "circumstances[0]", "recorded", "not_before", Span(at(6, month=8), None), strength)


def bulletin(day: int, mention: Mention) -> Testimony:
    end = at(day, 14)
    place = Words(f"s{day}", 0, 10)
    return given("statements", f"s{day}", "recorded", "series", Span(end - DAY, end), "strong", "Ministry of Defence", mention, place)


def posting(span: Span | None = None) -> Testimony:
    return given("posts", "posts[0]", "posted", "during", span or Span(at(19), at(20)), "very strong", "mideastdiscourse.com")


def header(stage: Stage, bearing: Bearing, span: Span, strength: Strength = "moderate", clock: str = "camera") -> Testimony:
    place = Bytes(40, 4, "moov/mvhd")
    return given("movie_header", "mvhd", stage, bearing, span, strength, clock, place=place, saw="creation_time 3775564800")


def case(statements: tuple[Testimony, ...] = ()) -> Case:
    logged = tuple(Statement(p.key, p.clock, p.span.end, p.span, f"the text of {p.key}") for p in statements)
    video = Exhibit(Path("clip.mp4"), 1_000, HEARD)
    video.__dict__["sha256"] = "0" * 64
    return Case(
        title="Leopard in Kursk Region", exhibit=video, zone=MOSCOW, zone_name="Europe/Moscow", subject=("Leopard",),
        possible=("tank",), habit="days", statements=logged,
    )  # fmt: skip


def claim(statement: str = "s18", text: str = "") -> Claim:
    return Claim(text, Span(at(17, 14), at(18, 14)), at(18, 14), statement)


def heard(*pieces: Testimony, silences: tuple[Silence, ...] = (), **changes: object) -> Hearing:
    series = tuple(p for p in pieces if p.bearing == "series")
    return Hearing(replace(case(series), **changes), HEARD, pieces, (), silences)  # type: ignore[arg-type]


def worked_example(**options: object) -> Verdict:
    """Row 1 of the reasoning's worked example: Wednesday names, Thursday is silent."""
    return weigh(heard(operation(), posting(), bulletin(18, "named"), bulletin(19, "silent")), claim(), **options)  # type: ignore[arg-type]


def settled() -> Verdict:
    """A fact beyond doubt: it existed before the claim's window."""
    return weigh(heard(posting(), given("circumstances", "c", "saved", "not_after", Span(None, at(10)), "hard")), claim())


def impossible() -> Verdict:
    hard = [
        given("circumstances", "a", "recorded", "not_before", Span(at(15), None), "hard"),
        given("circumstances", "b", "recorded", "not_after", Span(None, at(10)), "hard"),
    ]
    return weigh(heard(posting(), *hard), claim())


def contradicted() -> Verdict:
    return weigh(
        heard(
            posting(),
            header("recorded", "during", Span(at(17, 16), at(17, 17)), "strong"),
            given("circumstances", "c", "recorded", "not_before", Span(at(18, 20), None), "strong"),
        ),
        claim(),
    )


def within() -> Verdict:
    return weigh(heard(posting(), header("recorded", "during", Span(at(17, 16), at(17, 17)), "very strong")), claim())


def before() -> Verdict:
    return weigh(heard(posting(), header("encoded", "during", Span(at(14, 16), at(14, 17)), "strong")), claim())


def after() -> Verdict:
    span = Span(at(18, 20), None)
    return weigh(heard(posting(), given("circumstances", "c", "recorded", "not_before", span, "very strong")), claim("", "a strike"))


def after_the_release() -> Verdict:
    """A claim made in the middle of its own window: neither within nor after reaches the answer, their sum does."""
    plain = Claim("said to show a strike", Span(at(17, 14), at(19)), at(17, 15))
    known = header("recorded", "not_before", Span(at(17, 16), None), "very strong")
    return weigh(heard(posting(Span(at(19, 8), at(20))), operation(), known), plain)


def undetermined() -> Verdict:
    """Little but a posting soon after the release, by a poster of unknown habit."""
    return weigh(heard(posting(Span(at(18, 20), at(18, 21))), bulletin(17, "silent")), claim("s18"), habit="unknown")


def no_claim() -> Verdict:
    return weigh(heard(operation(), posting()))


def no_posting() -> Verdict:
    return weigh(heard(operation(), bulletin(18, "named"), bulletin(19, "silent")), claim())


def empty() -> Verdict:
    return weigh(Hearing(Case(), HEARD, (), (), (Silence("movie_header", "not asked", "no video was given"),)))


def left_out() -> Verdict:
    return worked_example(leave_out=("statements/s19",))


SCENES = {
    "before the release": worked_example,
    "settled": settled,
    "impossible": impossible,
    "contradicted": contradicted,
    "within": within,
    "before": before,
    "after": after,
    "after the release": after_the_release,
    "undetermined": undetermined,
    "no claim": no_claim,
    "no posting": no_posting,
    "empty": empty,
    "left out": left_out,
}
