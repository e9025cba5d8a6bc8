"""The made-up nights: the same every time, native JSONL, invented people, and a plot one can count."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from stdnum import luhn

from demo.company import transcripts, truth, write
from demo.nights import contacts
from demo.people import CUSTOMERS, card_number, customer, spoken_digits, spoken_email, stable
from demo.plot import NIGHTS, plot
from pipeline import sources
from pipeline.mapping import Limits
from pipeline.model import CHANNELS, SPEAKERS

LAST = date(2026, 7, 19)
NATIVE = {
    *("conversation_id", "channel", "started_at", "customer_id", "agent_id", "queue", "team", "product", "segment"),
    *("language", "customer_since", "resolved", "csat", "handle_seconds", "hold_seconds", "transfers", "updated_at"),
    "turns",
}
STORY = plot(LAST)


@cache
def night_rows(offset: int) -> tuple[dict[str, Any], ...]:
    """The conversations of the plot's night of that number."""
    return tuple(transcripts(STORY.night(offset), seed=7, last=LAST))


@cache
def counts(offset: int) -> Counter[str]:
    """Conversations in which each pain is stated on a night."""
    return Counter(slug for told in truth(STORY.night(offset), seed=7, last=LAST) for slug in told.pains)


def heard(slug: str, first: int, last: int) -> float:
    """Mean conversations a night with a pain, from one night to another."""
    return sum(counts(offset)[slug] for offset in range(first, last + 1)) / (last - first + 1)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs write the same files, also under another hash seed; another seed writes others."""
    write(tmp_path / "a", seed=7, last=LAST, nights=2)
    code = f"""
from datetime import date
from pathlib import Path
from demo.company import write
write(Path({str(tmp_path / "b")!r}), seed=7, last=date(2026, 7, 19), nights=2)
"""
    root, other = Path(__file__).parents[2], os.environ | {"PYTHONHASHSEED": "5"}
    subprocess.run([sys.executable, "-c", code], check=True, env=other, cwd=root)
    write(tmp_path / "c", seed=8, last=LAST, nights=2)
    a, b, c = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in "abc")
    assert a == b
    assert all(a[name] != c[name] for name in a)
    assert sorted(a) == ["_truth.jsonl", "night=2026-07-18.jsonl", "night=2026-07-19.jsonl"]


def test_a_night_stands_alone(tmp_path: Path) -> None:
    """A night is the same however many nights are written with it."""
    write(tmp_path / "one", seed=7, last=LAST, nights=1)
    write(tmp_path / "three", seed=7, last=LAST, nights=3)
    name = "night=2026-07-19.jsonl"
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "three" / name).read_bytes()


@pytest.mark.parametrize("offset", [0, 20, 36, 41])
def test_conversations_are_native_jsonl(offset: int) -> None:
    """Every object has known fields only, a known channel, known speakers and times that run forward."""
    for row in night_rows(offset):
        assert {"conversation_id", "started_at", "turns"} <= set(row) <= NATIVE
        assert row["channel"] in CHANNELS
        assert json.loads(json.dumps(row)) == row
        started = datetime.fromisoformat(row["started_at"])
        assert started.date() == STORY.night(offset)
        assert 8 <= started.hour < 21
        assert started.utcoffset() == timedelta(hours=2)
        assert datetime.fromisoformat(row["updated_at"]) > started
        assert all(turn["speaker"] in SPEAKERS and turn["text"].strip() for turn in row["turns"])
        assert all(one["at"] < two["at"] for one, two in pairwise(row["turns"]))


def test_every_conversation_has_its_truth() -> None:
    """Transcripts and truth name the same conversations, once each."""
    told = [row.conversation_id for row in truth(STORY.night(5), seed=7, last=LAST)]
    assert told == [row["conversation_id"] for row in night_rows(5)]
    assert len(set(told)) == len(told)


def test_channels_and_lengths() -> None:
    """About 60, 30 and 10 per cent are calls, chats and e-mails, each of the length such things have."""
    rows = [row for offset in range(0, 42, 3) for row in night_rows(offset)]
    share = {name: count / len(rows) for name, count in Counter(row["channel"] for row in rows).items()}
    assert share == pytest.approx({"voice": 0.6, "chat": 0.3, "email": 0.1}, abs=0.04)
    lengths = {name: [len(row["turns"]) for row in rows if row["channel"] == name] for name in share}
    assert min(lengths["voice"]) >= 12
    assert max(lengths["voice"]) <= 40
    assert min(lengths["chat"]) >= 6
    assert max(lengths["chat"]) <= 16
    assert {2, 3, 4} >= set(lengths["email"])


def test_a_night_has_about_150_conversations() -> None:
    """The mean over the plot is near 150, and weekends are quieter than weekdays."""
    sizes = {STORY.night(offset): len(contacts(STORY.night(offset), seed=7, last=LAST)) for offset in range(NIGHTS)}
    assert 135 <= sum(sizes.values()) / NIGHTS <= 165
    weekend = [size for night, size in sizes.items() if night.weekday() > 4]
    assert sum(weekend) / len(weekend) < 0.7 * sum(sizes.values()) / NIGHTS


def test_the_plot_can_be_counted() -> None:
    """Each turn of the plot shows in the planted conversations themselves."""
    assert heard("mail-outage", 35, 37) > 4 * heard("mail-outage", 0, 34)
    for slug in ("blame-shifting", "repeat-contact", "threat-to-leave"):
        assert heard(slug, 36, 38) > 2 * heard(slug, 0, 34)
    assert heard("price-rise", 35, 41) > 3 * heard("price-rise", 0, 13)
    assert heard("code-missing", 0, 24) > 3
    assert heard("code-missing", 25, 41) == 0
    assert heard("panel-trouble", 21, 41) == heard("panel-upload", 0, 20) == heard("panel-logout", 0, 20) == 0
    assert heard("outlook-password", 19, 41) == heard("devices-signed-out", 0, 18) == 0
    assert heard("domain-lapsed", 12, 29) == heard("php-update", 0, 35) == 0
    assert min(heard("domain-lapsed", 0, 11), heard("domain-lapsed", 30, 41), heard("php-update", 36, 41)) > 3


def test_some_customers_come_back_and_say_so() -> None:
    """A repeat contact is the same customer with the same problem some days later, and it counts as one."""
    night = STORY.night(15)
    again = [contact for contact in contacts(night, seed=7, last=LAST) if contact.again_after]
    assert again
    for contact in again:
        before = contacts(night - timedelta(days=contact.again_after), seed=7, last=LAST)
        assert (contact.customer, contact.pain) in [(first.customer, first.pain) for first in before]
        assert "repeat-contact" in contact.pains


def test_people_are_invented() -> None:
    """Addresses lie under example domains, phones in the fictional 555 range, and cards pass the check digit."""
    for number in range(0, CUSTOMERS, 25):
        person = customer(7, number)
        assert re.search(r"@(example\.(com|org|net)|[a-z-]+\.example)$", person.email)
        assert re.fullmatch(r"\(\d{3}\) 555-01\d\d", person.phone)
        assert luhn.is_valid(person.card.replace(" ", ""))
        assert person.card.startswith("4111 11")


def test_no_other_addresses_or_numbers_are_written() -> None:
    """Whatever looks like an e-mail address or a phone number in a text is an invented one."""
    for row in night_rows(36):
        text = "\n".join(turn["text"] for turn in row["turns"])
        assert all(re.search(r"example", address, re.I) for address in re.findall(r"\S+@\S+", text))
        assert all("555-01" in phone for phone in re.findall(r"\(\d{3}\) \S+", text))


def test_numbers_and_addresses_are_read_out() -> None:
    """In calls digits and e-mail addresses are words."""
    assert spoken_digits("(415) 555-0137") == "four one five five five five zero one three seven"
    assert spoken_email("a.b7@x-y.example") == "a dot b seven at x dash y dot example"
    assert card_number(stable(1)) == card_number(stable(1)) != card_number(stable(2))


def test_the_truth_lies_out_of_the_inputs_way(tmp_path: Path) -> None:
    """The folder as it is written is an input: the truth beside the nights is passed over."""
    write(tmp_path, seed=7, last=LAST, nights=1)
    (found,) = sources.find((str(tmp_path),), Limits())
    assert found.uri.endswith("night=2026-07-19.jsonl")
