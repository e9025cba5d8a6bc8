"""What is told elsewhere when alerts open: one message, in the form that Slack and its likes take."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from reports.delivery.digest import clean, line
from reports.nouns import Edition, OpenAlert
from reports.words import filters
from reports.words.wording import Wording, shortened

MOST = 10
"""Alerts that are told in one message."""
HEADER, NAME, TEXT = 150, 150, 500
"""Most characters: Slack takes no longer header, and no section of more than 3,000 once `<` has become `&lt;`."""
MARKS = {"rising": "▲", "new": "●", "back": "↩", "falling": "▼"}


def message(edition: Edition, opened: Sequence[OpenAlert], *, say: Wording, url: str) -> bytes:
    """The alerts that opened on a night, of which there is at least one, as JSON: the same alerts, the same bytes."""
    company = clean(edition.company)
    first = line(say, opened[0].subject.name)
    head = (
        say("webhook-one", company=company, name=first)
        if len(opened) == 1
        else say("webhook-many", company=company, count=len(opened))
    )
    told, rest = opened[:MOST], len(opened) - MOST
    foot = escaped(say("webhook-night", day=clean(edition.date_words)))
    if url:
        foot += f" · <{url}night={edition.night}/product.html|{escaped(say('digest-read-product'))}>"
    sections = [_section(edition, one, say, url) for one in told]
    if rest > 0:
        sections.append(escaped(say("webhook-more", count=rest)))
    blocks = (
        {"type": "header", "text": {"type": "plain_text", "text": shortened(head, HEADER), "emoji": False}},
        *({"type": "section", "text": _mrkdwn(text)} for text in sections),
        {"type": "context", "elements": [_mrkdwn(foot)]},
    )
    plain = " ".join([f"{head}.", *(f"{line(say, one.subject.name)}: {line(say, one.text)}" for one in told)])
    return orjson.dumps({"text": escaped(plain), "blocks": blocks})


def escaped(text: str) -> str:
    """Text in which nothing is a link, a mention or a command."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _section(edition: Edition, one: OpenAlert, say: Wording, url: str) -> str:
    name = escaped(shortened(line(say, one.subject.name), NAME)).replace("|", "¦")
    if url and one.about == "topic":
        name = f"<{url}topics/{filters.page_name(one.subject.topic_id)}|{name}>"
    elif url:
        name = f"<{url}night={edition.night}/product.html|{name}>"
    label = escaped(f"{MARKS.get(one.kind, '–')} {line(say, one.label)}")
    return f"{label}: *{name}*\n{escaped(shortened(line(say, one.text), TEXT))}"


def _mrkdwn(text: str) -> dict[str, object]:
    # Verbatim, or names of channels and people in a customer's words would become mentions.
    return {"type": "mrkdwn", "text": text, "verbatim": True}
