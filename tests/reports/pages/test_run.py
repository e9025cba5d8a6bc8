"""How the night was made, in words."""

from __future__ import annotations

from typing import get_args

import pytest
from outage_story import LAST

from pipeline.model import HiddenKind, Receipt
from pipeline.sources.reasons import Reason
from pipeline.stages.publish import STAGES
from pipeline.statements.dropping import REASONS
from reports.nouns import CoverageRow, Run
from reports.pages import run as runpage
from reports.sections.counting import share
from reports.words.wording import Wording, languages, speaking

Counts = tuple[tuple[str, int], ...]


def _run(say: Wording, *receipts: Receipt) -> Run:
    return runpage.build(
        say, receipts, (), (), names={}, night=LAST, coverage_note="", versions={}, settings_sha256="", recounted=(),
        steadiness=(), restated=(), partial=(), calibration=(),
    )  # fmt: skip


def _ingest(*, set_aside: Counts = (), rejected: Counts = (), notes: Counts = ()) -> Receipt:
    read = 5 + sum(count for _, count in (*set_aside, *rejected))
    return Receipt(
        stage="ingest", night=LAST, unit="records", read=read, kept=5, set_aside=set_aside, rejected=rejected,
        notes=notes,
    )  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_whatever_the_stages_note_has_words(language: str) -> None:
    """Every stage, reason and kind of hidden data, each its own."""
    say = speaking(language)
    families = {"stage": STAGES, "reason": tuple(Reason), "hidden": get_args(HiddenKind), "dropped": REASONS}
    for family, slugs in families.items():
        told = [say.maybe(f"run-{family}-{slug.replace('_', '-')}") for slug in slugs]
        assert None not in told, family
        assert len(set(told)) == len(slugs)


def test_the_books_are_told_in_the_language() -> None:
    """A stage keeps its slug beside its name, for the seconds it took are found by it."""
    receipt = _ingest(set_aside=(("other_night", 1_200),), rejected=(("not_json", 1),))
    (row,) = _run(speaking("de"), receipt).stages
    assert (row.stage, row.name, row.unit) == ("ingest", "Einlesen", "Datensätze")
    assert row.reasons == "andere Nacht 1.200, kein JSON 1"
    assert [(line.label, line.text) for line in runpage.left_out(speaking("de"), [receipt])] == [
        ("Abgewiesen", "1 Datensatz: kein JSON 1."),
        ("Beiseitegelegt", "1.200 Datensätze: andere Nacht 1.200."),
    ]


def test_a_slug_without_words_is_told_in_plain_letters() -> None:
    """A stage of a later version is better told roughly than not at all."""
    receipt = Receipt(
        stage="dream", night=LAST, unit="sheep", read=2, kept=0, set_aside=(("fell_asleep", 2),),
    )  # fmt: skip
    (row,) = _run(speaking("de"), receipt).stages
    assert (row.name, row.unit, row.reasons) == ("dream", "sheep", "fell asleep 2")


def test_what_was_hidden_and_dropped_is_counted_greatest_first() -> None:
    """Equal counts by their slugs, so that the order is the same in every language."""
    notes = (("dropped:thanks", 2), ("dropped:greeting", 2), ("hidden:phone", 1), ("hidden:email", 3), ("turns", 9))
    told = _run(speaking("de"), _ingest(notes=notes))
    assert [(line.label, line.text) for line in told.hidden] == [("E-Mail-Adressen", "3"), ("Telefonnummern", "1")]
    assert [line.label for line in told.dropped] == ["Gruß", "Dank"]


def _row(channel: str, conversations: int, customers: int = 0, unknown: int = 0) -> CoverageRow:
    half = share(speaking(), 1, 2)
    return CoverageRow(
        label=channel, channel=channel, conversations=conversations, customers=customers, customer_unknown=unknown,
        customers_text="", with_statement=half, with_topic=half, resolved=None,
    )  # fmt: skip


def test_the_first_line_says_how_much_was_read_and_from_whom() -> None:
    """Customers as far as they are known, channels greatest first, those of few without a number."""

    def told(say: Wording, *rows: CoverageRow, left: tuple[str, ...] = ()) -> str:
        return runpage.coverage_line(say, rows, (), left).split(" · ")[0]

    say, split = speaking(), (_row("voice", 70), _row("chat", 30))
    assert told(say) == "No conversation was read this night."
    assert told(say, _row("", 1_512, 1_204), *split) == "1,512 conversations (1,204 customers): 5 % calls and 2 % chats"
    assert told(say, _row("", 100, 90, 5), *split, left=("email",)) == (
        "100 conversations (90 known customers): 70 % calls and 30 % chats; also e-mails"
    )
    assert told(say, _row("", 12, 1), left=("email",)) == "12 conversations (1 customer): all e-mails"
    assert told(say, _row("", 12, 0, 12), left=("chat", "email")) == "12 conversations: chats and e-mails"
    assert told(speaking("de"), _row("", 100, 90, 5), *split, left=("email",)) == (
        "100 Gespräche (90 bekannte Kunden): 70 % Anrufe und 30 % Chats; dazu E-Mails"
    )


def test_a_broken_file_has_no_share() -> None:
    """Nobody knows how many records its unread rest held."""
    whole = _row("", 100, 90)
    some = runpage.coverage_line(speaking("de"), [whole], [_ingest(rejected=(("not_json", 2),))])
    assert "5 von 7 der Eingabe gelesen · 2 Datensätze abgewiesen" in some
    broken = runpage.coverage_line(speaking("de"), [whole], [_ingest(rejected=(("truncated_gzip", 1),))])
    assert "ein Teil einer Datei war nicht zu lesen · 1 Datensatz abgewiesen" in broken
