"""To whom editions go, as the settings say it: what is refused, and what never leaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.post import Mail
from pipeline.settings import SECRETS, Settings, load

SERVER = '[mail]\nhost = "mail.example.com"\nsender = "pain@example.com"\n'
SECRET = "hunter2"


def settings(folder: Path, text: str) -> Settings:
    """The settings that a TOML text says."""
    path = folder / "painpoints.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[mail]\nproduct = ["mia@example.com"]', "mail: who is to get mail needs a server and a sender"),
        (SERVER + 'product = ["mia@example.com", "Mia@example.com"]', "mail.product: an address is named twice"),
        (SERVER + r'product = ["mia@example.com\nBcc: tom@example.com"]', "mail.product: should be addresses"),
        (SERVER + 'marketing = ["Mia <mia@example.com>"]', "mail.marketing: should be addresses"),
        (SERVER + 'marketing = ["mia@exämple.com"]', "mail.marketing: should be addresses"),
        (SERVER + 'security = "ssl"', "mail.security: should be 'starttls', 'tls' or 'none'"),
        (SERVER + "port = 70000", "mail.port: "),
        (SERVER + 'username = "pain"\nsecurity = "none"', "mail: a password would cross the network in clear"),
        ('[mail]\nhost = "https://mail.example.com"', "mail.host: should be the name or address of a server"),
        ('[mail]\nhost = "mail..example.com"', "mail.host: should be the name or address of a server"),
        (
            '[reports]\nurl = "https://example.com/index.html"',
            "reports.url: should be the address of the pages' folder",
        ),
        ('[mail]\nsender = "painpoints"', "mail.sender: should be addresses"),
        ('[reports]\nurl = "reports.example.com"', "reports.url: should be an address such as https://"),
        ('[reports]\nurl = "https://u:p@example.com/"', "reports.url: should be an address such as https://"),
        ('[reports]\nurl = "https://example.com/?q=1"', "reports.url: should be an address such as https://"),
        ('[reports]\nurl = "javascript:alert(1)"', "reports.url: should be an address such as https://"),
        ('[reports]\nurl = "https://example.com/\\"><script>"', "reports.url: holds characters"),
    ],
)
def test_what_cannot_work_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """The fault names its key."""
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text)
    assert said in str(caught.value)


def test_an_address_of_pages_ends_in_a_slash(tmp_path: Path) -> None:
    """So that names of pages can follow it."""
    told = settings(tmp_path, '[reports]\nurl = "https://reports.example.com/pain"')
    assert told.reports.url == "https://reports.example.com/pain/"


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_a_port_goes_with_the_security(security: str, port: int) -> None:
    """Unless one is set."""
    assert Mail.model_validate({"security": security}).at == port
    assert Mail.model_validate({"security": security, "port": 2525}).at == 2525


def test_a_server_on_this_machine_may_take_a_password_in_clear() -> None:
    """What goes to it crosses no network."""
    assert Mail(host="localhost", security="none", username="pain").username == "pain"


@pytest.mark.parametrize(
    "url", ["http://hooks.example.com/T0/B0", "ftp://localhost/x", "hooks.example.com", "https://"]
)
def test_a_webhook_is_reached_by_https(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Any other address is refused, without being repeated; plain http is for this machine only."""
    monkeypatch.setenv("PAINPOINTS_WEBHOOK", url)
    with pytest.raises(SettingsError, match=r"^settings: webhook.url: should be") as caught:
        load(None)
    assert "T0" not in str(caught.value)
    monkeypatch.setenv("PAINPOINTS_WEBHOOK", "http://127.0.0.1:8080/T0/B0")
    assert load(None).webhook.url == "http://127.0.0.1:8080/T0/B0"


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_in_the_file_is_refused(tmp_path: Path, name: str) -> None:
    """It belongs into the environment, and is not repeated."""
    with pytest.raises(SettingsError, match=f"`{name}` is a secret: take it out and set {SECRETS[name]}") as caught:
        settings(tmp_path, f'{name} = "{SECRET}"')
    assert SECRET not in str(caught.value)


def test_who_is_told_is_no_part_of_what_is_published(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Secrets, addresses and servers are in no fingerprint, in nothing that is kept, and in no printed settings."""
    plain = load(None)
    for variable in ("PAINPOINTS_SMTP_PASSWORD", "PAINPOINTS_WEBHOOK"):
        monkeypatch.setenv(variable, f"https://{SECRET}.example.com/")
    told = settings(
        tmp_path,
        SERVER + 'product = ["mia@example.com"]\n[webhook]\nalerts = true\n[reports]\nurl = "https://r.example.com/"',
    )
    assert SECRET in told.mail.password
    assert SECRET in told.webhook.url
    assert told.fingerprint == plain.fingerprint
    assert not {"mail", "webhook"} & json.loads(told.kept).keys()
    for text in (told.kept, told.model_dump_json(), repr(told), str(told)):
        assert SECRET not in text
