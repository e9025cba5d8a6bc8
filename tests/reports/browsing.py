"""Pages in headless Chromium: opened as a reader opens them, with a list of what went wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright

Scheme = Literal["light", "dark"]


@dataclass
class Seen:
    """What the browser complained of, asked the network for or wanted to say in a dialog."""

    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Take down everything from now on."""
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))
        page.on("dialog", self._said)

    def _said(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.complaints.append(url)


def executable() -> str | None:
    """The path of a Chromium, or None where there is none."""
    named = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    return os.environ.get("CHROMIUM_PATH") or next(named, None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; the test skips where there is none."""
    path = executable() or pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser,
    path: Path,
    *,
    fragment: str = "",
    width: int = 1280,
    height: int = 800,
    scheme: Scheme = "light",
    script: bool = True,
    trusted: bool = False,
    leads_on: bool = False,
) -> Iterator[tuple[Page, Seen]]:
    """A page in a context of its own; `trusted` switches its security policy off, for tools that need to get in.

    Unless it `leads_on`, it stays in place: a click or the page itself opens no other.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=script,
        bypass_csp=trusted,
        offline=True,
        reduced_motion="reduce",
    )
    try:
        page, seen = context.new_page(), Seen()
        seen.listen(page)
        if not leads_on:
            page.route("**/*", lambda route: _only(path.as_uri(), route))
        page.goto(f"{path.as_uri()}{fragment}")
        yield page, seen
    finally:
        context.close()


def _only(url: str, route: Route) -> None:
    """Load this page and what it asks for; answer a step to another one with 204, upon which a browser stays."""
    request = route.request
    if request.is_navigation_request() and request.url.partition("#")[0] != url:
        route.fulfill(status=204)
    else:
        route.continue_()
