"""Ingest: what is kept, set aside and rejected, and which delivery of a conversation counts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from homes import MONDAY, conversation, home, pains, run, view, written

from flows.home import Home
from flows.night import alone
from pipeline import redaction
from pipeline.errors import InputError
from pipeline.model import Night, Receipt
from pipeline.stages.ingest import ingest
from pipeline.stages.publish import audit
from pipeline.view import View
from reports.nouns import CoverageRow
from reports.pages.run import coverage_line
from reports.sections.counting import share
from reports.words.wording import speaking

NIGHT = Night(date=MONDAY)


def staged(where: Home, rows: Iterable[object]) -> tuple[Receipt, View]:
    """The receipt, and what a reader would see were it published."""
    workspace = where.workspace(NIGHT)
    receipt = ingest(workspace, NIGHT, alone(workspace, NIGHT, written(where.folder / "in", rows)))
    return receipt, workspace.view((receipt,))


def test_the_books_balance(tmp_path: Path) -> None:
    """Every record is kept, of another night, delivered again or rejected with a pointer to its line."""
    rows = [
        *pains(MONDAY, "mail", each=4),
        *pains(MONDAY + timedelta(days=1), "mail", each=2),
        pains(MONDAY, "mail", each=1)[0],
        "{broken",
        conversation("no-turns", MONDAY) | {"turns": None},
    ]
    receipt, seen = staged(home(tmp_path), rows)
    assert (receipt.read, receipt.kept) == (9, 4)
    assert receipt.set_aside == (("delivered_again", 1), ("other_night", 2))
    assert sum(count for _, count in receipt.rejected) == 2
    quarantine = seen.table("quarantine").to_pylist()
    assert [row["line"] for row in quarantine] == [8, 9]
    assert {row["reason"] for row in quarantine} == {reason for reason, _ in receipt.rejected}
    assert seen.table("conversations").num_rows == 4


def test_a_statement_points_at_its_words(tmp_path: Path) -> None:
    """Its span cuts its text out of its turn, and what was dropped points into a customer's turn as well."""
    _, seen = staged(
        home(tmp_path), [conversation("c", MONDAY, "Hello there. My emails keep bouncing back, please help!")]
    )
    turns = {(row["conversation_id"], row["turn"]): row for row in seen.table("turns").to_pylist()}
    for row in seen.table("statements").to_pylist():
        assert turns[row["conversation_id"], row["turn"]]["text"][row["start"] : row["end"]] == row["text"]
    assert seen.table("statements").num_rows == 1
    (greeting,) = seen.table("dropped").to_pylist()
    assert turns[greeting["conversation_id"], greeting["turn"]]["speaker"] == "customer"


EARLY = {"updated_at": "2026-11-16T11:00:00Z", "queue": "early"}
LATE = {"updated_at": "2026-11-16T12:00:00Z", "queue": "late"}
NEVER: dict[str, object] = {"queue": "never"}


@pytest.mark.parametrize("order", list(permutations((EARLY, LATE, NEVER))))
def test_the_latest_delivery_counts_whatever_the_order(tmp_path: Path, order: tuple[dict[str, object], ...]) -> None:
    """Within one input and over several runs of a night the greatest `updated_at` wins."""
    rows = [conversation("c", MONDAY, "My emails keep bouncing back.", **more) for more in order]
    _, seen = staged(home(tmp_path / "one"), rows)
    assert seen.table("conversations")["queue"].to_pylist() == ["late"]
    several = home(tmp_path / "several")
    for row in rows:
        run(several, MONDAY, [row])
    assert view(several).table("conversations") == seen.table("conversations")
    assert view(several).table("statements") == seen.table("statements")


def test_equally_late_deliveries_are_decided_by_their_content(tmp_path: Path) -> None:
    """Without `updated_at`, of equally long ones the greater content hash wins, in either order."""
    rows = [conversation("c", MONDAY, f"My emails keep bouncing back {word}.") for word in ("often", "rarely")]
    kept = [staged(home(tmp_path / str(at)), order)[1].table("turns") for at, order in enumerate((rows, rows[::-1]))]
    assert kept[0] == kept[1]


def test_a_longer_delivery_wins_and_a_shorter_one_later_is_set_aside(tmp_path: Path) -> None:
    """Without `updated_at` more turns win, within a run and against what was published, in either order."""
    short = conversation("c", MONDAY, "My emails keep bouncing back.")
    long = conversation("c", MONDAY, "My emails keep bouncing back.", "The invoice charges me twice.")
    for name, order in (("up", (short, long)), ("down", (long, short))):
        _, seen = staged(home(tmp_path / f"one-{name}"), order)
        assert seen.table("conversations")["turns"].to_pylist() == [4]
        several = home(tmp_path / f"several-{name}")
        *_, last = [run(several, MONDAY, [row]) for row in order]
        assert view(several).table("conversations") == seen.table("conversations")
    assert (last.receipts[0].kept, last.receipts[0].set_aside) == (0, (("older_than_published", 1),))


def test_a_conversation_counts_on_one_night_only(tmp_path: Path) -> None:
    """A newer version that starts on another night takes it there, whichever night is run first or last."""
    tuesday = MONDAY + timedelta(days=1)
    rows = [*pains(MONDAY, "mail", each=4), *pains(tuesday, "mail", each=4)]
    old = conversation("moving", MONDAY, "My emails keep bouncing back.", updated_at="2026-11-16T12:00:00Z")
    new = conversation("moving", tuesday, "My emails keep bouncing back.", updated_at="2026-11-17T12:00:00Z")
    apart, at_once = home(tmp_path / "apart"), home(tmp_path / "at-once")
    run(apart, MONDAY, [*rows, old])
    done = run(apart, tuesday, [*rows, new])
    assert view(apart).table("conversations")["night"].to_pylist() == [MONDAY] * 4 + [tuesday] * 5
    for night in (MONDAY, tuesday):
        run(at_once, night, [*rows, old, new])
    for name in ("conversations", "turns", "statements", "dropped", "signals", "assignments", "measures", "coverage"):
        assert view(apart).table(name) == view(at_once).table(name), name
    again = run(apart, MONDAY, [*rows, old]).receipts[0]
    assert dict(again.set_aside) == {"other_night": 4, "published_on_another_night": 1}
    assert done.receipts[0].set_aside == (("other_night", 4),)


def test_overlapping_message_exports_balance(tmp_path: Path) -> None:
    """A message that two files bring is read twice, kept once and set aside once."""
    folder = tmp_path / "in"
    folder.mkdir()
    text = "id,who,said,when\n1,customer,My emails keep bouncing back.,2026-11-16T10:00:00Z\n"
    (folder / "a.csv").write_text(text)
    (folder / "a.csv.gz").write_bytes(gzip.compress(text.encode()))
    mapping = {
        "source": "desk", "format": "csv", "rows": "message", "fields": {"conversation_id": "id"},
        "message": {"text": "said", "speaker": "who", "at": "when"},
    }  # fmt: skip
    where = home(tmp_path / "home", input={"mapping": mapping})
    workspace = where.workspace(NIGHT)
    receipt = ingest(workspace, NIGHT, alone(workspace, NIGHT, [str(folder)]))
    assert (receipt.read, receipt.kept, receipt.set_aside) == (2, 1, (("delivered_again", 1),))


def test_a_broken_file_refuses_the_night_unless_it_is_accepted(tmp_path: Path) -> None:
    """One rejection may stand for half the input, so no share excuses it; accepted, the pages say so."""
    rows = "\n".join(json.dumps(row) for row in pains(MONDAY, "mail", each=36))
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(rows.encode())[:-4])
    for accept in (False, True):
        where = home(tmp_path / str(accept), publish={"accept_broken_files": accept, "max_rejected_share": 1})
        workspace = where.workspace(NIGHT)
        receipt = ingest(workspace, NIGHT, alone(workspace, NIGHT, [str(tmp_path / "in.jsonl.gz")]))
        with nullcontext() if accept else pytest.raises(InputError, match="truncated_gzip"):
            audit(workspace, receipt)
    row = CoverageRow(
        label="All", conversations=35, customers_text="–", with_statement=share(speaking(), 1, 2),
        with_topic=share(speaking(), 1, 2), resolved=None,
    )  # fmt: skip
    line = coverage_line(speaking(), [row], [receipt])
    assert "part of a file could not be read" in line
    assert "of the input read" not in line


def test_a_second_partial_delivery_keeps_what_was_published(tmp_path: Path) -> None:
    """Conversations of the first delivery stay, in the order they would have had in one delivery."""
    rows = pains(MONDAY, "mail", "site", each=6)
    parts, whole = home(tmp_path / "parts"), home(tmp_path / "whole")
    run(parts, MONDAY, rows[:7])
    run(parts, MONDAY, rows[5:])
    run(whole, MONDAY, rows)
    for name in ("conversations", "turns", "statements", "dropped", "identities", "assignments", "measures"):
        assert view(parts).table(name) == view(whole).table(name)


def test_a_new_redactor_replaces_what_an_older_one_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Delivered again under other rules, a row is written anew though nothing else about it changed."""
    where = home(tmp_path)
    rows = pains(MONDAY, "mail", each=2)
    with monkeypatch.context() as patch:
        patch.setattr(redaction, "FINGERPRINT", "older")
        run(where, MONDAY, rows)
    run(where, MONDAY, rows[:1])
    assert sorted(view(where).table("conversations")["redactor"].to_pylist()) == sorted(
        [redaction.FINGERPRINT, "older"]
    )
