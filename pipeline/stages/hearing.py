"""A night's conversations as counting takes them: who, how it ended, in which slices, and about what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date

from pipeline.measures import Heard
from pipeline.slices import Place
from pipeline.view import View


def heard(view: View, day: date, found: Mapping[str, Set[str]], names: Sequence[str]) -> tuple[list[str], list[Heard]]:
    """The day's conversation ids, and for each what is `found` in it, in the slices of these names and in `all`."""
    columns = [name for name in names if name != "stage"]
    table = view.table("conversations", [day], ["conversation_id", "customer", "resolved", *columns])
    keys = table["conversation_id"].to_pylist()
    values = {name: table[name].to_pylist() for name in columns}
    if "stage" in names:
        told = view.table("stages", [day], ["conversation_id", "stage"])
        stages = dict(zip(told["conversation_id"].to_pylist(), told["stage"].to_pylist(), strict=True))
        values["stage"] = [stages.get(key) for key in keys]
    places = zip(*(_places(name, column) for name, column in values.items()), strict=True)
    known = zip(keys, table["customer"].to_pylist(), table["resolved"].to_pylist(), places, strict=True)
    return keys, [
        Heard(
            customer=customer,
            resolved=resolved,
            slices=(("all", ""), *filter(None, where)),
            topics=frozenset(found.get(key, ())),
        )
        for key, customer, resolved, where in known
    ]


def pairs(view: View, dataset: str, days: Sequence[date], column: str) -> dict[str, set[str]]:
    """What is found in each conversation of these days: its topics, its signals."""
    table = view.table(dataset, days, ["conversation_id", column])
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in zip(table["conversation_id"].to_pylist(), table[column].to_pylist(), strict=True):
        if value:
            found[key].add(value)
    return found


def _places(name: str, values: Sequence[str | None]) -> list[Place | None]:
    """Each conversation's place in a slice; those in one place share it."""
    places: dict[str | None, Place] = {value: (name, value) for value in set(values) if value}
    return [places.get(value) for value in values]
