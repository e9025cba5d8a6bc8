"""Commands about the e-mails of a night: showing one, and sending what did not arrive."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import DEFAULT_HOME, Config, HomeFolder, a_date, now, opened

if TYPE_CHECKING:
    from flows.home import Home
    from pipeline.model import Night

ANight = Annotated[
    date | None, typer.Option(parser=a_date, metavar="DATE", help="The night.  [default: the newest published one]")
]


class Which(StrEnum):
    """An edition."""

    PRODUCT = "product"
    MARKETING = "marketing"


def show(
    night: ANight = None,
    edition: Annotated[Which, typer.Option(help="Which of the two.")] = Which.PRODUCT,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
) -> None:
    """Print the e-mail of an edition as plain text, as its readers get it."""
    from flows.delivery import text

    place = opened(home, config)
    typer.echo(text(place, _night(place, night), edition.value), nl=False)


def send(
    night: ANight = None,
    again: Annotated[bool, typer.Option("--again", help="Also send e-mails to those who have got them.")] = False,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
) -> None:
    """Deliver a night to those who have not got it: e-mails, and by webhook alerts that opened on the newest night."""
    from time import sleep

    from flows.delivery import deliver
    from pipeline.errors import RetryLater, SettingsError

    place = opened(home, config)
    mail, webhook = place.settings.mail, place.settings.webhook
    if not (mail.product or mail.marketing or webhook.alerts):
        raise SettingsError(
            "nobody is to be told: name addresses in mail.product or mail.marketing, or set webhook.alerts"
        )
    with place.locked():
        done = deliver(place, _night(place, night), now=now, sleep=sleep, again=again)
    for line in done.lines() or ["nothing to deliver: everybody who is named has got it"] * (not done.attempts):
        typer.echo(line)
    for line in done.missed():
        typer.echo(f"painpoints: {line}", err=True)
    if done.missed():
        raise RetryLater("not everything arrived: mend what it says, and run the same command again")


def _night(home: Home, given: date | None) -> Night:
    from pipeline.errors import UsageError
    from pipeline.model import Night

    head = home.catalog.head()
    if head is None:
        raise UsageError(f"nothing is published in {home.folder}: run `painpoints nightly` or `painpoints demo`")
    return Night(date=given or head.newest, zone=home.settings.zone)
