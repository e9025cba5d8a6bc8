"""Editions on their way to those who are named for them: each once, and none forgotten.

What arrived is written into the catalog after it was taken, so that a crash in between may send something twice, and
never loses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flows import log, smtp, webhook
from flows.home import Home
from flows.night import edition_of
from flows.smtp import Letter
from pipeline.errors import PainpointsError, UsageError
from pipeline.model import Delivery, EditionName, Night, Way
from pipeline.settings import Settings
from pipeline.view import View
from reports import digest, mail, slack
from reports.edition import Edition
from reports.nouns import OpenAlert
from reports.press import Press, press_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one call brought to whom."""

    night: date
    attempts: tuple[Delivery, ...] = ()
    trouble: str = ""
    """Why it ended before its end; empty where it did not."""

    def counts(self) -> dict[str, tuple[int, int]]:
        """By `product`, `marketing` and `alerts`: how many arrived, and how many did not; names no address."""
        kinds = Counter((_kind(one), not one.why) for one in self.attempts)
        return {kind: (kinds[kind, True], kinds[kind, False]) for kind in sorted({kind for kind, _ in kinds})}

    def lines(self) -> tuple[str, ...]:
        """What arrived, a line each."""
        return tuple(f"{kind}: {arrived} delivered" for kind, (arrived, _) in self.counts().items() if arrived)

    def missed(self) -> tuple[str, ...]:
        """What did not arrive and why, a line each."""
        lines = [told(one) for one in self.attempts if one.why]
        return (*lines, f"delivery of {self.night} ended early: {self.trouble}") if self.trouble else tuple(lines)

    def warnings(self) -> tuple[str, ...]:
        """The same for whoever ran the night, with what to do last."""
        missed = self.missed()
        onward = f"the night is published; `painpoints digest send --night {self.night}` delivers what is left"
        return (*missed, onward) if missed else ()


def after_publication(
    home: Home, night: Night, *, now: Callable[[], datetime], sleep: Callable[[float], None]
) -> Delivered:
    """Deliver a night that was just published, if it is the newest; it is published whatever becomes of that, so no
    trouble is raised."""
    try:
        head = home.catalog.head()
        if head is None or head.newest != night.date:
            return Delivered(night=night.date)
        return deliver(home, night, now=now, sleep=sleep)
    except PainpointsError as error:
        return Delivered(night=night.date, trouble=str(error))
    except OSError as error:
        return Delivered(night=night.date, trouble=error.strerror or type(error).__name__)


def text(home: Home, night: Night, name: EditionName) -> str:
    """The e-mail of an edition as plain text; raises UsageError where the night was never published."""
    edition, by = _edition(home, night)
    return mail.text(digest.of(edition, name, say=by.say, url=home.settings.reports.url), by=by)


def deliver(
    home: Home, night: Night, *, now: Callable[[], datetime], sleep: Callable[[float], None], again: bool = False
) -> Delivered:
    """Bring a published night to those who have not got it, with `again` to all who are named; the caller holds the
    home's lock.

    Alerts are told of the newest night only, each once. What did not arrive stands in the result, and is kept for
    `painpoints status`. Raises UsageError where the night was never published.
    """
    edition, by = _edition(home, night)
    attempts: list[Delivery] = []

    def keep(way: Way, what: str, to: str, sha256: str, why: str) -> None:
        one = Delivery(night=night.date, what=what, way=way, to=to, sha256=sha256, at=now(), why=why)
        attempts.append(one)
        home.catalog.deliveries.record(one)

    arrived = [one for one in home.catalog.deliveries.of(night.date) if not one.why]
    letters = _letters(home.settings, edition, by=by, arrived=arrived, again=again)
    smtp.send(
        home.settings.mail,
        letters,
        told=lambda letter, why: keep("mail", letter.what, letter.to, letter.sha256, why),
        sleep=sleep,
    )
    head = home.catalog.head()
    opened = _opened(edition, arrived) if head and head.newest == night.date else []
    if opened and home.settings.webhook.alerts:
        why = _tell(home.settings, edition, opened, by=by, sleep=sleep)
        for alert in opened:
            keep("webhook", alert.alert_id, "", "", why)
    done = Delivered(night=night.date, attempts=tuple(attempts))
    log.delivered(home.folder / "logs", night.date, done.counts())
    return done


def undelivered(home: Home) -> tuple[Delivery, ...]:
    """What the newest night's readers should have got and have not, as far as it was tried."""
    head = home.catalog.head()
    newest: dict[tuple[str, str, str], Delivery] = {}
    for one in sorted(home.catalog.deliveries.of(head.newest) if head else (), key=lambda one: one.at):
        newest[one.way, one.what, one.to] = one
    return tuple(one for one in newest.values() if one.why and _wanted(home.settings, one))


def told(one: Delivery) -> str:
    """What did not arrive, and why."""
    if one.way == "webhook":
        return f"alert {one.what} of {one.night} to the webhook: {one.why}"
    return f"{one.what} edition of {one.night} to {one.to}: {one.why}"


def _edition(home: Home, night: Night) -> tuple[Edition, Press]:
    """A published night's edition, and what its e-mails are printed with."""
    edition = edition_of(View(home.lake, home.catalog, home.catalog.snapshot_of(night.date)), night)
    if edition is None:
        raise UsageError(f"{night} was never published in {home.folder}: run `painpoints nightly --night {night}`")
    return edition, press_of(home.settings.reports).speaking(edition.language)


def _kind(one: Delivery) -> str:
    return "alerts" if one.way == "webhook" else one.what


def _wanted(settings: Settings, one: Delivery) -> bool:
    """Whether the settings still name whom it was meant for."""
    if one.way == "webhook":
        return settings.webhook.alerts
    return one.to in (settings.mail.product if one.what == "product" else settings.mail.marketing)


def _letters(
    settings: Settings, edition: Edition, *, by: Press, arrived: Sequence[Delivery], again: bool
) -> list[Letter]:
    """An e-mail for everybody who has not got his edition as it is now."""
    night, sender = Night(date=edition.night, zone=settings.zone), settings.mail.sender
    letters = []
    named: dict[EditionName, tuple[str, ...]] = {
        "product": settings.mail.product,
        "marketing": settings.mail.marketing,
    }
    for name, addresses in named.items():
        if not addresses:
            continue
        one = digest.of(edition, name, say=by.say, url=settings.reports.url)
        sha256 = mail.content_sha256(one)
        for to in addresses:
            had = {done.sha256 for done in arrived if (done.way, done.what, done.to) == ("mail", name, to)}
            if sha256 in had and not again:
                continue
            data = mail.letter(one, night, by=by, sender=sender, to=to, updated=bool(had - {sha256})).as_bytes()
            letters.append(Letter(what=name, to=to, sha256=sha256, data=data))
    return letters


def _opened(edition: Edition, arrived: Sequence[Delivery]) -> list[OpenAlert]:
    """The alerts that opened on the edition's night and were not told yet."""
    known = {one.what for one in arrived if one.way == "webhook"}
    return [one for one in edition.alerts if one.opened == edition.night and one.alert_id not in known]


def _tell(
    settings: Settings, edition: Edition, opened: Sequence[OpenAlert], *, by: Press, sleep: Callable[[float], None]
) -> str:
    if not settings.webhook.url:
        return "PAINPOINTS_WEBHOOK is not set"
    body = slack.message(edition, opened, say=by.say, url=settings.reports.url)
    return webhook.post(settings.webhook.url, body, sleep=sleep)
