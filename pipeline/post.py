"""To whom editions go and by what way, as the settings say it: e-mail, a webhook, and where the pages can be read."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from pipeline.mapping import Section

PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""Where a server listens, where no port is set."""
HERE = ("localhost", "127.0.0.1", "::1")
"""Hosts that are this machine: what goes to them crosses no network."""

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,9}")
_HOST = re.compile(r"(?=.{1,253}\.?$)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*\.?")
"""A name by its labels; IPv4 addresses look like one."""
_IPV6 = re.compile(r"[0-9A-Fa-f.:]{2,45}")


class Mail(Section):
    """Who gets the editions by e-mail, and through which server; nobody by default."""

    host: str = ""
    port: int | None = Field(default=None, ge=1, le=65_535)
    """None: the port that goes with `security`."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = Field(default="", max_length=320)
    password: str = Field(default="", repr=False, exclude=True)
    """From PAINPOINTS_SMTP_PASSWORD, never from TOML."""
    sender: str = ""
    product: tuple[str, ...] = ()
    """Addresses that get the product edition."""
    marketing: tuple[str, ...] = ()

    @field_validator("host")
    @classmethod
    def _a_host(cls, host: str) -> str:
        if host and not _HOST.fullmatch(host) and not (":" in host and _IPV6.fullmatch(host)):
            raise ValueError("should be the name or address of a server")
        return host

    @field_validator("username")
    @classmethod
    def _a_name(cls, username: str) -> str:
        if not username.isascii() or not username.isprintable():
            raise ValueError("should be printable ASCII")
        return username

    @field_validator("sender")
    @classmethod
    def _an_address(cls, sender: str) -> str:
        return _checked(sender) if sender else sender

    @field_validator("product", "marketing")
    @classmethod
    def _addresses(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        if len({_checked(one).casefold() for one in addresses}) < len(addresses):
            raise ValueError("an address is named twice")
        return addresses

    @model_validator(mode="after")
    def _whole(self) -> Mail:
        if (self.product or self.marketing) and not (self.host and self.sender):
            raise ValueError("who is to get mail needs a server and a sender: set host and sender")
        if self.username and self.security == "none" and self.host not in HERE:
            raise ValueError("a password would cross the network in clear: set security, or leave username out")
        return self

    @property
    def at(self) -> int:
        """The port to call."""
        return self.port or PORTS[self.security]


class Webhook(Section):
    """Where alerts are told as they open, in the form that Slack and its likes take; nowhere by default."""

    alerts: bool = False
    url: str = Field(default="", repr=False, exclude=True)
    """A secret from PAINPOINTS_WEBHOOK, never from TOML: who knows it can write there."""

    @field_validator("url")
    @classmethod
    def _guarded(cls, url: str) -> str:
        parts = _parts(url) if url else None
        if parts and (parts[0] != "https" and parts[1] not in HERE):
            raise ValueError("should begin with https:// (http:// to this machine only)")
        return url


def address_of_pages(url: str) -> str:
    """An address under which the pages' folder can be read, ending in a slash; raises ValueError for what is none."""
    if not url:
        return url
    parts = urlsplit(url) if _parts(url) else None
    if parts is None or parts.query or parts.fragment:
        raise ValueError("should be an address such as https://reports.example.com/pain/, without ? and #")
    if parts.path.lower().endswith((".html", ".htm")):
        raise ValueError("should be the address of the pages' folder, such as https://reports.example.com/pain/")
    return url if url.endswith("/") else f"{url}/"


def _checked(address: str) -> str:
    if len(address) > 254 or not _ADDRESS.fullmatch(address):
        raise ValueError("should be addresses such as mia@example.com")
    return address


def _parts(url: str) -> tuple[str, str]:
    """Scheme and host of an address of the web; raises ValueError, without the address in it, for anything else."""
    if not url.isascii() or not url.isprintable() or re.search(r"[\s<>\"'\\^`{|}]", url):
        raise ValueError("holds characters that no address has")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("should be an address such as https://reports.example.com/pain/") from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise ValueError("should be an address such as https://reports.example.com/pain/")
    return parts.scheme, host
