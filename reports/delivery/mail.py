"""A night's e-mails as they are sent and kept: styled by what each part carries itself, the same bytes every time."""

from __future__ import annotations

import hashlib
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

import orjson
from css_inline import CSSInliner

from pipeline.model import Night
from reports.delivery import digest
from reports.nouns import Edition
from reports.nouns.digest import Digest
from reports.printing.press import Press

NOBODY = "painpoints@painpoints.invalid"
"""The sender where none is set: of an e-mail that lies beside the pages and is never sent."""
FEWEST_KEPT_SINCE = 8
"""The first format of editions that tell no number of fewer people than may be told of."""
_POLICY = SMTP.clone(refold_source="none")
_INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def may_be_sent(edition: Edition) -> bool:
    """Whether an edition is young enough to leave the house."""
    return edition.format_version >= FEWEST_KEPT_SINCE


def letters(edition: Edition, *, by: Press, url: str, zone: str) -> dict[str, bytes]:
    """The e-mails of both editions as files, by their names under the reports folder; nobody's address is in them, nor
    the sender's."""
    if not may_be_sent(edition):
        return {}
    night = Night(date=edition.night, zone=zone)
    told = {name: digest.of(edition, name, say=by.say, url=url) for name in digest.EDITIONS}
    return {f"night={night}/{name}.eml": letter(one, night, by=by, sender="").as_bytes() for name, one in told.items()}


def letter(
    one: Digest, night: Night, *, by: Press, sender: str, to: str = "", updated: bool = False, after: str = ""
) -> EmailMessage:
    """The e-mail itself, dated at the night's end; `updated` says that it takes the place of one sent before, and
    `after` which one that address got last."""
    sha256 = content_sha256(one)
    # A server drops what has the id of an e-mail that it knows.
    mark = hashlib.sha256(f"{sha256} {after} {to}".encode()).hexdigest() if after else sha256
    domain = (sender or NOBODY).rpartition("@")[2]
    message = EmailMessage(policy=_POLICY)
    message.set_raw("From", f"{_encoded('From', one.sender)} <{sender or NOBODY}>")
    if to:
        message["To"] = Address(addr_spec=to)
    message.set_raw("Subject", _encoded("Subject", one.subject_again if updated else one.subject))
    message["Date"] = night.end.astimezone(ZoneInfo(night.zone))
    message["Message-ID"] = f"<{one.edition}.{mark[:24]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text(one, by=by), cte="quoted-printable")
    message.add_alternative(html(one, by=by), subtype="html", cte="quoted-printable")
    message["Content-Language"] = one.language
    # No part can hold it: in quoted-printable an equals sign is never followed by an underline.
    message.set_boundary(f"=_{sha256[:32]}")
    return message


def content_sha256(one: Digest) -> str:
    """Of what an e-mail tells of its night: the same to whomever it is sent, and wherever the pages lie."""
    told = (
        (one.edition, one.date_words, one.headline, one.lede, one.coverage, one.caution),
        [(item.kind, item.name, item.text) for item in one.changes],
        [(row.name, row.counted, row.cells) for section in one.sections for row in section.rows],
        [(said.text, said.source) for said in one.quotes],
    )
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


def text(one: Digest, *, by: Press) -> str:
    """The e-mail as plain text, lines of 72 characters but for addresses."""
    return by.page("digest.txt", {"d": one}).decode()


def html(one: Digest, *, by: Press) -> str:
    """The e-mail as a page that needs no style sheet, no script and no picture."""
    return _INLINER.inline(by.page("digest.html", {"d": one}).decode()) + "\n"


def _encoded(name: str, words: str) -> str:
    """Words of anybody as a header takes them (RFC 2047): `EmailMessage` itself loses blanks between such words, and
    takes what only looks encoded for encoded."""
    plain = name == "Subject" and words.isascii() and "=?" not in words
    return Header(words, "us-ascii" if plain else "utf-8", header_name=name).encode()
