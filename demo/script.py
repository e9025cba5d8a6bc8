"""How a contact goes: who says what, in calls, chats and e-mails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from demo.grammar import Grammar
from demo.nights import Contact
from demo.pains import Pain, talk
from demo.people import SMALL, Agent, facts

Who = Literal["customer", "agent", "bot"]


TWICE = 0.5
"""Share of customers who say a thing twice, in other words: what joins one way of putting it to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One turn before the channel's noise."""

    speaker: Who
    text: str
    hold: float = 0.0
    """Seconds the customer was on hold before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A contact, its agent and how it ends, with the grammars at hand."""

    contact: Contact
    agent: Agent
    solved: bool
    chance: Random

    @property
    def trouble(self) -> bool:
        """Whether the customer has something to complain of: no praise, no plain question."""
        return bool(self.contact.stated) or (self.contact.pain is not None and self.contact.pain.side != "praise")

    def small(self, rule: str) -> str:
        """Something that belongs to no pain."""
        return self._say(talk(), rule)

    def about(self, pain: Pain, rule: str) -> str:
        """Something that belongs to a pain; empty where its grammar has no such rule."""
        return self._say(pain.grammar, rule) if rule in pain.grammar.rules else ""

    def told(self, pain: Pain) -> str:
        """What a customer says of a pain; every second one says it twice, in other words."""
        said = self.about(pain, "says")
        return f"{said} {self.otherwise(pain, said)}".strip() if self.likely(TWICE) else said

    def likely(self, share: float) -> bool:
        """True in that share of cases."""
        return self.chance.random() < share

    def opening(self) -> str:
        """What the customer comes with: first that he comes again, if he does, then the matter."""
        said = [self.small("repeat_opening")] if self.contact.again_after else []
        subject = self.contact.pain or next(iter(self.contact.stated), None)
        return " ".join([*said, self.told(subject) if subject else self.matter("says")])

    def matter(self, rule: str) -> str:
        """One more thing about the matter of the contact, by its pain's rule."""
        subject = self.contact.pain or next(iter(self.contact.stated), None)
        if subject is None:
            return self.small("question") if rule == "says" else ""
        return self.about(subject, rule)

    def otherwise(self, pain: Pain, said: str) -> str:
        """A pain once more in a sentence that begins differently; empty where five tries bring none."""
        tries = (self.about(pain, "says") for _ in range(5))
        return next((text for text in tries if text[:12] != said[:12]), "")

    def complaints(self) -> tuple[Pain, ...]:
        """Treatment to be complained of after the matter; without a product pain the first is the matter itself."""
        return self.contact.stated if self.contact.pain else self.contact.stated[1:]

    def ending(self) -> str:
        """What the agent ends with."""
        if self.contact.pain is None and not self.contact.stated:
            return self.small("answer")
        said = self.matter("solved" if self.solved else "unsolved")
        return said or self.small("help_more" if self.agent.helps else "sorry")

    def _say(self, grammar: Grammar, rule: str) -> str:
        spoken = self.contact.channel == "voice"
        known = facts(self.contact.customer, self.agent, night=self.contact.night, spoken=spoken)
        back = self.contact.again_after
        known["back"] = "yesterday" if back <= 1 else f"{SMALL[back]} days ago"
        return grammar.say(rule, self.chance, known)


def call(scene: Scene) -> tuple[Line, ...]:
    """A call: greeting, identity, the matter, what is done about it, how he was treated, closing."""
    lines = [_agent(scene.small("greet_agent"))]
    blurted = scene.likely(0.35)
    lines.append(_customer(" ".join([scene.small("greet_customer"), *([scene.opening()] if blurted else [])])))
    if blurted and scene.trouble:
        lines.append(_agent(scene.small("sorry")))
    lines += [_agent(scene.small("ask_identity")), _customer(scene.small("give_identity"))]
    if scene.likely(0.15):
        lines += [_customer(scene.small("small_talk")), _agent(scene.small("small_reply"))]
    lines.append(_agent(scene.small("found")))
    if scene.agent.queue == "billing" and scene.likely(0.3):
        lines += [_agent(scene.small("ask_card")), _customer(scene.small("give_card"))]
    if not blurted:
        lines += [_agent(scene.small("ask_problem")), *_broken_up(scene, scene.opening())]
    lines += _worked_on(scene)
    lines += [line for pain in scene.complaints() for line in _complaint(scene, pain)]
    lines.append(_agent(scene.ending()))
    lines.append(_customer(scene.small("thanks" if scene.solved else "grumble")))
    if not scene.solved and scene.likely(0.3):
        lines += [*_broken_up(scene, scene.matter("says")), _agent(scene.small("sorry"))]
    if not scene.trouble or scene.likely(0.7):
        lines += [_agent(scene.small("anything")), _customer(scene.small("nothing"))]
    return (*lines, _agent(scene.small("bye_agent")), _customer(scene.small("bye_customer")))


def chat(scene: Scene) -> tuple[Line, ...]:
    """A chat: shorter, the matter first, often without an identity check."""
    lines = [Line(speaker="bot", text=scene.small("chat_bot"))] if scene.likely(0.4) else []
    lines += [_customer(f"{scene.small('chat_hello')}! {scene.opening()}"), _agent(scene.small("greet_chat"))]
    if scene.likely(0.4):
        lines += [_agent(scene.small("ask_identity")), _customer(scene.small("give_identity"))]
    if scene.contact.pain:
        lines += [_customer(scene.matter("more"))] if scene.likely(0.45) else []
        lines += [_agent(scene.small("wait_chat"))] if scene.contact.pain.side != "praise" else []
        lines.append(_agent(scene.matter("agent")))
    elif scene.trouble:
        lines += [_agent(scene.matter("agent")), _customer(scene.small("react"))]
    else:
        lines.append(_agent(scene.small("wait_chat")))
    for pain in scene.contact.shown[:1]:
        lines += [_agent(scene.about(pain, "agent")), _customer(scene.small("react"))]
    for pain in scene.complaints():
        lines += [_customer(_and_another(scene, pain)), _agent(scene.small("sorry"))]
    lines += [_agent(scene.ending()), _customer(scene.small("thanks" if scene.solved else "grumble"))]
    return (*lines, _agent(scene.small("bye_agent")))


def mail(scene: Scene) -> tuple[Line, ...]:
    """An e-mail and its answer, sometimes a second round."""
    story, wish = (scene.small("mail_story"), scene.small("mail_wish")) if scene.trouble else ("", "")
    told = [story, scene.opening(), scene.matter("more")]
    told += [_and_another(scene, pain) for pain in scene.complaints()] + [wish]
    reply = [scene.small("sorry") if scene.trouble else "", scene.small("mail_explain"), scene.matter("agent")]
    reply += [scene.about(pain, "agent") for pain in scene.contact.shown]
    lines = [
        _customer("\n\n".join([scene.small("mail_open"), " ".join(filter(None, told)), scene.small("mail_close")])),
        _agent(_letter(scene, [*reply, scene.ending()])),
    ]
    if scene.likely(0.4):
        after = [scene.small("thanks")] if scene.solved else [scene.small("grumble"), scene.matter("says")]
        lines.append(_customer("\n\n".join([" ".join(after), scene.small("mail_close")])))
        lines += [_agent(_letter(scene, [scene.small("help_more")]))] if not scene.solved and scene.likely(0.6) else []
    return tuple(lines)


def _worked_on(scene: Scene) -> list[Line]:
    """The agent asks, looks, says what he sees; what he does wrong is seen here."""
    lines: list[Line] = []
    if not scene.trouble:
        more = scene.matter("more")
        answer = _customer(more or scene.small("hold_ok"))
        return [_agent(scene.matter("agent") or scene.small("hold_ask")), answer]
    if scene.contact.pain:
        lines += [_agent(scene.small("sorry"))] if scene.agent.helps and scene.likely(0.3) else []
        lines += [_agent(scene.small("probe")), _customer(scene.small("probe_reply"))]
        if scene.likely(0.45):
            lines += [_agent(scene.small("hold_ask")), _customer(scene.small("hold_ok"))]
            lines.append(Line(speaker="agent", text=scene.small("hold_back"), hold=60 + 400 * scene.chance.random()))
    lines.append(_agent(scene.matter("agent") or scene.small("help_more")))
    lines.append(_customer((scene.likely(0.5) and scene.matter("more")) or scene.small("react")))
    for pain in scene.contact.shown:
        lines += [_agent(scene.about(pain, "agent")), _customer(scene.small("react"))]
    if scene.contact.pain is None and scene.contact.stated:
        lines += [_agent(scene.small("sorry")), *_broken_up(scene, scene.matter("says"))]
    return lines


def _complaint(scene: Scene, pain: Pain) -> list[Line]:
    """The customer says how he was treated; now and then the agent has just done it."""
    lines = [_agent(scene.about(pain, "agent"))] if scene.likely(0.3) else []
    answer = scene.small("sorry") if scene.agent.helps else scene.small("help_more")
    return [*lines, _customer(_and_another(scene, pain)), _agent(answer)]


def _and_another(scene: Scene, pain: Pain) -> str:
    return f"{scene.small('treat_lead')} {scene.told(pain)}".strip()


def _broken_up(scene: Scene, text: str) -> list[Line]:
    """A long thought of the customer, now and then with the agent's murmur in the middle."""
    cut = text.find(", ", len(text) // 3)
    if cut < 0 or not scene.likely(0.3):
        return [_customer(text)]
    return [_customer(text[: cut + 1]), _agent(scene.small("mm")), _customer(text[cut + 2 :])]


def _letter(scene: Scene, sentences: list[str]) -> str:
    body = " ".join(filter(None, sentences))
    return "\n\n".join([scene.small("mail_reply_open"), body, scene.small("mail_reply_close")])


def _agent(text: str) -> Line:
    return Line(speaker="agent", text=text)


def _customer(text: str) -> Line:
    return Line(speaker="customer", text=text)


SCRIPTS: dict[str, Callable[[Scene], tuple[Line, ...]]] = {"voice": call, "chat": chat, "email": mail}
