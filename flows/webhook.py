"""A message to a webhook: the only module that calls an address of the web.

The address is a secret, for whoever knows it can write there: no error, log or returned word holds it or a part of it.
"""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException

PAUSES = (2.0, 10.0)
"""Seconds before the second try and the third, where the other side names none."""
LONGEST_PAUSE = 60.0
PATIENCE = 10.0
"""Seconds within which the other side answers."""
_BUSY = 429


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: what is told is meant for one address only."""

    def redirect_request(self, *_: object) -> None:
        """There is no other address."""


def post(url: str, body: bytes, *, sleep: Callable[[float], None], patience: float = PATIENCE) -> str:
    """Send JSON, again where waiting may help; returns why it was not taken, empty where it was."""
    opener = urllib.request.build_opener(_NoDetours)
    for pause in (*PAUSES, None):
        why, asked = _try(opener, url, body, patience)
        if not why or asked is None or pause is None:
            break
        wait = asked or pause
        if wait > LONGEST_PAUSE:
            return f"{why}, and asks to wait {wait:.0f} s"
        sleep(wait)
    return why


def _try(opener: urllib.request.OpenerDirector, url: str, body: bytes, patience: float) -> tuple[str, float | None]:
    """Why it was not taken, and how long to wait: 0 where nobody says, None where waiting does not help."""
    headers = {"Content-Type": "application/json", "User-Agent": "painpoints"}
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    try:
        with opener.open(request, timeout=patience):
            return "", None
    except urllib.error.HTTPError as error:
        with error:
            if error.code == _BUSY or error.code >= 500:
                return f"the webhook answers {error.code}", _asked_to_wait(error.headers)
            if 300 <= error.code < 400:
                return f"the webhook leads elsewhere ({error.code}): set its new address", None
            return f"the webhook refuses it ({error.code})", None
    except urllib.error.URLError as error:
        return _reason(error.reason)
    except (OSError, HTTPException, ValueError) as error:
        return _reason(error)


def _reason(error: object) -> tuple[str, float | None]:
    match error:
        case ssl.SSLCertVerificationError():
            return "the webhook's certificate cannot be trusted", None
        case TimeoutError():
            return "the webhook does not answer", 0
        case OSError():
            return f"the webhook cannot be reached: {error.strerror or type(error).__name__}", 0
        case HTTPException():
            return f"the webhook cannot be understood ({type(error).__name__})", 0
        case _:
            return f"the webhook cannot be called ({type(error).__name__})", None


def _asked_to_wait(headers: Message) -> float:
    """Seconds of Retry-After, 0 where it says none; a date counts from the answer's own, so that no clock is asked."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal() and asked.isascii():
        return float(asked[:9])
    try:
        return max(0.0, (parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("Date", ""))).total_seconds())
    except (TypeError, ValueError):
        return 0
