"""A mail server on this machine, as tests want it: it keeps what it took, and can be unwilling in many ways."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "pain", "hunter2 and more"


@dataclass
class Post:
    """Takes e-mails, or does not."""

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    """To whom, and what."""
    refused: dict[str, list[str]] = field(default_factory=dict)
    """What it answers an address with, one answer a try, the last one for ever; an empty one takes it."""
    busy: list[str] = field(default_factory=list)
    """What it answers the next e-mails with instead of taking them."""
    hangs_up: int = 0
    """On so many e-mails it hangs up before it answers."""
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, _options: list[str]) -> str:  # noqa: N802
        """Refuse an address that it is to refuse."""
        answers = self.refused.get(address, [])
        answer = (answers.pop(0) if len(answers) > 1 else answers[0]) if answers else ""
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802 - as aiosmtpd asks for it
        """Take an e-mail."""
        if self.hangs_up:
            self.hangs_up -= 1
            cast(Transport, server.transport).close()
        elif self.busy:
            return self.busy.pop(0)
        else:
            message = message_from_bytes(cast(bytes, envelope.content), policy=default)
            self.taken += [(to, message) for to in envelope.rcpt_tos]
        return "250 taken"

    def authenticator(self, *about: Any) -> AuthResult:
        """Let in whoever knows the password."""
        login = cast(LoginPassword, about[-1])
        self.logins.append((login.login, login.password))
        known = (login.login, login.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)

    @property
    def addresses(self) -> list[str]:
        """To whom it took something, in order."""
        return [to for to, _ in self.taken]


@contextmanager
def serving(post: Post, *, certificate: Path | None = None, tls: bool = False, login: bool = False) -> Iterator[int]:
    """The port at which the post is served; with a certificate it speaks TLS, from the start or when asked."""
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=_free(),
        ssl_context=context if tls else None,
        tls_context=None if tls else context,
        authenticator=post.authenticator if login else None,
        auth_required=login,
        auth_require_tls=not tls and certificate is not None,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def certificate(folder: Path, name: str = "localhost") -> Path:
    """A key and a certificate that it signed itself, in one file; the test skips where openssl is missing."""
    openssl = shutil.which("openssl") or pytest.skip("no openssl on this machine")
    path = folder / f"{name}.pem"
    words = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={name} -addext subjectAltName=DNS:{name}"
    files = ["-keyout", str(path), "-out", str(folder / "cert.pem")]
    subprocess.run([openssl, *words.split(), *files], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (folder / "cert.pem").read_bytes())
    return path
