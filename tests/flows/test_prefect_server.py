"""The deployments on a real Prefect server, run by a real worker, over invented nights."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import orjson
import pytest

from demo.company import transcripts

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
FIRST, LAST = date(2026, 11, 19), date(2026, 11, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefect:
    """A server with a worker and both deployments."""

    folder: Path
    port: int

    @property
    def env(self) -> dict[str, str]:
        """The environment of server, worker and deployer: nobody is told, nothing lies outside the folder."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        return clean | {
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
            "DO_NOT_TRACK": "1",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
        }

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """What the API answers, as soon as it does; with a body the request is a POST."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"http://127.0.0.1:{self.port}/api{path}", data, {"content-type": "application/json"})

        def look() -> Any:
            try:
                with urlopen(request, timeout=60) as answer:
                    return json.load(answer)
            except HTTPError as error:
                # Not yet there; or SQLite is busy, which Prefect's own client waits out as well.
                if error.code in {404, 503}:
                    return None
                raise
            except (URLError, ConnectionError, TimeoutError):
                return None

        return until(look, seconds=120, what=f"{path}, see the logs in {self.folder}")

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        """Start a `prefect` command in a process group of its own; what it prints goes to a file of that name."""
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "prefect", "--no-prompt", *command],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def submit(self, deployment: str, *, scheduled: str | None = None, **parameters: Any) -> str:
        """Ask for a run of a deployment; its id."""
        found = self.ask(f"/deployments/name/{deployment}/{deployment}")["id"]
        state = {"type": "SCHEDULED", "state_details": {"scheduled_time": scheduled}} if scheduled else None
        return str(self.ask(f"/deployments/{found}/create_flow_run", {"parameters": parameters, "state": state})["id"])

    def ended(self, run: str) -> dict[str, Any]:
        """The flow run, once it has ended."""

        def over() -> dict[str, Any] | None:
            found: dict[str, Any] = self.ask(f"/flow_runs/{run}")
            return found if found["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"} else None

        return until(over, seconds=240, what=f"the end of run {run}, see {self.folder}")

    def artifact(self, run: str, key: str) -> Any:
        """What the run left under the key."""
        where = {"flow_run_id": {"any_": [run]}, "key": {"any_": [key]}}
        (found,) = self.ask("/artifacts/filter", {"artifacts": where})
        return json.loads(found["data"]) if found["type"] == "table" else found["data"]

    def tasks(self, run: str) -> list[str]:
        """The names of the run's completed tasks, in the order they began."""
        where = {"flow_runs": {"id": {"any_": [run]}}, "task_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
        found = self.ask("/task_runs/filter", where)
        return [one["name"] for one in sorted(found, key=lambda one: one["start_time"])]


def until(look: Callable[[], T | None], *, seconds: float, what: str) -> T:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found is not None:
            return found
        time.sleep(0.3)
    pytest.fail(f"waited {seconds} s for {what}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(timeout=20)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefect]:
    """A server on a free port, a worker, and what `prefect deploy --all` puts there."""
    prefect = Prefect(folder=tmp_path_factory.mktemp("prefect"), port=free_port())
    running: list[subprocess.Popen[bytes]] = []

    try:
        running.append(prefect.start("server", "server", "start", "--host", "127.0.0.1", "--port", str(prefect.port)))
        prefect.ask("/health")
        running.append(prefect.start("worker", "worker", "start", "--pool", "local", "--type", "process"))
        prefect.ask("/work_pools/local")
        deploy = prefect.start("deploy", "deploy", "--all")
        running.append(deploy)
        assert deploy.wait(timeout=120) == 0, (prefect.folder / "deploy.log").read_text()
        yield prefect
    finally:
        for process in reversed(running):
            stop(process)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """Settings whose input is two invented nights of 60 conversations, and every longer thing said in them."""
    folder = tmp_path_factory.mktemp("input")
    texts: list[str] = []
    for night in (FIRST, LAST):
        rows = list(islice(transcripts(night, seed=1, last=LAST), 60))
        (folder / f"{night}.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
        texts += [turn["text"] for row in rows for turn in row["turns"] if len(turn["text"]) > 30]
    settings = folder / "painpoints.toml"
    settings.write_text(f'zone = "Europe/Berlin"\n[input]\nuris = ["{folder}/{{night}}.jsonl"]\n')
    return settings, tuple(texts)


def test_the_deployments_run(prefect: Prefect, said: tuple[Path, tuple[str, ...]], tmp_path: Path) -> None:
    """A scheduled night, then a backfill over it, both end well and leave pages, artifacts and no word that was said;
    a backfill that cannot be ends with one line."""
    config, home = str(said[0]), tmp_path / "home"
    wrong = prefect.submit("backfill", first="2026-11-20", last="2026-11-19", home=str(tmp_path / "other"))
    nightly = prefect.submit("nightly", scheduled="2026-11-20T03:30:00+01:00", home=str(home), config=config)

    run = prefect.ended(nightly)
    assert (run["state_type"], run["name"]) == ("COMPLETED", "nightly-2026-11-19"), run["state"]["message"]
    steps = ("ingest", "embed", "discover", "identify", "detect", "measure", "edition", "publish", "pages")
    assert prefect.tasks(nightly) == [f"{step}-2026-11-19" for step in (*steps, "deliver")]
    page = home / "reports" / "night=2026-11-19" / "product.html"
    told = prefect.artifact(nightly, "painpoints-night")
    assert told.startswith("# ")
    assert "60 conversations" in told
    assert page.is_file()
    assert page.as_uri() in told
    books = prefect.artifact(nightly, "painpoints-receipts")
    assert [row["stage"] for row in books] == list(steps[:7])
    assert all(row["read"] == row["kept"] + row["set aside"] + row["rejected"] for row in books)
    assert (books[0]["read"], books[0]["kept"]) == (60, 60)

    refused = prefect.ended(wrong)
    assert refused["state_type"] == "FAILED"
    assert refused["state"]["message"] == "2026-11-19 is before 2026-11-20: name the earlier night first"

    backfill = prefect.submit("backfill", first="2026-11-18", last="2026-11-20", home=str(home), config=config)
    run = prefect.ended(backfill)
    assert (run["state_type"], run["name"]) == ("COMPLETED", "backfill-2026-11-18-2026-11-20"), run["state"]["message"]
    rows = prefect.artifact(backfill, "painpoints-backfill")
    assert [(row["night"], row["state"], row["conversations"]) for row in rows] == [
        ("2026-11-18", "nothing in the input", None),
        ("2026-11-19", "published before", None),
        ("2026-11-20", "published", 60),
    ]
    assert prefect.tasks(backfill) == [f"{step}-2026-11-20" for step in steps]
    assert (home / "reports" / "night=2026-11-20" / "product.html").is_file()
    assert (home / "reports" / "index.html").is_file()

    with sqlite3.connect(f"file:{prefect.folder}/prefect/prefect.db?mode=ro", uri=True) as database:
        kept = "\n".join(database.iterdump()) + (prefect.folder / "worker.log").read_text("utf-8", "replace")
    assert "60 conversations" in kept
    assert [text for text in said[1] if text in kept] == []
