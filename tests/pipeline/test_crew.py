"""Processes that share work: the same results with and without them, and whatever becomes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from pipeline import crew, discovery, processors
from pipeline.crew import ALONE, Crew, crew_of, shared
from pipeline.discovery.graph import unit

ORPHANED = """
import os, signal, sys, threading
import test_crew as tests
from pipeline import crew, processors
processors.usable = lambda: 3
with crew.crew_of(3, ()) as by:
    print(*(other.process.pid for other in by.others), flush=True)
    threading.Timer(0.7, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    by.share(tests.much, None, range(12))
"""


def squares(given: int, items: Sequence[int]) -> list[int]:
    """Work for a crew."""
    return [given + item * item for item in items]


def much(_given: None, items: Sequence[int]) -> list[bytes]:
    """Work whose answer is larger than a pipe holds at a time."""
    time.sleep(0.3 * len(items))
    return [bytes(1_000_000)] * len(items)


def killed_elsewhere(given: int, items: Sequence[int]) -> list[int]:
    """Work that only the process `given` survives."""
    if os.getpid() != given:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def failed_elsewhere(given: int, items: Sequence[int]) -> list[int]:
    """Work for which only the process `given` has memory."""
    if os.getpid() != given:
        raise MemoryError
    return list(items)


def impossible(_given: object, _items: Sequence[int]) -> list[int]:
    """Work that nobody can do."""
    raise ValueError("a bug")


def groups(_given: None, items: Sequence[int]) -> list[tuple[int, int]]:
    """Who does it, and whose signals it hears."""
    return [(os.getpid(), os.getpgid(0))] * len(items)


def moments(_given: None, items: Sequence[int]) -> list[float]:
    """When it is done, by a clock that all processes share."""
    return [time.monotonic()] * len(items)


def loaded(_given: None, items: Sequence[str]) -> list[bool]:
    """Whether a module is there already."""
    return [name in sys.modules for name in items]


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    """This process and two others."""
    monkeypatch.setattr(processors, "usable", lambda: 3)
    with crew_of(4, ()) as by:
        yield by
    assert all(other.process.returncode is not None for other in by.others)


def test_results_come_in_the_order_of_the_items(three: Crew) -> None:
    """However many there are, and whoever did them."""
    assert len(three.others) == 2
    for count in (0, 1, 2, 3, 10):
        assert three.share(squares, 5, range(count)) == ALONE.share(squares, 5, range(count))


def test_others_begin_before_this_process_does_its_part(three: Crew) -> None:
    """And what this one does meanwhile changes nothing."""
    ended = three.begin(moments, None, range(3))
    assert all(other.pipe.poll(60) for other in three.others)
    own_from = time.monotonic()
    *theirs, own = ended()
    assert max(theirs) < own_from < own
    assert three.share(squares, 5, range(7)) == ALONE.share(squares, 5, range(7))


def test_nothing_is_shared_while_something_has_not_been_asked_for(three: Crew) -> None:
    """Its answers would be taken for those of the other."""
    ended = three.begin(squares, 5, range(7))
    with pytest.raises(RuntimeError, match="asked for"):
        three.share(squares, 6, range(7))
    assert ended() == ALONE.share(squares, 5, range(7))
    assert three.share(squares, 6, range(7)) == ALONE.share(squares, 6, range(7))


@pytest.mark.parametrize("work", [killed_elsewhere, failed_elsewhere])
def test_what_a_process_does_not_end_is_done_here(three: Crew, work: crew.Work[int, int, int]) -> None:
    """It may have been the largest when memory ran out; the next work is done as well."""
    assert three.share(work, os.getpid(), range(7)) == list(range(7))
    assert three.share(squares, 5, range(7)) == ALONE.share(squares, 5, range(7))


def test_what_is_wrong_is_raised_here(three: Crew) -> None:
    """And the processes end all the same."""
    with pytest.raises(ValueError, match="a bug"):
        three.share(impossible, None, range(3))


def test_ctrl_c_is_heard_by_one_process_alone(three: Crew) -> None:
    """A terminal sends it to a whole group; the others would print where they were."""
    done = dict(three.share(groups, None, range(3)))
    assert len(done) == 3
    assert all(group == process for process, group in done.items() if process != os.getpid())


def test_nobody_outlives_a_parent_that_is_killed() -> None:
    """Not even in the middle of an answer that is longer than a pipe holds."""
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    run = subprocess.Popen(
        [sys.executable, "-c", ORPHANED], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}, text=True
    )
    assert run.stdout is not None
    others = [int(pid) for pid in run.stdout.readline().split()]
    assert len(others) == 2
    run.wait(30)
    assert run.returncode == -signal.SIGKILL
    until = time.monotonic() + 30
    while any(_alive(pid) for pid in others) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(_alive(pid) for pid in others)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


STRAY = """
import sys
from pathlib import Path
import test_crew as tests
from pipeline import processors
from pipeline.crew import crew_of
processors.usable = lambda: 2
with crew_of(2, ("pipeline.redaction",)) as by:
    print(*by.share(tests.groups, None, range(2)))
    print(by.others[0].process.poll())
"""


def test_what_lies_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    """Somebody may stand in another checkout, or in a folder that holds a module of a library's name."""
    for name in ("pipeline", "threadpoolctl", "re"):
        (tmp_path / f"{name}.py").write_text(f"open('{name} was run', 'w')\nraise SystemExit(3)\n", "utf-8")
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-P", "-c", STRAY], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    who, left = done.stdout.splitlines()
    assert len(set(who.split(") ("))) == 2
    assert left == "None"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pipeline.py", "re.py", "threadpoolctl.py"]


def test_a_stop_before_work_was_sent_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is being sent is larger than a pipe holds, and the other process has not begun to read."""
    trouble: list[object] = []
    monkeypatch.setattr(threading, "excepthook", trouble.append)
    monkeypatch.setattr(processors, "usable", lambda: 3)
    for _ in range(3):
        with pytest.raises(ValueError, match="a bug"), crew_of(3, ()) as by:
            by.share(impossible, bytes(20_000_000), range(3))
        assert not any(thread.is_alive() for other in by.others for thread in other.sending)
    assert trouble == []


@pytest.mark.parametrize(("wanted", "usable", "others"), [(1, 16, 0), (9, 1, 0), (9, 2, 1), (2, 16, 1), (9, 16, 3)])
def test_there_are_as_many_as_are_wanted_and_may_run(
    wanted: int, usable: int, others: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more than there are processors, and no more than memory has room for."""
    monkeypatch.setattr(processors, "usable", lambda: usable)
    with crew_of(wanted, ()) as by:
        assert len(by.others) == others


def test_where_the_system_starts_nobody_one_does_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some limit how many processes there may be."""

    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(processors, "usable", lambda: 4)
    monkeypatch.setattr(subprocess, "Popen", refused)
    with crew_of(4, ()) as by:
        assert by.others == ()
        assert by.share(squares, 5, range(3)) == [5, 6, 9]


@pytest.mark.parametrize(("items", "others"), [(0, False), (6, False), (7, True), (23, True)])
def test_a_long_list_is_shared_some_at_a_time(items: int, others: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its order; a short one is done here."""
    monkeypatch.setattr(processors, "usable", lambda: 3)
    monkeypatch.setattr(crew, "AT_ONCE", 5)
    assert shared(squares, 5, range(items), worth=7, ready=()) == squares(5, range(items))
    processes = {process for process, _ in shared(groups, None, range(items), worth=7, ready=())}
    assert (len(processes) > 1) is others


def test_others_load_what_they_will_need(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before there is work, while this process goes on."""
    monkeypatch.setattr(processors, "usable", lambda: 2)
    with crew_of(2, ("colorsys",)) as by:
        theirs = by.share(loaded, None, ["sys", "colorsys", "sys", "wave"])[1::2]
    assert theirs == [True, False]


def test_what_is_done_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each share of the work once, so that a run can tell how much is left."""
    heard: list[int] = []
    for usable in (1, 3):
        monkeypatch.setattr(processors, "usable", lambda usable=usable: usable)
        with crew_of(4, (), heard.append) as by:
            by.share(squares, 5, range(7))
            by.share(squares, 5, range(2))
    assert heard == [7, 2, 7, 2]


def test_a_fit_is_the_same_bits_however_many_processes_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clusters, terms and what is found again in parts; and it tells how far it is."""
    chance = np.random.default_rng(3)
    pains = unit(chance.normal(size=(30, 32)))[chance.integers(0, 30, size=600)]
    vectors = unit(pains + 0.8 * unit(chance.normal(size=(600, 32))))
    texts = [f"text {number}" for number in range(600)]
    found, heard = [], []
    monkeypatch.setattr(discovery, "WORTH_SHARING", 1)
    for usable in (1, 2, 5):
        monkeypatch.setattr(processors, "usable", lambda usable=usable: usable)
        found.append(
            discovery.discover(
                texts, vectors, [1] * 600, min_weight=5, small_weight=3, seed=0, stability=True,
                progress=lambda done, total: heard.append((done, total)),
            )
        )  # fmt: skip
    assert heard == 3 * [(done, 36) for done in (0, 13, 25, 31, 36)]
    assert found[0].groups
    assert found[0] == found[1] == found[2]
