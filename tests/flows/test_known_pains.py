"""Pains that the settings name, from the first night on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from curator import decide, of, topics
from homes import CORES, MONDAY, PLACES, conversation, home, pains, run, view

from pipeline import registry
from pipeline.curation import Edit
from pipeline.errors import SettingsError
from pipeline.settings import Settings

KNOWN = {
    "mail": [f"{CORES['mail']} in {place}" for place in ("Graz", "Turku", "Split")],
    "fax": [f"The fax machine refuses every single page in {place}" for place in ("Graz", "Turku", "Split")],
}


def settings(**examples: list[str]) -> dict[str, Any]:
    """Settings that name these pains."""
    return {"known": [{"name": f"Known {name}", "examples": said} for name, said in examples.items()]}


def counted(where: Any, night: Any) -> dict[str, int]:
    """Statements of a night by the name of their topic; 0 for topics without."""
    names = {row["topic_id"]: row["name"] for row in view(where).table("topics", [night]).to_pylist()}
    found = dict.fromkeys(names.values(), 0)
    for row in view(where).table("assignments", [night]).to_pylist():
        if row["topic_id"]:
            found[names[row["topic_id"]]] += 1
    return found


def test_a_known_pain_is_found_under_its_name_and_counted_once(tmp_path: Path) -> None:
    """No discovered topic stands beside it; one that does not occur is there and empty."""
    where = home(tmp_path, discovery=settings(**KNOWN))
    run(where, MONDAY, pains(MONDAY, "mail", "invoice", each=30))
    found = counted(where, MONDAY)
    assert found.pop("Known mail") >= 29
    assert found.pop("Known fax") == 0
    (invoices,) = found.values()
    assert invoices >= 29, "the farthest of a cluster belongs to none"


def test_a_known_pain_is_found_where_there_is_too_little_to_cluster(tmp_path: Path) -> None:
    """One statement is enough: its examples say what it is."""
    where = home(tmp_path, discovery=settings(**KNOWN))
    run(where, MONDAY, pains(MONDAY, "mail", each=1))
    assert counted(where, MONDAY) == {"Known mail": 1, "Known fax": 0}


def test_a_pain_named_later_takes_over_the_topic_that_was_discovered(tmp_path: Path) -> None:
    """From the next fit on the discovered topic is merged into it and the whole history is counted under it."""
    where = home(tmp_path)
    run(where, MONDAY, pains(MONDAY, "mail", "invoice", each=30))
    where = home(tmp_path, discovery=settings(mail=KNOWN["mail"]))
    later = MONDAY + timedelta(days=7)
    run(where, later, pains(later, "mail", "invoice", each=30))
    topics = registry.fold(view(where).ledger())
    known = next(topic for topic in topics.values() if topic.known)
    assert [topic.merged_into for topic in topics.values() if topic.merged_into] == [known.topic_id]
    assert counted(where, later)["Known mail"] >= 29
    assert len(known.aliases) == 1


def test_a_known_pain_keeps_its_id_when_the_night_is_run_again(tmp_path: Path) -> None:
    """And when it was taken out of the settings and put back."""
    where = home(tmp_path, discovery=settings(**KNOWN))
    rows = pains(MONDAY, "mail", "invoice", each=30)
    run(where, MONDAY, rows)
    first = {topic.known: topic.topic_id for topic in registry.fold(view(where).ledger()).values() if topic.known}
    run(home(tmp_path), MONDAY, rows, restate=True)
    assert not any(topic.known for topic in registry.fold(view(where).ledger()).values())
    run(where, MONDAY, rows, restate=True)
    again = {topic.known: topic.topic_id for topic in registry.fold(view(where).ledger()).values() if topic.known}
    assert again == first


def test_an_id_that_was_a_known_pains_is_never_a_discovered_topics(tmp_path: Path) -> None:
    """Run without the pain and with it again later, it has a topic of its own and no night stops."""
    where = home(tmp_path, discovery=settings(mail=KNOWN["mail"]))
    rows = pains(MONDAY, "mail", "invoice", each=30)
    run(where, MONDAY, rows)
    run(home(tmp_path), MONDAY, rows, restate=True)
    later = MONDAY + timedelta(days=7)
    run(where, later, pains(later, "mail", "invoice", each=30))
    assert counted(where, later)["Known mail"] >= 29


def fax(night: date, each: int) -> list[dict[str, object]]:
    """Conversations about the fax machine, in one set phrase, beside enough others to cluster."""
    said = "The fax machine refuses every single page in"
    rows = pains(night, "mail", "invoice", each=30)
    return rows + [conversation(f"f{night}{at}", night, f"{said} {PLACES[at]}.") for at in range(each)]


def test_a_known_pain_said_in_one_set_phrase_stays_one_topic(tmp_path: Path) -> None:
    """When it grows into a cluster so tight that its examples do not reach it, nothing is split off."""
    where = home(tmp_path, discovery=settings(fax=KNOWN["fax"]))
    for days, each in ((0, 5), (2, 5), (7, 12)):
        night = MONDAY + timedelta(days=days)
        run(where, night, fax(night, each))
        assert counted(where, night)["Known fax"] >= each - 1
    assert all(row.kind != "split" for row in view(where).ledger())


def test_a_renamed_pain_goes_on_under_its_new_name(tmp_path: Path) -> None:
    """The examples are what it is: the id stays, also where no cluster stands for it."""
    run(home(tmp_path, discovery=settings(fax=KNOWN["fax"])), MONDAY, fax(MONDAY, 5))
    again = home(tmp_path, discovery=settings(page=KNOWN["fax"]))
    later = MONDAY + timedelta(days=1)
    run(again, later, fax(later, 5))
    found = counted(again, later)
    assert found["Known page"] >= 4
    assert "Known fax" not in found


def test_corrected_examples_hold_from_the_next_night_on(tmp_path: Path) -> None:
    """Where no cluster stands for the pain, its examples are what it is."""
    wrong = ["A dog barks at the moon", "Cats sleep under green trees", "Birds sing early every morning"]
    run(home(tmp_path, discovery=settings(fax=wrong)), MONDAY, fax(MONDAY, 5))
    right = home(tmp_path, discovery=settings(fax=KNOWN["fax"]))
    later = MONDAY + timedelta(days=1)
    run(right, later, fax(later, 5))
    assert counted(right, later)["Known fax"] >= 4


def test_a_pain_merged_away_and_named_again_is_a_topic_again(tmp_path: Path) -> None:
    """Under a new id, since the old one answers for another topic now."""
    names = ("first", "second", "first", "first")
    for week, name in enumerate(names):
        where = home(tmp_path, discovery=settings(**{name: KNOWN["mail"]}))
        night = MONDAY + timedelta(days=7 * week)
        run(where, night, pains(night, "mail", "invoice", each=30))
        assert counted(where, night)[f"Known {name}"] >= 29


@pytest.mark.parametrize("said", [["x", "x", "y"], ["", "One sentence", "Another sentence"]])
def test_examples_that_say_nothing_of_their_own_are_refused(tmp_path: Path, said: list[str]) -> None:
    """Empty ones and repetitions would be watched for in vain."""
    where = home(tmp_path, discovery=settings(mail=said))
    with pytest.raises(SettingsError, match="empty or stands twice"):
        run(where, MONDAY, pains(MONDAY, "mail"))


def test_two_pains_whose_examples_say_the_same_are_refused_before_anything_is_grouped(tmp_path: Path) -> None:
    """What is counted once can be only one of them."""
    again = [said.replace("My", "Our") for said in KNOWN["mail"]]
    where = home(tmp_path, discovery=settings(mail=KNOWN["mail"], post=again))
    with pytest.raises(SettingsError, match="say the same"):
        run(where, MONDAY, pains(MONDAY, "mail"))
    assert not list((where.folder / "lake").glob("clusters/*"))


def test_examples_with_personal_data_are_refused_and_not_written(tmp_path: Path) -> None:
    """They would be embedded and kept with the settings."""
    said = ["Write to jane.doe@example.com please", "My mail is down", "No mail since noon"]
    where = home(tmp_path, discovery=settings(mail=said))
    with pytest.raises(SettingsError, match="personal data") as refused:
        run(where, MONDAY, pains(MONDAY, "mail"))
    assert "jane" not in str(refused.value)
    assert where.catalog.head() is None


@pytest.mark.parametrize("names", [["Mail", "mail"], ["Mail", " Mail "], [""], ["  "], ["A\x1b[31mB"]])
def test_a_known_pain_has_one_name_of_its_own(names: list[str]) -> None:
    """Two names that differ in case are one."""
    known = [{"name": name, "examples": KNOWN["mail"]} for name in names]
    with pytest.raises(ValueError, match=r"name"):
        Settings.model_validate({"discovery": {"known": known}})


def test_a_pain_is_not_called_as_people_call_another_topic(tmp_path: Path) -> None:
    """The night is refused, with what to do; a topic that the machine called so gets another name."""
    where = home(tmp_path)
    run(where, MONDAY, pains(MONDAY, "mail", "invoice", each=30))
    later = MONDAY + timedelta(days=1)
    machine = topics(where)[of(where, "invoice")].name
    named = home(tmp_path, discovery={"known": [{"name": machine, "examples": KNOWN["mail"]}]})
    run(named, later, pains(later, "mail", "invoice", each=30))
    found = [topic for topic in topics(named).values() if topic.name == machine]
    assert [topic.known for topic in found] == [machine]
    decide(named, Edit(kind="named", topic_id=of(named, "invoice"), other="Invoices"))
    clash = home(tmp_path, discovery={"known": [{"name": "invoices", "examples": KNOWN["mail"]}]})
    with pytest.raises(SettingsError, match='"invoices": people gave that name to t'):
        run(clash, MONDAY + timedelta(days=2), pains(MONDAY + timedelta(days=2), "mail", each=3))
