"""How much personal data redaction hides, how much else it hides, and how fast.

A value counts as caught only if every letter and digit of it is hidden. The written sets are the public
presidio-research ones (identities by Fake Name Generator, CC BY-SA 3.0); the spoken set is made here by grammar.
Run: python -m benchmarks.bench_redaction [--samples N] [--misses KIND]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from pipeline.model import RawTurn
from pipeline.redaction import redact, redact_turns

LABELS = (
    "CREDIT_CARD", "IBAN_CODE", "US_SSN", "PHONE_NUMBER", "EMAIL_ADDRESS", "IP_ADDRESS", "US_DRIVER_LICENSE", "ADDRESS",
    "PERSON",
)  # fmt: skip
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
SURNAMES = ("abernathy", "okonkwo", "lindqvist", "ferreira", "macduff", "petrov", "yamada", "oyelaran", "castellan")
FORENAMES = ("wilhelmina", "tobias", "anneke", "roderick", "ngozi", "beatrix", "laszlo", "imogen", "matilda")
MONTHS = ("january", "march", "april", "july", "october", "december")
ORDINALS = ("first", "second", "fifth", "ninth", "twelfth", "twentieth", "twenty third", "thirtieth")
HARMLESS = (
    "the plan went from {tens} {unit} pounds to {tens} {unit} a month",
    "i waited {unit} hours and {tens} minutes on hold",
    "the engineer was due at {hour} {quarter} and never came",
    "it has dropped {unit} or {unit} times since tuesday",
    "they charged me nineteen {tens} {unit} instead of the usual price",
    "that is {tens} {unit} percent more than last year",
    "the train left at {hour} oh five",
    "i have been a customer since nineteen ninety {unit}",
    "version {teen} point {unit} broke the sync on all {unit} devices",
    "my flight was the {hour} {quarter} to lisbon and we sat {unit} hours on the ground",
    "only {unit} of the {teen} boxes arrived on the {ordinal} of {month}",
    "support is meant to be twenty four seven but nobody picked up",
    "one thing i noticed is that page {unit} never loads",
    "it cost me one hundred and {tens} {unit} dollars",
    "back in twenty {teen} the app was fine",
    "i need {unit} {teen} inch frames not {unit}",
    "the speed test says {tens} {unit} megabits",
    "first i rang, second i wrote, third i gave up",
)
WRITTEN_HARMLESS = (
    "Error 50{d} again after update 1{d}.{d}.2",
    "Seat 1{d}A on BA28{d} at 1{d}:45",
    "It was $1,{d}99.00 and now it is $1,{d}49.99",
    "Paid 4{d}.99 on 12/0{d}/2023 for 2 x 500 GB",
    "Ref to page 4{d}, step {d}, option {d}",
    "Model X{d}00 with firmware 2.{d}.14",
    "Open {d}am-1{d}pm, 7 days, 365 days a year",
    "Got 3{d}% battery after 2.5 hours at 720p60",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One conversation and the (turn, start, end, label) of its personal data."""

    turns: tuple[str, ...]
    spans: tuple[tuple[int, int, int, str], ...]


def written(path: Path) -> list[Labelled]:
    """The public set at `path`."""
    rows = json.loads(path.read_text())
    return [
        Labelled(
            turns=(row["full_text"],),
            spans=tuple(
                (0, span["start_position"], span["end_position"], span["entity_type"])
                for span in row["spans"]
                if span["entity_type"] in LABELS
            ),
        )
        for row in rows
    ]


def spoken(samples: int, seed: int) -> list[Labelled]:
    """`samples` conversations with spoken values; a value lies between braces of its template and may span turns."""
    draw = random.Random(seed)
    return [_spoken_one(draw) for _ in range(samples)]


def harmless(samples: int, seed: int) -> list[str]:
    """Sentences with numbers that nobody needs hidden."""
    draw = random.Random(seed)
    lines = []
    for _ in range(samples):
        line = draw.choice(HARMLESS)
        while "{" in line:
            for slot, words in (
                ("{unit}", DIGITS[2:]), ("{tens}", TENS[2:]), ("{teen}", TEENS), ("{hour}", (*DIGITS[1:], *TEENS[:3])),
                ("{quarter}", ("fifteen", "thirty", "forty five")), ("{ordinal}", ORDINALS), ("{month}", MONTHS),
            ):  # fmt: skip
                line = line.replace(slot, draw.choice(words), 1)
        lines.append(line)
        lines.append(draw.choice(WRITTEN_HARMLESS).replace("{d}", str(draw.randint(1, 9))))
    return lines


def _spoken_one(draw: random.Random) -> Labelled:
    label = draw.choice(("card", "cvv", "ssn", "phone", "email", "birth", "pin", "spelled", "chunked", "account"))
    if label == "chunked":
        digits = _digits(draw, 16)
        chunks = [_say(draw, digits[at : at + 4]) for at in range(0, 16, 4)]
        turns = ["what is the long number across the card please"]
        for chunk in chunks:
            turns += ["{" + chunk + "}", draw.choice(("mm hm", "go on", "okay", "got it and then"))]
        return _parse(turns, label)
    value = _value(draw, label)
    names = {
        "card": ("card number", "number on my visa card"), "cvv": ("security code", "three digits on the back"),
        "ssn": ("social security number", "social"), "phone": ("phone number", "mobile number"),
        "email": ("email address", "e-mail"), "birth": ("date of birth", "birthday"), "pin": ("pin", "pin code"),
        "spelled": ("surname", "last name"), "account": ("account number", "booking reference"),
    }[label]  # fmt: skip
    name = draw.choice(names)
    tail = draw.choice(("", " and nothing works", " thanks", " can you look into it"))
    if draw.random() < 0.4:
        return _parse(
            [
                f"could i take your {name} please",
                draw.choice(("sure it's ", "", "yes that would be ")) + "{" + value + "}" + tail,
            ],
            label,
        )
    lead = draw.choice(
        (f"my {name} is ", f"right so the {name} is ", f"yeah my {name} it's ", f"for the {name} i have ")
    )
    return _parse([lead + "{" + value + "}" + tail], label)


def _value(draw: random.Random, label: str) -> str:
    sizes = {"card": 16, "cvv": 3, "ssn": 9, "phone": draw.choice((10, 11)), "pin": 4, "account": draw.choice((6, 8))}
    if label in sizes:
        return _say(draw, _digits(draw, sizes[label]))
    if label == "email":
        local = draw.choice(FORENAMES) + draw.choice((" dot ", " underscore ", " dash ")) + draw.choice(SURNAMES)
        number = draw.choice(("", " " + _say(draw, _digits(draw, 2))))
        host = draw.choice(("gmail dot com", "hotmail dot co dot uk", "fastmail dot org", "my work dot net"))
        return f"{local}{number} at {host}"
    if label == "birth":
        year = f"nineteen {draw.choice(TENS[4:])} {draw.choice(DIGITS[1:])}"
        day, month = draw.choice(ORDINALS), draw.choice(MONTHS)
        return draw.choice((f"the {day} of {month} {year}", f"{month} {day} {year}"))
    letters = list(draw.choice(SURNAMES))
    if draw.random() < 0.4:
        return " ".join(f"{one} for {draw.choice(('apple', 'tango', 'robert', 'sugar'))}" for one in letters)
    return " ".join(letters)


def _digits(draw: random.Random, size: int) -> str:
    return "".join(str(draw.randint(0, 9)) for _ in range(size))


def _say(draw: random.Random, digits: str) -> str:
    words = []
    at = 0
    while at < len(digits):
        one = digits[at]
        if digits[at + 1 : at + 2] == one and draw.random() < 0.6:
            words.append(f"double {DIGITS[int(one)]}")
            at += 2
        elif one in "23456789" and digits[at + 1 : at + 2] not in ("", "0") and draw.random() < 0.15:
            words.append(f"{TENS[int(one)]} {DIGITS[int(digits[at + 1])]}")
            at += 2
        else:
            words.append(draw.choice(("oh", "zero")) if one == "0" else draw.choice((DIGITS[int(one)],) * 5 + (one,)))
            at += 1
        if at < len(digits) and draw.random() < 0.08:
            words.append(draw.choice(("um", "uh", "then")))
    return " ".join(words)


def _parse(turns: Sequence[str], label: str) -> Labelled:
    texts: list[str] = []
    spans: list[tuple[int, int, int, str]] = []
    for turn in turns:
        start, end = turn.find("{"), turn.find("}")
        if start >= 0:
            spans.append((len(texts), start, end - 1, label))
        texts.append(turn.replace("{", "").replace("}", ""))
    return Labelled(turns=tuple(texts), spans=tuple(spans))


def measure(rows: Iterable[Labelled], show: str | None) -> None:
    """Print recall by label with Wilson's 95 % interval, and the share of unlabelled characters that is hidden."""
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    outside = hidden_outside = 0
    for row in rows:
        multi = len(row.turns) > 1
        turns = [
            RawTurn(speaker="agent" if multi and index % 2 == 0 else "customer", text=text)
            for index, text in enumerate(row.turns)
        ]
        done = redact_turns(turns) if multi else (redact(row.turns[0]),)
        for index, text in enumerate(row.turns):
            masked = {at for one in done[index].hidden for at in range(one.start, one.end)}
            mine = [span for span in row.spans if span[0] == index]
            labelled = {at for _, start, end, _ in mine for at in range(start, end)}
            free = [at for at, char in enumerate(text) if char.isalnum() and at not in labelled]
            outside += len(free)
            hidden_outside += sum(at in masked for at in free)
            for _, start, end, label in mine:
                total[label] += 1
                ok = all(at in masked for at in range(start, end) if text[at].isalnum())
                caught[label] += ok
                if not ok and show == label:
                    print("  missed", repr(text[start:end]), "in", repr(done[index].text[:160]))
    for label in sorted(total):
        low, high = _wilson(caught[label], total[label])
        print(
            f"  {label:18} {caught[label]:5}/{total[label]:<5} {caught[label] / total[label]:7.1%}"
            f"  [{low:.1%}, {high:.1%}]"
        )
    print(f"  hidden outside any label: {hidden_outside / max(outside, 1):.2%} of letters and digits")


def _wilson(hits: int, trials: int) -> tuple[float, float]:
    rate, z = hits / trials, 1.96
    centre = (rate + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z * sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials)) / (1 + z * z / trials)
    return max(0.0, centre - half), min(1.0, centre + half)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=3000)
    parser.add_argument("--misses", help="also print what was missed of this label")
    options = parser.parse_args()
    data = Path(os.environ.get("PAINPOINTS_DATA") or Path(__file__).parents[2] / "shared" / "data") / "pii"
    for name in ("generated_large.json", "generated_small.json"):
        if (data / name).exists():
            print(f"{name}, written form")
            measure(written(data / name), options.misses)
        else:
            print(f"{name}: skipped, not found; set PAINPOINTS_DATA")
    rows = spoken(options.samples, seed=7)
    print(f"spoken form, {options.samples} conversations made by grammar")
    measure(rows, options.misses)
    lines = harmless(options.samples // 2, seed=7)
    touched = [line for line in lines if redact(line).hidden]
    print(f"hard negatives: {len(lines) - len(touched)}/{len(lines)} survive")
    if options.misses == "harmless":
        print("\n".join(sorted({f"  {line} -> {redact(line).text}" for line in touched})))
    texts = [text for row in rows for text in row.turns] + lines
    began = time.process_time()
    for text in texts:
        redact(text)
    print(f"{len(texts) / (time.process_time() - began):,.0f} turns a second of CPU time")


if __name__ == "__main__":
    main()
