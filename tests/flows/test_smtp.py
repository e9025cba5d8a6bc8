"""Letters at a real mail server on this machine: what it takes, what it refuses, and what is tried again."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mail_server import PASSWORD, USER, Post, certificate, serving

from flows import smtp
from flows.smtp import Letter
from pipeline.post import Mail

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
WORDS = b"From: pain@example.com\r\nSubject: Quiet\r\n\r\n.A night\r\n"


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-made certificate for localhost."""
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(pem: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, trusted as a company's own authority is: by SSL_CERT_FILE."""
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return pem


class Heard:
    """What is told of letters, and how long was waited."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.slept: list[float] = []

    def send(self, mail: Mail, *to: str, patience: float = 5) -> list[tuple[str, str]]:
        """Send a letter to each."""
        letters = [Letter(what="product", to=one, sha256="", data=WORDS) for one in to]
        smtp.send(
            mail,
            letters,
            told=lambda letter, why: self.told.append((letter.to, why)),
            sleep=self.slept.append,
            patience=patience,
        )
        return self.told


def mail(port: int, **more: str) -> Mail:
    """Settings for a server on this machine."""
    told = {"host": "localhost", "port": port, "security": "none", "sender": "pain@example.com"}
    return Mail.model_validate({**told, **more})


def test_a_server_takes_each_letter_by_itself() -> None:
    """Each address gets an e-mail of its own; what it holds arrives as it was."""
    post = Post()
    with serving(post) as port:
        assert Heard().send(mail(port), "mia@example.com", "tom@example.com") == [
            ("mia@example.com", ""),
            ("tom@example.com", ""),
        ]
    assert post.addresses == ["mia@example.com", "tom@example.com"]
    assert post.taken[0][1]["Subject"] == "Quiet"
    assert post.taken[0][1].get_payload() == ".A night\r\n"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_password_goes_through_tls_only(trusted: Path, security: str) -> None:
    """Whether the server speaks it from the start or is asked to."""
    post = Post()
    with serving(post, certificate=trusted, tls=security == "tls", login=True) as port:
        told = Heard().send(mail(port, security=security, username=USER, password=PASSWORD), "mia@example.com")
    assert told == [("mia@example.com", "")]
    assert post.logins == [(USER.encode(), PASSWORD.encode())]
    assert post.addresses == ["mia@example.com"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_that_cannot_be_trusted_gets_nothing(pem: Path, security: str) -> None:
    """Neither password nor letter, and it is not asked twice."""
    post, heard = Post(), Heard()
    with serving(post, certificate=pem, tls=security == "tls", login=True) as port:
        heard.send(mail(port, security=security, username=USER, password=PASSWORD), "mia@example.com")
    assert heard.told == [("mia@example.com", "the server's certificate cannot be trusted: self-signed certificate")]
    assert (heard.slept, post.logins, post.taken) == ([], [], [])


def test_a_certificate_for_another_name_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Although its authority is."""
    other = certificate(tmp_path, "mail.example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    with serving(Post(), certificate=other) as port:
        ((_, why),) = Heard().send(mail(port, security="starttls"), "mia@example.com")
    assert "Hostname mismatch" in why


def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for() -> None:
    """No letter goes in clear by mistake."""
    post, heard = Post(), Heard()
    with serving(post) as port:
        heard.send(mail(port, security="starttls"), "mia@example.com")
        ((_, why), (_, other)) = heard.send(mail(port, security="tls"), "tom@example.com")
    assert why == "STARTTLS extension not supported by server: see mail.security and mail.username"
    assert other == "the server does not speak TLS as mail.security and mail.port say"
    assert (heard.slept, post.taken) == ([], [])


def test_a_wrong_password_is_told_and_not_repeated(trusted: Path) -> None:
    """Nothing says what it was, and no pause mends it."""
    post, heard = Post(), Heard()
    with serving(post, certificate=trusted, login=True) as port:
        heard.send(mail(port, security="starttls", username=USER, password="wrong"), "mia@example.com")
    assert heard.told == [("mia@example.com", "the server refuses user name and password (535)")]
    assert (post.taken, heard.slept) == ([], [])


def test_a_password_that_cannot_be_sent_is_told_without_a_call() -> None:
    """The variable that is to hold it is named."""
    for password, why in (("", "is not set"), ("ü", "holds more than ASCII, which cannot be sent")):
        told = Heard().send(mail(1, username=USER, password=password), "mia@example.com")
        assert told == [("mia@example.com", f"PAINPOINTS_SMTP_PASSWORD {why}")]


def test_a_refused_address_keeps_nobody_else_from_his_letter() -> None:
    """Only its own letter is told as refused, with what the server said, and once."""
    post, heard = Post(refused={"tom@example.com": ["550 5.1.1 no such user"]}), Heard()
    with serving(post) as port:
        heard.send(mail(port), "mia@example.com", "tom@example.com", "ann@example.com")
    assert heard.told == [
        ("mia@example.com", ""),
        ("tom@example.com", "550 5.1.1 no such user"),
        ("ann@example.com", ""),
    ]
    assert heard.slept == []


def test_what_may_work_later_is_tried_again() -> None:
    """Greylisting and a busy server: only what was not taken is sent again, after a pause."""
    post = Post(refused={"tom@example.com": ["450 come back later", ""]}, busy=["451 busy"])
    heard = Heard()
    with serving(post) as port:
        heard.send(mail(port), "mia@example.com", "tom@example.com", "ann@example.com")
    assert sorted(heard.told) == [("ann@example.com", ""), ("mia@example.com", ""), ("tom@example.com", "")]
    assert sorted(post.addresses) == ["ann@example.com", "mia@example.com", "tom@example.com"]
    assert heard.slept == [5.0]


def test_a_server_that_stays_busy_is_told() -> None:
    """After three tries, with its last word."""
    post, heard = Post(busy=["451 busy"] * 9), Heard()
    with serving(post) as port:
        heard.send(mail(port), "mia@example.com")
    assert heard.told == [("mia@example.com", "451 busy")]
    assert heard.slept == [5.0, 20.0]


def test_a_server_that_hangs_up_is_called_again() -> None:
    """What it took before is not sent again; what it hung up on is."""
    post, heard = Post(hangs_up=1), Heard()
    with serving(post) as port:
        heard.send(mail(port), "mia@example.com", "tom@example.com")
    assert sorted(heard.told) == [("mia@example.com", ""), ("tom@example.com", "")]
    assert sorted(post.addresses) == ["mia@example.com", "tom@example.com"]
    assert heard.slept == [5.0]


def test_nobody_there_is_told() -> None:
    """A port at which nobody listens: three tries, one reason."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        heard = Heard()
        heard.send(mail(closed.getsockname()[1]), "mia@example.com", "tom@example.com")
    why = "the server cannot be reached: Connection refused"
    assert heard.told == [("mia@example.com", why), ("tom@example.com", why)]
    assert heard.slept == [5.0, 20.0]


@contextmanager
def answering(first: bytes) -> Iterator[int]:
    """A port whose owner says one thing to whoever calls, and then nothing any more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept: list[socket.socket] = []

        def answer() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                caller.sendall(first)
                kept.append(caller)

        answers = threading.Thread(target=answer, daemon=True)
        answers.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)  # wakes who waits: else it would answer the next server's caller
        answers.join()
        for caller in kept:
            caller.close()


def test_a_silent_server_is_not_waited_for_for_ever() -> None:
    """Each try ends after the patience that is asked for."""
    with answering(b"") as port:
        heard = Heard()
        heard.send(mail(port), "mia@example.com", patience=0.2)
    assert heard.told == [("mia@example.com", "the server does not answer")]
    assert heard.slept == [5.0, 20.0]


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (b"554 go away\r\n", "554 go away"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "what answers is no mail server: see mail.host and mail.port"),
        (b"554 \x1b[31m\x00" + b"x" * 400 + b"\r\n", "554 [31m xxx"),
    ],
)
def test_a_server_that_is_none_is_told_in_one_short_line(first: bytes, why: str) -> None:
    """Without anything that a terminal would obey."""
    with answering(first) as port:
        ((_, said),) = Heard().send(mail(port), "mia@example.com", patience=0.5)
    assert said.startswith(why)
    assert said.isprintable()
    assert len(said) <= 160


def test_no_letters_need_no_server() -> None:
    """Nothing is called where nothing is to be sent."""
    assert Heard().send(mail(1)) == []
