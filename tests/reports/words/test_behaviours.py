"""How signals are told of: in the language of the edition, by group."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.signals.definitions import definitions
from reports.words.behaviours import Behaviour, complete
from reports.words.wording import speaking

OWN = Behaviour(name="asks_price", title="Customers asked a price", speaker="customer", group="tell", definition="…")


def test_english_has_the_words_of_the_definitions() -> None:
    """They stand in one place only, their files."""
    told = {one.name: (one.title, one.definition) for one in complete(speaking(), definitions(), ())}
    assert told == {one.name: (one.title, one.definition) for one in definitions()}


def test_every_shipped_signal_is_told_in_german() -> None:
    """Title and meaning, each by itself; whose it is and where it stands does not change."""
    english, german = complete(speaking(), definitions(), ()), complete(speaking("de"), definitions(), ())
    for one, other in zip(english, german, strict=True):
        assert (one.name, one.speaker, one.group) == (other.name, other.speaker, other.group)
        assert one.title != other.title
        assert one.definition != other.definition
        assert other.title.startswith({"agent": "Mitarbeiter ", "customer": "Kunden "}[other.speaker])
    assert len({one.title for one in german}) == len(german)


def test_a_signal_of_ones_own_keeps_its_words() -> None:
    """Also where it takes a shipped one's name and means something else by it."""
    praise = next(one for one in definitions() if one.name == "praise")
    other = replace(praise, title="Customers clapped", definition="The customer claps.")
    told = complete(speaking("de"), [OWN, other], ())
    assert {(one.title, one.definition) for one in told} == {
        (OWN.title, OWN.definition),
        (other.title, other.definition),
    }


def test_a_signal_of_ones_own_may_have_messages(tmp_path: Path) -> None:
    """In the folder of the home's own messages."""
    (tmp_path / "de").mkdir()
    message = "signal-asks-price = Kunden fragten nach einem Preis\n    .meaning = Der Kunde fragt nach einem Preis.\n"
    (tmp_path / "de" / "own.ftl").write_text(message, encoding="utf-8")
    (told,) = complete(speaking("de", str(tmp_path)), [OWN], ())
    assert (told.title, told.definition) == ("Kunden fragten nach einem Preis", "Der Kunde fragt nach einem Preis.")


def test_what_nobody_defined_is_told_by_its_name() -> None:
    """A signal of a night before its definition was taken away."""
    (plain,) = complete(speaking("de"), (), ["odd_thing"])
    assert (plain.title, plain.definition) == ("Odd thing", "Gespräche, in denen „odd thing“ gefunden wurde.")
