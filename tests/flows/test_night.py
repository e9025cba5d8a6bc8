"""Whole nights of a small made-up company: what must hold however they are run."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from homes import MONDAY, NOW, PAINS, conversation, files, home, note, pains, run, view, written

from flows import night as nights
from flows.home import Home
from pipeline.errors import InputError, SettingsError
from pipeline.model import Night, TopicState
from pipeline.schemas import SCHEMAS

WEEK = [MONDAY + timedelta(days=days) for days in range(15)]
THREE = ("mail", "invoice", "site")


def week(where: Home, *days: int, names: Sequence[str] = THREE, each: int = 16) -> Home:
    """Run those days of the week."""
    for day in days:
        run(where, WEEK[day], pains(WEEK[day], *names, each=each))
    return where


def ledger(where: Home) -> list[tuple[date, str, str, str]]:
    """The decisions, without their reasons."""
    head = where.catalog.head()
    rows = where.catalog.ledger(head) if head else ()
    return [(row.night, row.kind, row.topic_id, row.other) for row in rows]


def topic_of(where: Home, night: date) -> dict[str, str]:
    """The topic that holds most statements of each pain on a night."""
    shown = view(where)
    text_of = {row["statement_id"]: row["text"] for row in shown.table("statements", [night]).to_pylist()}
    pain_of = {text: name for name, texts in PAINS.items() for text in texts}
    found: dict[str, list[str]] = {}
    for row in shown.table("assignments", [night]).to_pylist():
        found.setdefault(pain_of.get(text_of[row["statement_id"]], ""), []).append(row["topic_id"])
    return {name: max(sorted(set(ids)), key=ids.count) for name, ids in found.items()}


def test_a_night_run_twice_changes_nothing(tmp_path: Path) -> None:
    """No new ledger row, no new snapshot, no text encoded again, and every dataset reads the same."""
    where = week(home(tmp_path), 0)
    rows = pains(WEEK[1], *THREE)
    first = run(where, WEEK[1], rows)
    before = {name: view(where).table(name) for name in SCHEMAS}
    again = run(where, WEEK[1], rows)
    assert again.snapshot == first.snapshot
    assert not any(receipt.decisions for receipt in again.receipts)
    assert note(again, "embed", "encoded") == 0
    assert {name: view(where).table(name) for name in SCHEMAS} == before
    assert len(where.encoder.encoded) == len(set(where.encoder.encoded))  # type: ignore[attr-defined]


def test_the_order_of_the_input_does_not_matter(tmp_path: Path) -> None:
    """Shuffled lines in another home, on three nights, give the same files, byte for byte, and the same snapshots."""
    homes = [home(tmp_path / name) for name in "ab"]
    heads = []
    for at, where in enumerate(homes):
        for night in WEEK[:3]:
            rows = pains(night, *THREE, each=12)
            random.Random(at).shuffle(rows)
            done = run(where, night, rows)
        heads.append(done.snapshot)
    assert list(files(homes[0])) == list(files(homes[1]))
    assert heads[0] == heads[1]


def test_another_key_changes_the_ids_and_no_result(tmp_path: Path) -> None:
    """Statements, clusters, topics and decisions are those of a home with another key."""
    ours, theirs = home(tmp_path / "a"), home(tmp_path / "b", key="another")
    for where in (ours, theirs):
        week(where, 0, 1)
    for name in ("clusters", "topics", "measures", "coverage"):
        assert view(ours).table(name) == view(theirs).table(name)
    assert ledger(ours) == ledger(theirs)
    mine, yours = (view(where).table("conversations")["conversation_id"].to_pylist() for where in (ours, theirs))
    assert not set(mine) & set(yours)


@pytest.mark.parametrize(("begun", "later"), [("hunter2", "other"), ("hunter2", ""), ("", "hunter2")])
def test_a_home_keeps_to_its_key(tmp_path: Path, begun: str, later: str) -> None:
    """Under another key, with one or without, nothing runs: no conversation is counted twice, no key is kept."""
    where = week(home(tmp_path, key=begun), 0)
    head = where.catalog.head()
    with pytest.raises(
        SettingsError, match=r"PAINPOINTS_KEY: its conversations would be counted twice; (un)?set"
    ) as told:
        week(home(tmp_path, key=later), 0)
    assert where.catalog.head() == head is not None
    kept = json.loads(where.catalog.settings_of(head))
    assert len(kept["key_fingerprint"]) == 16
    assert "key" not in kept
    assert "hunter2" not in f"{kept} {told.value}"
    week(home(tmp_path, key=begun), 1)


def test_topics_keep_their_ids_from_night_to_night(tmp_path: Path) -> None:
    """Over a week with two fit nights every pain has one id; nothing is decided on nights that bring nothing new."""
    where = week(home(tmp_path), *range(8))
    ids = [topic_of(where, night) for night in WEEK[:8]]
    assert all(one == ids[0] for one in ids)
    assert len(set(ids[0].values())) == 3
    kinds = {kind for _, kind, _, _ in ledger(where)}
    assert kinds == {"new", "named", "same"}
    named = [other for _, kind, _, other in ledger(where) if kind == "named"]
    assert len(named) == len(set(named)) == 3


def test_a_new_pain_is_a_new_topic_on_the_night_it_comes(tmp_path: Path) -> None:
    """Between fit nights it is found in what no topic claims, and the others stay defined as they were."""
    where = week(home(tmp_path), 0, 1, 2, each=20)
    before = {row["topic_id"]: row["centroid"] for row in view(where).table("topics", [WEEK[2]]).to_pylist()}
    rows = [*pains(WEEK[3], *THREE, each=20), *pains(WEEK[3], "queue", each=24)]
    done = run(where, WEEK[3], rows)
    assert note(done, "discover", "whole_window") == 0
    assert [kind for night, kind, _, _ in ledger(where) if night == WEEK[3]] == ["new", "named"]
    after = {row["topic_id"]: row["centroid"] for row in view(where).table("topics", [WEEK[3]]).to_pylist()}
    assert {topic: after[topic] for topic in before} == before
    assert set(topic_of(where, WEEK[3]).values()) == set(after)


def test_a_pain_that_falls_silent_sleeps_and_comes_back_under_its_id(tmp_path: Path) -> None:
    """It sleeps once, is not woken by a fit that still sees its old statements, and is back when it is heard again."""
    where = week(home(tmp_path, discovery={"sleep_nights": 3, "window_nights": 10}), 0, each=16)
    mail = topic_of(where, WEEK[0])["mail"]
    week(where, 1, 3, 5, 7, names=("invoice", "site"), each=24)
    asleep = [(night, kind) for night, kind, topic, _ in ledger(where) if topic == mail and kind != "same"][2:]
    assert asleep == [(WEEK[3], "sleeping")]
    week(where, 13)
    states = {row["topic_id"]: row["state"] for row in view(where).table("topics", [WEEK[13]]).to_pylist()}
    assert states[mail] == TopicState.ACTIVE
    assert topic_of(where, WEEK[13])["mail"] == mail
    assert [kind for _, kind, topic, _ in ledger(where) if topic == mail and kind != "same"] == [
        "new", "named", "sleeping", "returned",
    ]  # fmt: skip


def test_a_late_night_is_assigned_to_todays_topics_and_decides_nothing(tmp_path: Path) -> None:
    """The other nights' files stay as they are, but for who had come about the same before."""
    where = week(home(tmp_path), 0, 2)
    before, rows = dict(files(where)), len(ledger(where))
    week(where, 1)
    assert len(ledger(where)) == rows
    assert topic_of(where, WEEK[1]) == topic_of(where, WEEK[2])
    after = dict(files(where))
    changed = {place for place in after if after[place] != before.get(place)}
    assert changed == {place for place in after if place.endswith(str(WEEK[1]))} | {f"repeats {WEEK[2]}"}


def test_restating_replays_the_nights_and_keeps_the_ids(tmp_path: Path) -> None:
    """Replayed with a night that was missing, topics keep their ids, and the last night run again is the same again."""
    where = week(home(tmp_path), 0, 2)
    before = topic_of(where, WEEK[2])
    for day in (1, 2):
        run(where, WEEK[day], pains(WEEK[day], *THREE, each=16), restate=True)
    assert topic_of(where, WEEK[2]) == topic_of(where, WEEK[1]) == before
    head = where.catalog.head()
    week(where, 2)
    assert where.catalog.head() == head


def test_a_night_that_comes_out_otherwise_takes_its_decisions_back(tmp_path: Path) -> None:
    """A pain delivered late to the first night is opened by it; the others keep their ids and their names."""
    where = week(home(tmp_path), 0, each=24)
    before = topic_of(where, WEEK[0])
    run(where, WEEK[0], pains(WEEK[0], "queue", each=24))
    after = topic_of(where, WEEK[0])
    assert {name: after[name] for name in before} == before
    assert after["queue"] not in before.values()
    assert "retracted" in {kind for _, kind, _, _ in ledger(where)}


def test_what_was_said_as_a_name_is_not_encoded_again(tmp_path: Path) -> None:
    """A statement that is word for word the phrase that names its topic shares its vector."""
    where = home(tmp_path)
    rows = pains(MONDAY, *THREE)
    rows += [conversation(f"short-{at}", MONDAY, "emails keep bouncing back") for at in range(12)]
    run(where, MONDAY, rows)
    assert len(where.encoder.encoded) == len(set(where.encoder.encoded))  # type: ignore[attr-defined]


CANARIES = ("quillon.vexbury@example.com", "+49 171 5550123", "4111 1111 1111 1111", "vexbury-7731")


def test_no_personal_data_lies_anywhere_but_among_the_identities(tmp_path: Path) -> None:
    """Canaries in turns, labels, ids and broken lines are in no file under the home, compressed or not."""
    where = home(tmp_path, publish={"max_rejected_share": 1})
    mail, phone, card, ident = CANARIES
    rows: list[object] = list(pains(MONDAY, *THREE))
    rows += [
        conversation(
            f"{ident}-{at}",
            MONDAY,
            f"My emails bounce, write to {mail} or call {phone}, I paid with {card} for it.",
            customer_id=mail,
            agent_id=phone,
            queue=f"mail {mail}",
            product=f"hosting {phone}",
            segment=card,
        )
        for at in range(3)
    ]
    rows += [f'{{"conversation_id": "{ident}", "turns": "{mail}"', conversation(mail, MONDAY) | {"turns": [card]}]
    done = run(where, MONDAY, rows)
    nights.pages(where, Night(date=MONDAY))
    assert sum(count for _, count in done.receipts[0].rejected) == 2
    leaks = []
    for path in sorted(where.folder.rglob("*")):
        if path.is_dir() or "in" in path.relative_to(where.folder).parts or "identities" in path.parts:
            continue
        said = path.read_bytes()
        if path.suffix == ".parquet":
            said += repr(pq.ParquetFile(path).read().to_pylist()).encode()
        leaks += [(path.name, canary) for canary in CANARIES if canary.encode() in said]
    assert not leaks
    assert {row["source_id"] for row in view(where).table("identities").to_pylist()} >= {mail, phone}


def test_a_night_with_too_many_rejects_is_not_published(tmp_path: Path) -> None:
    """More than the allowed share: the refusal counts the reasons, and no reader sees anything of the night."""
    where = home(tmp_path)
    rows = [*pains(MONDAY, "mail", each=9), "{broken"]
    with pytest.raises(InputError, match=r"1 of 10 records were rejected .*max_rejected_share = 0\.05"):
        run(where, MONDAY, rows)
    assert where.catalog.head() is None
    assert view(where).table("conversations").num_rows == 0


def test_a_night_without_a_record_is_not_published(tmp_path: Path) -> None:
    """Records of other nights are counted, and do not make a night; what was published before stays."""
    where = week(home(tmp_path), 0)
    head = where.catalog.head()
    with pytest.raises(InputError, match=r"no record of 2026-11-17 \(16 of other nights\)"):
        run(where, WEEK[1], pains(WEEK[0], "mail", each=16))
    assert where.catalog.head() == head


def test_a_night_that_fails_half_way_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it had staged is seen by nobody, and the night run again comes out as if it had never failed."""
    broken, whole = home(tmp_path / "a"), week(home(tmp_path / "b"), 0)
    with monkeypatch.context() as patch:
        patch.setattr("flows.night.measure", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            week(broken, 0)
    assert broken.catalog.head() is None
    week(broken, 0)
    assert list(files(broken)) == list(files(whole))


def test_a_night_is_told_stage_by_stage(tmp_path: Path) -> None:
    """Each receipt is heard as its stage ends, with its seconds, in the order of the sentence."""
    heard: list[str] = []
    where = home(tmp_path)
    uris = written(tmp_path / "in", pains(MONDAY, "mail", each=3))
    done = nights.run(
        where, Night(date=MONDAY), uris, published_at=NOW, hears=lambda receipt, _: heard.append(receipt.stage)
    )
    assert heard == ["ingest", "embed", "discover", "identify", "detect", "measure", "edition"]
    assert [stage for stage, _ in done.seconds] == heard
    assert done.snapshot == where.catalog.head()
