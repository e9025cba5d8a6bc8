"""The steps of a night as Prefect tasks: names, retries, and nothing kept.

A task is given a night and a piece of work, and returns a receipt: no table and no text of a conversation ever reaches
a parameter, a result, a state or a log. Nothing is cached either: what was done before is known to the lake alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, cast

from prefect import Task, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import exponential_backoff
from prefect.utilities.annotations import quote

from flows.night import STEPS, Performs
from flows.progress import Pace
from pipeline.errors import PainpointsError, RetryLater
from pipeline.model import Night, Receipt
from pipeline.stages.workspace import Progress

T = TypeVar("T")


class Outcome:
    """What a task came to, closed to Prefect: it would take two receipts that share a word for one from the other."""

    def __init__(self, value: object) -> None:
        self.value = value


Step = Task[[str, Callable[[], object]], Outcome]

MEETS_THE_WORLD = ("ingest", "embed", "publish")
"""Read sources, load a model, reach the catalog: what fails there may work a minute later."""


def worth_retrying(_task: Step, _run: TaskRun, state: State[Any]) -> bool:
    """Whether a failure can go away by itself; wrong input, settings and calls cannot, and a bug must be seen."""
    return isinstance(state.result(raise_on_failure=False), RetryLater | OSError)


def _as_task(name: str) -> Step:
    @task(
        name=name,
        task_run_name=f"{name}-{{night}}",
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=3 if name in MEETS_THE_WORLD else 0,
        retry_delay_seconds=exponential_backoff(10),
        retry_jitter_factor=0.5,
        retry_condition_fn=worth_retrying,
    )
    def step(night: str, work: Callable[[], object]) -> Outcome:  # noqa: ARG001 - the night names the run
        try:
            return Outcome(work())
        except (PainpointsError, OSError):
            raise
        except Exception as error:
            # A bug's message may quote a conversation, and Prefect keeps it: the traceback tells enough.
            bug = RuntimeError(f"{type(error).__name__} in {name}, which is a bug: see the traceback")
            raise bug.with_traceback(error.__traceback__) from None

    return step


TASKS: Mapping[str, Step] = MappingProxyType({name: _as_task(name) for name in STEPS})


def as_tasks(night: Night, pace: Pace | None = None) -> Performs:
    """A Performs that runs the steps of a night as tasks, each after the one before it; `pace` follows them."""

    before: list[Outcome] = []

    def perform(step: str, work: Callable[[], T], /) -> T:
        if pace:
            pace.begins(step)
        # Quoted, or Prefect would walk through the workspace in search of futures.
        outcome = TASKS[step](str(night), quote(work), wait_for=before[-1:])
        before.append(outcome)
        return cast(T, outcome.value)

    return perform


def log_progress(pace: Pace) -> Progress:
    """A Progress that writes a line to the log of the running task now and then."""

    def progress(done: int, total: int, unit: str) -> None:
        pace.hears(done, total, unit)
        if line := pace.due():
            get_run_logger().info("%s", line)

    return progress


def log_receipt(receipt: Receipt, seconds: float) -> None:
    """Write a stage's books to the log of the flow run."""
    left_out = ", ".join(f"{reason} {count}" for reason, count in (*receipt.set_aside, *receipt.rejected))
    get_run_logger().info(
        "%s: read %d, kept %d %s in %.1f s%s",
        receipt.stage,
        receipt.read,
        receipt.kept,
        receipt.unit,
        seconds,
        f"; left out {left_out}" if left_out else "",
    )
