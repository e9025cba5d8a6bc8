"""What holds for every test: nothing beyond this machine is reached, and no test fails for being slow today."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import homes
import pytest
from hypothesis import settings

from flows.cli import SELDOM

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
# Commands are run as users have them: what they import is compiled once and kept.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

gc.set_threshold(*SELDOM)

settings.register_profile("painpoints", deadline=None)
settings.load_profile("painpoints")

LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what needs minutes first, so that no core waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every connection beyond the machine fail: the product promises to need none."""
    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOCAL):
            raise OSError(f"a test reached for the network: {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_locally)


@pytest.fixture
def words_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every home opened meanwhile encodes words instead of loading a model."""
    homes.encode_words(monkeypatch)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests of a module, which skip where there is none."""
    import browsing  # noqa: PLC0415 - Playwright is slow to import

    with browsing.chromium() as found:
        yield found
