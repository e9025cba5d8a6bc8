"""Editions on their way to those who are named for them: each once, and none forgotten.

What arrived is written into the catalog after it was taken, so that a crash in between may send something twice, and
never loses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flows import log, smtp, webhook
from flows.home import Home
from flows.night import edition_of
from flows.smtp import Letter
from pipeline.errors import PainpointsError, UsageError
from pipeline.model import Delivery, EditionName, Night, Snapshot, Way
from pipeline.settings import Settings
from pipeline.view import View
from reports.delivery import digest, mail, slack
from reports.edition import Edition
from reports.nouns import OpenAlert
from reports.nouns.digest import Digest
from reports.printing.press import Press, press_of

LOOK_BACK = 3
"""Nights, the newest among them, of which an alert that nobody heard of is still told."""


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
    """The e-mail of an edition as plain text; raises UsageError where the night was never published, or by a version
    that told of fewer people than may be told of."""
    edition, by = _edition(home, night)
    if not mail.may_be_sent(edition):
        raise UsageError(f"{night} was published by an earlier version, so it has no e-mails: run the night again")
    return mail.text(digest.of(edition, name, say=by.say, url=home.settings.reports.url), by=by)


def deliver(
    home: Home, night: Night, *, now: Callable[[], datetime], sleep: Callable[[float], None], again: bool = False
) -> Delivered:
    """Bring a published night to those who have not got it, with `again` to all who are named; the caller holds the
    home's lock.

    With the newest night go the open alerts that opened lately, each once. What did not arrive stands in the
    result, and is kept for `painpoints status`. Raises UsageError where the night was never published.
    """
    edition, by = _edition(home, night)
    attempts: list[Delivery] = []

    def keep(way: Way, what: str, to: str, sha256: str, why: str) -> None:
        one = Delivery(night=night.date, what=what, way=way, to=to, sha256=sha256, at=now(), why=why)
        attempts.append(one)
        home.catalog.deliveries.record(one)

    tried = home.catalog.deliveries.of(night.date)
    letters = _letters(home.settings, edition, by=by, tried=tried, again=again)
    smtp.send(
        home.settings.mail,
        letters,
        told=lambda letter, why: keep("mail", letter.what, letter.to, letter.sha256, why),
        sleep=sleep,
    )
    head = home.catalog.head()
    newest = head is not None and head.newest == night.date
    opened = [alert for alert, _ in _untold(home, edition)] if newest and home.settings.webhook.alerts else []
    if opened:
        why = _tell(home.settings, edition, opened, by=by, sleep=sleep)
        for alert in opened:
            keep("webhook", alert.alert_id, "", "", why)
    done = Delivered(night=night.date, attempts=tuple(attempts))
    log.delivered(home.folder / "logs", night.date, done.counts())
    return done


def undelivered(home: Home) -> tuple[Delivery, ...]:
    """What the newest night's readers should have got and have not, whether it was tried or not."""
    head, settings = home.catalog.head(), home.settings
    if head is None or not home.has_readers:
        return ()
    edition, by = _edition(home, Night(date=head.newest, zone=settings.zone))
    tried = home.catalog.deliveries.of(head.newest)
    missing: list[Delivery] = []
    for name, to, one in _addressed(settings, edition, by=by):
        last = max(_to(tried, name, to), key=lambda one: one.at, default=None)
        had = _had(tried, name, to)
        # Nights that are decided anew send nothing, so what arrived before is enough where nothing failed since.
        if last is None or (last.why and not (had and had.sha256 == mail.content_sha256(one))):
            missing.append(last or _untried(head, name, "mail", to))
    if settings.webhook.alerts:
        missing += (last or _untried(head, alert.alert_id, "webhook") for alert, last in _untold(home, edition))
    return tuple(missing)


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


def _untried(head: Snapshot, what: str, way: Way, to: str = "") -> Delivery:
    return Delivery(night=head.newest, what=what, way=way, to=to, sha256="", at=head.published_at, why="not tried yet")


def _to(tried: Sequence[Delivery], name: EditionName, to: str) -> list[Delivery]:
    return [one for one in tried if (one.way, one.what, one.to) == ("mail", name, to)]


def _had(tried: Sequence[Delivery], name: EditionName, to: str) -> Delivery | None:
    """What an address got last."""
    return max((one for one in _to(tried, name, to) if not one.why), key=lambda one: one.at, default=None)


def _addressed(settings: Settings, edition: Edition, *, by: Press) -> Iterator[tuple[EditionName, str, Digest]]:
    """Each edition's e-mail with each address that is named for it."""
    named: dict[EditionName, tuple[str, ...]] = {
        "product": settings.mail.product,
        "marketing": settings.mail.marketing,
    }
    for name, addresses in named.items():
        if addresses and mail.may_be_sent(edition):
            one = digest.of(edition, name, say=by.say, url=settings.reports.url)
            yield from ((name, to, one) for to in addresses)


def _letters(
    settings: Settings, edition: Edition, *, by: Press, tried: Sequence[Delivery], again: bool
) -> list[Letter]:
    """An e-mail for everybody who has not got his edition as it is now."""
    night, sender = Night(date=edition.night, zone=settings.zone), settings.mail.sender
    letters = []
    for name, to, one in _addressed(settings, edition, by=by):
        sha256, had = mail.content_sha256(one), _had(tried, name, to)
        if had and had.sha256 == sha256 and not again:
            continue
        updated, after = bool(had and had.sha256 != sha256), f"{had.sha256} {had.at.isoformat()}" if had else ""
        letter = mail.letter(one, night, by=by, sender=sender, to=to, updated=updated, after=after)
        letters.append(Letter(what=name, to=to, sha256=sha256, data=letter.as_bytes()))
    return letters


def _untold(home: Home, edition: Edition) -> list[tuple[OpenAlert, Delivery | None]]:
    """The open alerts of the newest edition that opened in the last nights and were not told, each with the newest
    attempt at it."""
    recent = View(home.lake, home.catalog, home.catalog.head()).nights("editions")[-LOOK_BACK:]
    tried = [one for night in recent for one in home.catalog.deliveries.of(night) if one.way == "webhook"]
    told = {one.what for one in tried if not one.why}
    last = {one.what: one for one in sorted(tried, key=lambda one: one.at)}
    open_ = [alert for alert in edition.alerts if alert.opened >= recent[0] and alert.alert_id not in told]
    return [(alert, last.get(alert.alert_id)) for alert in open_]


def _tell(
    settings: Settings, edition: Edition, opened: Sequence[OpenAlert], *, by: Press, sleep: Callable[[float], None]
) -> str:
    if not settings.webhook.url:
        return "PAINPOINTS_WEBHOOK is not set"
    body = slack.message(edition, opened, say=by.say, url=settings.reports.url)
    return webhook.post(settings.webhook.url, body, sleep=sleep)
