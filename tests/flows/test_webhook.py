"""A message at a real web server on this machine: taken, refused, or tried again, and its address never told."""

from __future__ import annotations

import json
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hook_server import SECRET, TAKEN, Hook
from mail_server import certificate

from flows import webhook


def post(hook: Hook) -> tuple[str, list[float]]:
    """What came of a message, and how long was waited."""
    slept: list[float] = []
    with hook.serving() as url:
        return webhook.post(url, json.dumps({"text": "Grüße"}).encode(), sleep=slept.append, patience=2), slept


def test_a_message_is_posted_once() -> None:
    """As JSON, to its address alone, from us by name."""
    hook = Hook()
    assert post(hook) == ("", [])
    ((method, path, headers, body),) = hook.got
    assert (method, path) == ("POST", f"/{SECRET}")
    assert (headers["Content-Type"], headers["User-Agent"]) == ("application/json", "painpoints")
    assert json.loads(body) == {"text": "Grüße"}


@pytest.mark.parametrize("code", [429, 500, 502, 503])
def test_a_busy_webhook_is_asked_again(code: int) -> None:
    """Twice, ever later; then what it said is told."""
    assert post(Hook((code, {}), TAKEN)) == ("", [2.0])
    assert post(Hook((code, {}), (code, {}), (code, {}))) == (f"the webhook answers {code}", [2.0, 10.0])


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "0"}, 2.0),
        ({"Retry-After": "soon"}, 2.0),
        ({"Retry-After": "-5"}, 2.0),
        ({"Retry-After": "٧"}, 2.0),
        ({"Date": "Fri, 20 Nov 2026 03:00:00 GMT", "Retry-After": "Fri, 20 Nov 2026 03:00:30 GMT"}, 30.0),
        ({"Date": "Fri, 20 Nov 2026 03:00:00 GMT", "Retry-After": "Fri, 20 Nov 2026 02:00:00 GMT"}, 2.0),
    ],
)
def test_a_webhook_may_say_when(asked: dict[str, str], waited: float) -> None:
    """In seconds or as a date, which counts from the webhook's own clock; what is neither is not heeded."""
    assert post(Hook((429, asked), TAKEN)) == ("", [waited])


@pytest.mark.parametrize("asked", ["61", "999999999999999"])
def test_a_webhook_is_not_waited_for_for_long(asked: str) -> None:
    """A night does not stand still for an hour: what it asks for is told."""
    said, slept = post(Hook((429, {"Retry-After": asked})))
    assert said.startswith("the webhook answers 429, and asks to wait ")
    assert slept == []


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410])
def test_a_refusal_is_final(code: int) -> None:
    """No pause mends a wrong address."""
    hook = Hook((code, {}))
    assert post(hook) == (f"the webhook refuses it ({code})", [])
    assert len(hook.got) == 1


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_webhook_leads_nowhere_else(code: int) -> None:
    """A redirection is not followed, to whatever host: neither message nor secret goes there."""
    other = Hook()
    with other.serving() as elsewhere:
        said, slept = post(Hook((code, {"Location": elsewhere})))
    assert (said, slept) == (f"the webhook leads elsewhere ({code}): set its new address", [])
    assert other.got == []


def test_a_webhook_that_hangs_up_is_asked_again() -> None:
    """As one that cannot be reached."""
    assert post(Hook((0, {}), TAKEN)) == ("", [2.0])


def test_a_webhook_that_cannot_be_trusted_gets_nothing(tmp_path: Path) -> None:
    """Its certificate is checked."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate(tmp_path))
    slept: list[float] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        said = webhook.post(f"https://localhost:{server.server_port}/{SECRET}", b"{}", sleep=slept.append, patience=2)
        server.shutdown()
    assert (said, slept) == ("the webhook's certificate cannot be trusted", [])


@pytest.mark.parametrize(
    "url",
    [
        f"http://127.0.0.1:1/{SECRET}",
        f"http://localhost:1/{SECRET} with blanks",
        f"http://127.0.0.1:99999/{SECRET}",
        f"http://nosuchhost.invalid/{SECRET}",
        f"nothing://{SECRET}",
        f"http://127.0.0.1:1\r\n/{SECRET}",
    ],
)
def test_the_address_is_never_told(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever goes wrong, neither what is returned nor what is printed holds a part of it, and nothing is raised."""
    said = webhook.post(url, b"{}", sleep=lambda _: None, patience=1)
    assert said
    printed = capfd.readouterr()
    for text in (said, printed.out, printed.err):
        assert not {"T0", "B0", "hunter2", "nosuchhost"} & set(text.replace("/", " ").replace("-", " ").split())
