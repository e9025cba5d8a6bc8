"""The Prefect flows, tasks and deployments as they are defined, without a server."""

from __future__ import annotations

import inspect
import logging
import re
import sys
import traceback
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect import Flow
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.schedules import CronSchedule
from prefect.flows import load_flow_from_entrypoint
from prefect.runtime import flow_run
from prefect.states import Failed

import flows.backfill  # noqa: F401 - looked up by its name
from flows.home import Home
from flows.night import STEPS
from flows.nightly import date_of, night_of
from flows.tasks import TASKS, as_tasks, worth_retrying
from pipeline.errors import InputError, PainpointsError, RetryLater, SettingsError, UsageError
from pipeline.model import Night

FILE = (Path(__file__).parents[2] / "prefect.yaml").read_text("utf-8")
DEPLOYMENTS: dict[str, dict[str, Any]] = {one["name"]: one for one in yaml.safe_load(FILE)["deployments"]}
NIGHT = Night(date=date(2026, 11, 20))


def deployed(name: str) -> Flow[Any, Any]:
    """The flow that a deployment runs."""
    return load_flow_from_entrypoint(DEPLOYMENTS[name]["entrypoint"])


@pytest.mark.parametrize(
    ("name", "dates"), [("nightly", {}), ("backfill", {"first": "2026-11-20", "last": "2026-11-20"})]
)
def test_trouble_with_the_system_ends_a_run_with_one_line(
    name: str, dates: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home that may not be used fails the run by a message that says what to do, without a traceback."""

    def shut(*_: object) -> Home:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(f"flows.{name}.open_home", shut)
    monkeypatch.setattr("flows.nightly.get_run_logger", lambda: logging.getLogger("a run"))
    state = getattr(sys.modules[f"flows.{name}"], name).fn(home=str(tmp_path), **dates)
    assert state.is_failed()
    assert state.message == f"{tmp_path}: Permission denied: give this user the home, or name another --home"


@pytest.mark.parametrize("name", ["nightly", "backfill"])
def test_a_deployment_fits_its_flow(name: str) -> None:
    """Every parameter is one of the flow's, at the flow's default; what is left out has to be given with the run."""
    taken = inspect.signature(deployed(name).fn).parameters
    given = DEPLOYMENTS[name]["parameters"]
    assert given == {key: one.default for key, one in taken.items() if one.default is not inspect.Parameter.empty}
    assert set(taken) - set(given) == ({"first", "last"} if name == "backfill" else set())
    assert DEPLOYMENTS[name]["enforce_parameter_schema"] is True


def test_flows_are_called_as_their_deployments_and_keep_nothing() -> None:
    """A flow has its deployment's name, no stored result, and no retry that would repeat a whole night."""
    for name in DEPLOYMENTS:
        flow = deployed(name)
        assert (flow.name, flow.persist_result, flow.retries) == (name, False, 0)


def test_the_schedule_is_outside_the_hour_that_clocks_change_in() -> None:
    """The nightly run starts once on every day of the year; only nightly starts by itself."""
    (schedule,) = DEPLOYMENTS["nightly"]["schedules"]
    cron = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    minute, hour, *days = cron.cron.split()
    assert (int(hour) >= 3, int(minute) < 60, days) == (True, True, ["*"] * 3)
    assert ZoneInfo(str(cron.timezone)).key == "Europe/Berlin"
    assert (schedule["active"], DEPLOYMENTS["backfill"]["schedules"]) == (True, [])


def test_deployments_wait_for_each_other_and_share_one_pool() -> None:
    """One run of each at a time: the next one queues; backfills have a queue of their own."""
    nightly, backfill = DEPLOYMENTS["nightly"], DEPLOYMENTS["backfill"]
    assert nightly["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
    assert backfill["concurrency_limit"] == 1
    assert nightly["work_pool"]["name"] == backfill["work_pool"]["name"] == "local"
    assert nightly["work_pool"]["work_queue_name"] != backfill["work_pool"]["work_queue_name"]


def test_the_deployment_file_names_no_machine() -> None:
    """No absolute path: the folder is the one that `prefect deploy` is run in."""
    assert re.findall(r"""(?:^|[\s"'=])[/~]\w""", FILE) == []


def test_each_step_is_a_task_that_keeps_nothing() -> None:
    """The tasks are the steps of the sentence, in order, named with their night; none caches or stores a result."""
    assert tuple(TASKS) == STEPS
    for name, task in TASKS.items():
        assert (task.name, task.task_run_name) == (name, f"{name}-{{night}}")
        assert (task.cache_policy, task.persist_result) == (NO_CACHE, False)


def test_only_what_meets_the_world_is_tried_again() -> None:
    """Reading sources, loading the model and publishing have three more chances, ever further apart."""
    assert {name for name, task in TASKS.items() if task.retries} == {"ingest", "embed", "publish"}
    assert TASKS["ingest"].retry_delay_seconds == [10, 20, 40]
    assert all(task.retry_condition_fn is worth_retrying for task in TASKS.values())


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (RetryLater("the store is away"), True),
        (ConnectionResetError(), True),
        (InputError("mend it"), False),
        (SettingsError("change them"), False),
        (UsageError("call it otherwise"), False),
        (RuntimeError("a bug"), False),
    ],
)
def test_a_failure_is_tried_again_if_it_may_pass(error: Exception, again: bool) -> None:
    """Waiting mends neither input nor settings nor a bug."""
    assert worth_retrying(TASKS["ingest"], None, Failed(data=error)) is again  # type: ignore[arg-type]


def test_a_bug_tells_where_and_not_what() -> None:
    """The message of an unforeseen error may quote a conversation: it does not leave the task, its traceback does."""
    with pytest.raises(RuntimeError, match="ValueError in ingest") as caught:
        TASKS["ingest"].fn("2026-11-20", lambda: int("my password is hunter2".split("is ")[1]))
    told = "".join(traceback.format_exception(caught.value))
    assert "invalid literal" not in told
    assert "test_a_bug_tells_where" in told


@pytest.mark.parametrize("error", [InputError("mend the input"), FileNotFoundError(2, "gone")])
def test_a_foreseen_error_leaves_the_task_as_it_is(error: Exception) -> None:
    """Its message is ours, or the system's, and says what to do."""

    def fails() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        TASKS["publish"].fn("2026-11-20", fails)
    assert caught.value is error


def test_steps_are_performed_by_their_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step gives what its work gives, and each waits for the one before it."""
    calls: list[tuple[str, str, int]] = []

    def task_of(name: str) -> Any:
        def call(night: str, work: Any, wait_for: list[Any]) -> Any:
            calls.append((name, night, len(wait_for)))
            return TASKS[name].fn(night, work.unquote())

        return call

    monkeypatch.setattr("flows.tasks.TASKS", {name: task_of(name) for name in STEPS})
    perform = as_tasks(NIGHT)
    assert [perform(step, lambda step=step: step.upper()) for step in STEPS[:3]] == ["INGEST", "EMBED", "DISCOVER"]  # type: ignore[misc]
    assert calls == [("ingest", "2026-11-20", 0), ("embed", "2026-11-20", 1), ("discover", "2026-11-20", 1)]


@pytest.mark.parametrize(
    ("scheduled", "zone", "night"),
    [
        ("2026-11-21T02:30:00+00:00", "Europe/Berlin", "2026-11-20"),
        ("2026-11-21T23:30:00+00:00", "Europe/Berlin", "2026-11-21"),
        ("2026-11-21T02:30:00+00:00", "America/New_York", "2026-11-19"),
        ("2026-03-29T01:30:00+00:00", "Europe/Berlin", "2026-03-28"),
    ],
)
def test_a_run_is_about_the_day_before_its_scheduled_start(scheduled: str, zone: str, night: str) -> None:
    """The day is the zone's, whatever the server's; how late the run really starts changes nothing."""
    assert night_of(None, scheduled=datetime.fromisoformat(scheduled), zone=zone) == Night(
        date=date.fromisoformat(night), zone=zone
    )


def test_prefects_own_datetimes_become_plain_dates() -> None:
    """A night holds a date that every library knows, though Prefect's start times are of another type."""
    assert type(night_of(None, scheduled=flow_run.scheduled_start_time, zone="UTC").date) is date


def test_a_given_night_wins() -> None:
    """The scheduled start is not asked where the night is named."""
    found = night_of("2026-02-28", scheduled=datetime(2026, 11, 21, tzinfo=UTC), zone="UTC")
    assert found == Night(date=date(2026, 2, 28))


@pytest.mark.parametrize(
    "text", ["2026-02-29", "20261120", "2026-W47-5", "20.11.2026", "yesterday", "2026-11-20T00:00", ""]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """One way to write a date, and only dates that exist; the message says the way."""
    with pytest.raises(PainpointsError, match="YYYY-MM-DD"):
        date_of(text)
