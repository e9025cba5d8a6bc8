"""Letters on their way to a mail server: the only module that knows smtplib.

What a server took is told at once, each letter by itself. One that it took just before it hung up, without a word, is
taken for lost and sent again: an e-mail may arrive twice, but none is lost in silence.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.model import EditionName
from pipeline.post import Mail

PAUSES = (5.0, 20.0)
"""Seconds before the second try and the third."""
PATIENCE = 20.0
"""Seconds within which a server answers."""
_LONGEST = 160
_TROUBLE = {
    smtplib.SMTPServerDisconnected: "the server hung up",
    ssl.SSLError: "the server does not speak TLS as mail.security and mail.port say",
    TimeoutError: "the server does not answer",
    UnicodeError: "mail.host is no name that a server can have",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An e-mail to one address."""

    what: EditionName
    to: str
    sha256: str
    """Of what it says."""
    data: bytes


Told = Callable[[Letter, str], None]
"""Hears of each letter once: why it did not arrive, or nothing where the server took it."""


def send(
    mail: Mail, letters: Sequence[Letter], *, told: Told, sleep: Callable[[float], None], patience: float = PATIENCE
) -> None:
    """Bring letters to the server, those again that may yet get through; raises nothing that a server can cause."""
    if not letters:
        return
    if mail.username and not (mail.password and mail.password.isascii()):
        what = "holds more than ASCII, which cannot be sent" if mail.password else "is not set"
        left = dict.fromkeys(letters, f"PAINPOINTS_SMTP_PASSWORD {what}")
    else:
        left = dict.fromkeys(letters, "")
        for pause in (0.0, *PAUSES):
            if pause:
                sleep(pause)
            left = _try(mail, tuple(left), told, patience)
            if not left:
                return
    for letter, why in left.items():
        told(letter, why)


def _try(mail: Mail, letters: Sequence[Letter], told: Told, patience: float) -> dict[Letter, str]:
    """One call at the server; what it neither took nor refused for good, and why."""
    open_ = list(letters)
    later: dict[Letter, str] = {}
    try:
        with _connected(mail, patience) as server:
            for letter in letters:
                why, again = _hand_over(server, mail, letter)
                open_.remove(letter)
                if again:
                    later[letter] = why
                else:
                    told(letter, why)
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        why, again = _reason(error, mail)
        for letter in open_:
            if again:
                later[letter] = why
            else:
                told(letter, why)
    return later


@contextmanager
def _connected(mail: Mail, patience: float) -> Iterator[smtplib.SMTP]:
    # Our own name would be looked up in the network.
    name = mail.sender.rpartition("@")[2]
    if mail.security == "tls":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.at, name, timeout=patience, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.at, name, timeout=patience)
    with server:
        if mail.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if mail.username:
            server.login(mail.username, mail.password)
        yield server


def _hand_over(server: smtplib.SMTP, mail: Mail, letter: Letter) -> tuple[str, bool]:
    """Why the server does not take it, empty where it does, and whether it may later; raises where it hung up."""
    code: int
    said: bytes | str
    try:
        server.sendmail(mail.sender, [letter.to], letter.data)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = error.recipients[letter.to]
    except smtplib.SMTPResponseException as error:
        code, said = error.smtp_code, error.smtp_error
    else:
        return "", False
    return _answer(code, said, mail), _may_later(code)


def _reason(error: Exception, mail: Mail) -> tuple[str, bool]:
    """What is wrong with the server as a whole, and whether waiting may help."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        # What it says may repeat what it was told.
        return f"the server refuses user name and password ({error.smtp_code})", _may_later(error.smtp_code)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error, mail), _may_later(error.smtp_code)
    if isinstance(error, ssl.SSLCertVerificationError):
        said = f"the server's certificate cannot be trusted: {error.verify_message}"
    elif isinstance(error.__context__, TimeoutError):
        said = _TROUBLE[TimeoutError]  # smtplib calls that a connection that was closed
    elif isinstance(error, smtplib.SMTPNotSupportedError):
        said = f"{str(error).rstrip('.')}: see mail.security and mail.username"
    else:
        known = next((words for kind, words in _TROUBLE.items() if isinstance(error, kind)), "")
        said = known or f"the server cannot be reached: {getattr(error, 'strerror', '') or type(error).__name__}"
    return said, not isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError | UnicodeError)


def _may_later(code: int) -> bool:
    return 400 <= code < 500


def _answer(code: int, said: bytes | str, mail: Mail) -> str:
    """What a server said in one short line; a password that it should repeat is left out."""
    if code < 200:
        return "what answers is no mail server: see mail.host and mail.port"
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    if mail.password:
        text = text.replace(mail.password, "…")
    plain = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(f"{code} {plain}".split())[:_LONGEST]
