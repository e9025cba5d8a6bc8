"""What is treated differently, in the language of the edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from contacts import facts_of
from outage_story import LAST
from test_consistency import BOTH, _found, _team

from reports.sections import consistency
from reports.words.wording import speaking


def test_it_is_told_in_the_language_of_the_edition() -> None:
    """A time of day by its words there; what may be told does not depend on how it is called."""
    nights = [LAST - timedelta(days=at) for at in range(10)]
    contacts = [
        replace(one, night=nights[at % 10], resolved=None, signals=("refusal",) * bool(one.resolved))
        for name, came in (("6-9", 20), ("9-12", 60))
        for at, one in enumerate(_team(name, came, 100, kind="hour"))
    ]
    (english,) = _found(contacts)
    facts = replace(facts_of(contacts), say=speaking("de"))
    (german,) = consistency.found(facts, BOTH).by_topic["t1"]
    assert (english.lowest_place, german.lowest_place) == ("between 6 and 9", "zwischen 6 und 9 Uhr")
    assert german.sentence == (
        "Agents refused: am seltensten 20 % von 100 (zwischen 6 und 9 Uhr, 13–30 %), am häufigsten 60 % von 100 "
        "(zwischen 9 und 12 Uhr, 49–70 %); 2 Tageszeiten, 200 Gespräche. Das ist mehr, als der Zufall erklärt: "
        "Ohne ihn liegen sie noch etwa 20 Punkte von ihrem Mittel entfernt."
    )
    alike = consistency.Consistency(by_topic={}, kinds=("team", "hour", "segment"))
    assert consistency.greatest(facts.say, alike, ["t1"])[1] == (
        "Kein Thema wird zwischen Teams, Tageszeiten oder Segmenten klar unterschiedlich behandelt."
    )
