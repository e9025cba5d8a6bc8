"""How readers are told of the signals: a clause, a group and a definition for each name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Group = Literal["leave", "recommend", "tell", "promise", "treatment", "effort", "outcome"]
GROUPS: tuple[Group, ...] = ("leave", "recommend", "tell", "promise", "treatment", "effort", "outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalDefinition:
    """A signal as readers know it."""

    name: str
    title: str
    """A clause in the past tense with its subject, such as `Customers threatened to leave`."""
    speaker: str
    """Whose turns it is found in: customer or agent."""
    definition: str
    group: str
    """Where on the pages it belongs, one of GROUPS; another group is shown with how conversations went."""


def _row(name: str, title: str, speaker: str, group: Group, definition: str) -> SignalDefinition:
    return SignalDefinition(name=name, title=title, speaker=speaker, group=group, definition=definition)


KNOWN: tuple[SignalDefinition, ...] = (
    _row("churned", "Customers said they have left", "customer", "leave",
         "The customer says that the contract is cancelled or that they have gone to another company."),
    _row("churn_threat", "Customers threatened to leave", "customer", "leave",
         "The customer says that they will or may cancel or go to another company."),
    _row("no_other_company", "Customers said no other company treats them so", "customer", "leave",
         "The customer compares the company with others, to its disadvantage."),
    _row("praise", "Customers praised us", "customer", "recommend",
         "The customer praises the company, a product or a person; plain thanks at the end do not count."),
    _row("recommends", "Customers said they recommend us", "customer", "recommend",
         "The customer says that they recommended the company or will."),
    _row("tells_others", "Customers said they tell others", "customer", "tell",
         "The customer says that they tell or will tell other people, or writes a review."),
    _row("promise_broken", "Customers said we broke a promise", "customer", "promise",
         "The customer says that something promised (a price, a discount, a date, a call) was not kept."),
    _row("price_promise", "Customers said the price is not what we promised", "customer", "promise",
         "The customer says that a price, discount or reward differs from what was promised."),
    _row("blame_shift", "Agents put the fault on the customer", "agent", "treatment",
         "The agent says that the customer, their device or their settings cause the problem."),
    _row("procedure_talk", "Agents answered with procedure", "agent", "treatment",
         "The agent answers with rules or the system's limits instead of a way to help."),
    _row("not_believed", "Customers felt they were not believed", "customer", "treatment",
         "The customer says that what they report is doubted."),
    _row("fitting_offer", "Agents made an offer that fitted", "agent", "treatment",
         "The agent offers something that answers what the customer asked for."),
    _row("long_wait", "Customers complained of a long wait", "customer", "effort",
         "The customer says that they waited long for an answer, a person or a solution."),
    _row("repeat_contact", "Customers contacted us again about the same thing", "customer", "effort",
         "The customer says that they have been in touch about this before."),
    _row("asks_for_supervisor", "Customers asked for a supervisor", "customer", "effort",
         "The customer asks for somebody higher up."),
    _row("confirms_resolved", "Customers confirmed that it was solved", "customer", "outcome",
         "The customer says in the conversation that the problem is gone."),
)  # fmt: skip


def complete(signals: Sequence[SignalDefinition], names: Sequence[str]) -> tuple[SignalDefinition, ...]:
    """The definitions given, and for every further name that occurs the known one or a plain one made of its name."""
    given = {signal.name: signal for signal in signals}
    known = {signal.name: signal for signal in KNOWN}
    more = [known.get(name) or _plain(name) for name in sorted(set(names) - set(given))]
    return (*signals, *more)


def _plain(name: str) -> SignalDefinition:
    words = name.replace("_", " ")
    definition = f"Conversations in which “{words}” was found."
    return SignalDefinition(
        name=name, title=words.capitalize(), speaker="customer", definition=definition, group="outcome"
    )
