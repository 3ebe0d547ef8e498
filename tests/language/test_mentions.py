"""Mentions of the subject. Declensions are those that dictionaries print (Wiktionary's tables of танк, леопард, ракета, боєць)."""

from __future__ import annotations

import csv
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.mentions import MAX_HITS, find_mentions

SUBJECT = ("Leopard", "Леопард")
POSSIBLE = ("tank", "танк")


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("Leopard", "Leopard leopard LEOPARDS Leopard's Leopard-2 Leopard2A6 «Leopard» Leopards'"),
        ("howitzer", "howitzer howitzers"),
        ("battery", "battery batteries"),
        ("танк", "танк танка танку танком танке танки танков танкам танками танках танків танкові"),
        ("Леопард", "Леопард Леопарда Леопарду Леопардом Леопарде Леопарды Леопардов Леопардам Леопардами Леопардах Леопарди Леопардів"),
        ("ракета", "ракета ракеты ракете ракету ракетой ракет ракетам ракетами ракетах ракети ракетою"),
        ("боєць", "боєць бійця бійцем бійці бійців бійцям бійцями"),
        ("самолёт", "самолет самолёт самолётов самолетами"),
        ("Хаймарс", "Хаймарс Хаймарса Хаймарсов Хаймарсами"),
        ("Leopard", "Леопард леопарда ЛЕОПАРДОВ Леопардами"),
        ("Abrams", "Абрамс Абрамсов абрамсы Абрамса"),
        ("Патриот", "Patriot Patriots"),
        ("CV-90", "CV-90 CV90 CV‑90"),
        ("Т-72", "Т-72 Т72 Т-72Б3 Т‐72"),
        ("БМП-2", "БМП-2 БМП-2М"),
    ],
)
def test_forms_and_scripts(term: str, found: str) -> None:
    for word in found.split():
        mentions = find_mentions(f"Burned: {word}.", (term,))
        assert mentions.verdict == "named", word


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("Leopard", "leopardess leotard Leonard shepherd Leo"),
        ("tank", "tanker tankist thank tankette"),
        ("танк", "танкер танкист танковый танго"),
        ("Т-72", "Т-7 Т-720 Т-62 72"),
        ("ракета", "макета пакеты ракетка"),
        ("Abrams", "Abraham"),
    ],
)
def test_other_words_are_not_the_subject(term: str, other: str) -> None:
    for word in other.split():
        assert find_mentions(f"Here: {word}.", (term,)).verdict != "named", word


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Two Leopards were destroyed.", "named"),
        ("The enemy lost 18 tanks, including two German-made Leopard 2A6.", "named"),
        ('Уничтожено 23 единицы бронетехники, в том числе танк "Леопард".', "named"),
        ("Знищено два танки, з них один «Леопард».", "named"),
        ("One tank was destroyed.", "unnamed"),
        ("Уничтожены один танк и две БМП.", "unnamed"),
        ("Знищено три танки.", "unnamed"),
        ("Five Bradleys were destroyed.", "silent"),
        ("", "silent"),
        # denied
        ("No Leopards were hit.", "silent"),
        ("Leopards were not hit.", "silent"),
        ("The unit did not lose a Leopard.", "silent"),
        ("The unit didn't lose any Leopards.", "silent"),
        ("No guns, trucks or Leopards were hit.", "silent"),
        ("Леопарды не были уничтожены.", "silent"),
        ("Ни одного Леопарда не уничтожено.", "silent"),
        ("Жодного Леопарда не знищено.", "silent"),
        ("0 Leopards", "silent"),
        # seems denied, and is not
        ("No fewer than two Leopards were hit.", "named"),
        ("Not only trucks: two Leopards were hit.", "named"),
        ("Not only Leopards burned.", "named"),
        ("Уничтожено не менее двух Леопардов.", "named"),
        ("Знищено не менше двох Леопардів.", "named"),
        ("There were no losses. Two Leopards were hit.", "named"),
        ("With no losses of their own, they hit two Leopards.", "named"),
        # supposed
        ("Germany could supply Leopards.", "silent"),
        ("Berlin plans to send 14 Leopards.", "silent"),
        ("Leopards would help, officials say.", "silent"),
        ("Германия может поставить Леопарды.", "silent"),
        ("Німеччина планує передати Леопарди.", "silent"),
        ("On 3 May two Leopards were hit.", "named"),
        # told of an earlier time
        ("Earlier this month two Leopards were hit.", "silent"),
        ("Two Leopards were lost last week.", "silent"),
        ("Two Leopards were lost in the last week.", "named"),
        ("Ранее были подбиты два Леопарда.", "silent"),
        ("Два Леопарды знищено минулого тижня.", "silent"),
        ("In the past 24 hours two Leopards were hit.", "named"),
        ("Earlier this month Bradleys burned. Yesterday it was a Leopard.", "named"),
        ("No Leopards were hit on Monday. On Tuesday one Leopard was hit.", "named"),
        # part of another name
        ("Three anti-tank guided missile launchers were hit.", "silent"),
        ("The 17th Tank Brigade was hit.", "silent"),
        ("Противотанковый комплекс уничтожен.", "silent"),
        ("Leopard tank commander killed.", "silent"),
        ("The T-72 tank was destroyed, not a Leopard.", "silent"),
        ("Уничтожен танк Т-64БВ.", "silent"),
        # as bulletins and newspapers write it
        ("Losses: up to 300 troops, three tanks (one of them a Leopard 2), and six cars.", "named"),
        ("Leopard: 2; Bradley: 1", "named"),
        ("Leopard: 0", "silent"),
        ("Tank losses: none.", "silent"),
        ("Claims that two Leopards were destroyed are false.", "silent"),
        ("Сообщения об уничтожении «Леопарда» не соответствуют действительности.", "silent"),
        ("Повідомлення про знищення «Леопарда» спростували.", "silent"),
        ("Леопардов на этом участке не замечено.", "silent"),
        ("ФРГ передаст Украине «Леопарды».", "silent"),
        ("Київ розраховує отримати ще 10 «Леопардів».", "silent"),
        ("In total, 117 tanks have been destroyed since 6 August.", "silent"),
        ("In June 2023, Leopards were first lost near Orikhiv.", "silent"),
        ("В июне 2023 года под Ореховом сгорели первые «Леопарды».", "silent"),
        ("As reported earlier, two Leopards were hit.", "silent"),
        ("A Leopard 1A5 supplied last year by Germany was destroyed on Wednesday.", "named"),
        ("Two Leopards, delivered by Germany earlier this year, burned near Sudzha.", "named"),
        ("В ночь на 18 сентября 2024 года подбит «Леопард».", "named"),
        # a slip of the pen is shown, and is not enough to name
        ("Two Leopads were hit.", "unnamed"),
        ("A man called Leonard was hit.", "unnamed"),
        # the animal, its coat, a house or a person of the name
        ("She wore a leopard-print coat. Two snow leopards were seen. The Leopard Hotel burned.", "silent"),
        ("Sergeant Leonard was hit.", "silent"),
        ("Майор Леопардов доложил об обстановке.", "silent"),
        ("Сержант А. Леопардов доповів.", "silent"),
        ("Далекосхідні леопарди на межі зникнення.", "silent"),
        ("Якобы уничтоженный «Леопард» снят издалека.", "silent"),
        ("Торік тут спалили два «Леопарди».", "silent"),
        ("The Leopard 1 was designed in the 1960s.", "silent"),
        ("Leopards destroyed: none.", "silent"),
        ("Five Leopards destroyed: three of them burned out.", "named"),
    ],
)
def test_verdicts(text: str, verdict: str) -> None:
    assert find_mentions(text, SUBJECT, POSSIBLE).verdict == verdict


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("No Leopards were hit.", "negated"),
        ("Germany could supply Leopards.", "hypothetical"),
        ("Earlier this month a Leopard was hit.", "history"),
        ("A Leopard battalion was seen.", "compound"),
    ],
)
def test_a_mention_that_does_not_count_is_shown_with_its_reason(text: str, flag: str) -> None:
    (hit,) = find_mentions(text, SUBJECT).hits
    assert getattr(hit, flag)
    assert not hit.plain


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("two Leopards", 2), ("2 Leopards", 2), ("up to three German-made Leopards", 3), ('один "Леопард"', 1), ("двух «Леопардов»", 2),
        ("п'ять Леопардів", 5), ("a Leopard", 1), ("Leopards", None), ("18 September, Leopards", None), ("the 4th Leopard", None),
        ("Wounded: 12. Leopards burned", None), ("both Leopards", 2), ("zero Leopards", 0),
        ("two T-72 and Leopards", 2), ("twenty-one Leopards", 21), ("двадцать один «Леопард»", 21), ("18 210 Leopards", 18210),
        ("a pair of Leopards", 2), ("a dozen Leopards", 12), ("two dozen Leopards", 24), ("half a dozen Leopards", 6),
        ("several dozen Leopards", None), ("дюжину «Леопардів»", 12), ("another Leopard", 1), ("another two Leopards", 2),
        ("Leopard 2A6 – 3 units", 3), ("Leopards ‒ 8697 (+7) од.", 7), ("Leopards: 14 were seen", None),
    ],
)  # fmt: skip
def test_counts(text: str, count: int | None) -> None:
    assert find_mentions(text, SUBJECT).hits[0].count == count


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = "🙂 L\u200beo\u00adpard\u200b and Лео\u0301пардов; й as one, \u0438\u0306 as two"
    hits = find_mentions(text, SUBJECT).hits
    assert [text[hit.start : hit.end] for hit in hits] == [hit.word for hit in hits]
    assert hits[0].word.startswith("L\u200beo\u00adpard")
    decomposed = unicodedata.normalize("NFD", "Двайцять Шойгу")
    assert decomposed != "Двайцять Шойгу"
    (hit,) = find_mentions(decomposed, ("Шойгу",)).hits
    assert decomposed[hit.start : hit.end] == unicodedata.normalize("NFD", "Шойгу")


def test_what_decides() -> None:
    text = "Germany could send Leopards. One tank and two Leopards burned."
    mentions = find_mentions(text, SUBJECT, POSSIBLE)
    assert mentions.deciding is not None
    assert (mentions.deciding.start, mentions.deciding.count) == (text.rindex("Leopards"), 2)
    assert find_mentions("nothing", SUBJECT, POSSIBLE).deciding is None
    assert find_mentions("one tank", SUBJECT, POSSIBLE).deciding == find_mentions("one tank", (), POSSIBLE).hits[0]


def test_empty_words_name_nothing() -> None:
    assert find_mentions("two Leopards", (), ()).hits == ()
    assert find_mentions("two Leopards", ("", "  ", "--", "\u200b")).hits == ()


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_and_any_words(text: str, words: list[str]) -> None:
    mentions = find_mentions(text, tuple(words), POSSIBLE)
    for hit in mentions.hits:
        assert text[hit.start : hit.end] == hit.word
        assert hit.term in (*words, *POSSIBLE)
    assert list(mentions.hits) == sorted(mentions.hits)


@given(st.lists(st.sampled_from(["Two", "Leopards", "танков", "were", "No", "destroyed", "vehicles", "and"]), max_size=20))
def test_a_plain_sentence_more_never_takes_a_mention_back(words: list[str]) -> None:
    assert find_mentions(" ".join(words) + ". \n\nA Leopard burned.", SUBJECT, POSSIBLE).verdict == "named"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1" * 2_500_000, id="digits"),
        pytest.param("leopard " * 300_000, id="mentions"),
        pytest.param("no tank, " * 280_000, id="cues"),
        pytest.param("л" * 2_500_000, id="one word"),
        pytest.param("л" + "\u0301" * 2_500_000, id="marks"),
        pytest.param("leopard" + "'" * 2_500_000, id="quotes"),
        pytest.param(". " * 1_250_000, id="sentence ends"),
        pytest.param("\n" * 2_500_000, id="lines"),
        pytest.param(" ".join(f"l{number:x}eopar" for number in range(200_000)), id="different words"),
    ],
)
def test_megabytes_take_seconds(text: str) -> None:
    began = time.process_time()
    mentions = find_mentions(text, (*SUBJECT, "Leopard 2"), POSSIBLE)
    assert time.process_time() - began < 10
    assert len(mentions.hits) <= 3 * MAX_HITS


def test_the_real_bulletins(shared: Path) -> None:
    """The table's own reading of each bulletin (leopard_named) against ours of its paraphrase."""
    with (shared / "data/statements/kursk_bulletins.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["leopard_named"] in ("yes", "no")]
    assert len(rows) > 20
    for row in rows:
        verdict = find_mentions(row["paraphrase"], SUBJECT, POSSIBLE).verdict
        assert (verdict == "named") == (row["leopard_named"] == "yes"), row["bulletin_date"]
