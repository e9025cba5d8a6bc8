"""A home in which one night ran, to be copied, and the mail server that its settings name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import homes
import pytest
from mail_server import Post, serving
from shell import NIGHTS, call, write_nights

FIRST, SECOND, THIRD, _ = NIGHTS


def begin(folder: Path) -> Path:
    """Write input for three nights and run the first in a home beside it; returns the folder that holds both."""
    uri = write_nights(folder / "in")
    with pytest.MonkeyPatch.context() as patch:
        homes.encode_words(patch)
        done = call("backfill", "--from", FIRST, "--to", FIRST, "--input", uri, "--home", folder / "home")
    assert done.exit_code == 0, done.output
    return folder


@dataclass
class Place:
    """A home of a test's own, and the mail server it knows."""

    folder: Path
    post: Post

    def run(self, *words: object) -> Any:
        """Run a command on the home."""
        return call(*words, "--home", self.folder / "home")

    def night(self, night: date, *words: object) -> Any:
        """Run a night."""
        return self.run("nightly", "--night", night, "--input", self.folder / "in" / f"{night}.jsonl", *words)


@contextmanager
def place(begun: Path, folder: Path, post: Post, **lists: list[str]) -> Iterator[Place]:
    """A copy of the home whose settings name a server that is there."""
    shutil.copytree(begun, folder, dirs_exist_ok=True)
    with serving(post) as port:
        server = f'[mail]\nhost = "localhost"\nport = {port}\nsecurity = "none"\nsender = "pain@example.com"\n'
        told = "".join(f"{name} = {json.dumps(addresses)}\n" for name, addresses in lists.items())
        (folder / "home/painpoints.toml").write_text(server + told, encoding="utf-8")
        yield Place(folder, post)
