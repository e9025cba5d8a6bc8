"""Hollerby Hosting, a made-up company: its conversations of a night as native JSONL, and the truth about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from demo.history import Truth
from demo.nights import Contact, contacts
from demo.noise import spoken, typed
from demo.people import QUEUES, Agent, agents, stable
from demo.plot import NIGHTS, Plot, plot
from demo.script import SCRIPTS, Line, Scene

ZONE = "Europe/Berlin"
COMPANY = "Hollerby Hosting"


def transcripts(night: date, *, seed: int, last: date) -> Iterator[dict[str, Any]]:
    """The conversations of a night as objects of the native format; `last` is the night the plot ends with."""
    drawn = contacts(night, seed=seed, last=last)
    for contact in drawn:
        yield _transcript(contact, place=contact.number / len(drawn), chance=stable(seed, night, contact.number))


def truth(night: date, *, seed: int, last: date) -> Iterator[Truth]:
    """Which pains the customer states in each conversation of a night."""
    for contact in contacts(night, seed=seed, last=last):
        yield Truth(conversation_id=_name(contact), night=night, pains=contact.pains)


def write(folder: Path, *, seed: int, last: date, nights: int = NIGHTS) -> Plot:
    """Write the last `nights` nights of the plot as `night=YYYY-MM-DD.jsonl`, and the truth beside them.

    The truth is `_truth.jsonl`: a folder given as input passes over names that begin so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known: list[bytes] = []
    for back in range(nights - 1, -1, -1):
        night = last - timedelta(days=back)
        rows = b"".join(_line(row) for row in transcripts(night, seed=seed, last=last))
        (folder / f"night={night.isoformat()}.jsonl").write_bytes(rows)
        for told in truth(night, seed=seed, last=last):
            known.append(_line({"conversation_id": told.conversation_id, "night": night, "pains": told.pains}))
    (folder / "_truth.jsonl").write_bytes(b"".join(known))
    return plot(last)


def _line(row: dict[str, Any]) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _name(contact: Contact) -> str:
    return f"c-{contact.night:%Y%m%d}-{contact.number:03d}"


def _transcript(contact: Contact, *, place: float, chance: Random) -> dict[str, Any]:
    agent, solved = _agent(contact, chance), _solved(contact, chance)
    scene = Scene(contact=contact, agent=agent, solved=solved, chance=chance)
    lines = SCRIPTS[contact.channel](scene)
    turns, seconds = _turns(contact, lines, chance)
    treated = {pain.slug for pain in contact.stated + contact.shown}
    queued = chance.uniform(900, 3000) if "long-hold" in treated else chance.uniform(5, 240)
    hold = sum(line.hold for line in lines) + queued if contact.channel == "voice" else None
    started = _started(contact, place, chance)
    row: dict[str, Any] = {
        "conversation_id": _name(contact),
        "channel": contact.channel,
        "started_at": started.isoformat(),
        "customer_id": contact.customer.customer_id if chance.random() < 0.97 else None,
        "agent_id": agent.agent_id,
        "queue": agent.queue,
        "team": agent.team,
        "product": contact.customer.product,
        "segment": contact.customer.segment,
        "language": "en",
        "customer_since": contact.customer.since.isoformat(),
        "resolved": solved if chance.random() < 0.92 else None,
        "csat": _csat(contact, solved, chance) if chance.random() < 0.4 else None,
        "handle_seconds": round(chance.uniform(240, 900) if contact.channel == "email" else seconds),
        "hold_seconds": None if hold is None else round(hold),
        "transfers": chance.randint(2, 4) if "transferred" in treated else int(chance.random() < 0.08),
        "updated_at": (started + timedelta(seconds=round(seconds) + 60)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "turns": turns,
    }
    return {name: value for name, value in row.items() if value is not None}


def _turns(contact: Contact, lines: tuple[Line, ...], chance: Random) -> tuple[list[dict[str, Any]], float]:
    """The turns with the channel's noise and times, and the seconds from the first to the end of the last."""
    punctuated, errors = chance.random() < 0.45, chance.choice((0.01, 0.03, 0.08))
    turns: list[dict[str, Any]] = []
    at = 0.0
    for line in lines:
        at += line.hold
        words = len(line.text.split())
        share = errors if line.speaker == "customer" else errors / 4
        if contact.channel == "voice":
            text = spoken(line.text, chance, punctuated=punctuated, errors=share * 1.5)
            took = 0.4 * words + chance.uniform(0.4, 2.5)
        elif contact.channel == "chat":
            text = typed(line.text, chance, errors=share if line.speaker == "customer" else 0.0)
            took = 1.5 * words + chance.uniform(5, 60)
        else:
            text, took = line.text, chance.uniform(2, 20) * 3600
        turns.append({"speaker": line.speaker, "text": text, "at": round(at, 1)})
        at += took
    return turns, at


def _agent(contact: Contact, chance: Random) -> Agent:
    """Mostly someone of the pain's queue; where bad treatment is seen, one who does not help."""
    usual = contact.pain.queue if contact.pain and chance.random() < 0.9 else chance.choice(QUEUES)
    helps = not contact.shown and (contact.pain is None or chance.random() < 0.85)
    return chance.choice([agent for agent in agents() if agent.queue == usual and agent.helps == helps])


def _solved(contact: Contact, chance: Random) -> bool:
    if contact.pain:
        return chance.random() < contact.pain.resolved * (0.5 if contact.stated or contact.shown else 1.0)
    return chance.random() < (0.2 if contact.stated else 0.95)


def _csat(contact: Contact, solved: bool, chance: Random) -> int:
    """1 to 5: in the pain's range, the upper end where it was solved, one less for each treatment complained of."""
    low, high = contact.pain.csat if contact.pain else (1, 2) if contact.stated else (3, 5)
    score = chance.randint((low + high + 1) // 2, high) if solved else chance.randint(low, (low + high) // 2)
    return max(1, score - len(contact.stated)) if contact.pain else score


def _started(contact: Contact, place: float, chance: Random) -> datetime:
    """Within the day's opening hours, later for a greater number: 8 to 20, at weekends 10 to 18, in local time."""
    opens, hours = (10, 8) if contact.night.weekday() > 4 else (8, 12)
    opening = datetime.combine(contact.night, time(opens), ZoneInfo(ZONE))
    return opening + timedelta(seconds=round(place * hours * 3600 + chance.uniform(0, 200)))
