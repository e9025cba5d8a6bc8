"""What is said of nights that hold other conversations than the edition before told."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from outage_story import LAST

from reports.sections import restated
from reports.sections.restated import Restated
from reports.words.wording import speaking


def _night(  # one night of a list
    back: int,
    *,
    missing: bool = False,
    came: int = 0,
    changed: int = 0,
    moved_out: tuple[date, ...] = (),
    moved_in: tuple[date, ...] = (),
    gone: int = 0,
) -> Restated:
    return Restated(
        night=LAST - timedelta(days=back),
        missing=missing,
        before=0 if missing else 48,
        after=48 + came - gone,
        came=came,
        changed=changed,
        moved_in=moved_in,
        moved_out=moved_out,
        gone=gone,
    )


def test_one_conversation_is_told_in_the_singular() -> None:
    """Of one, and of several nights."""
    one, many = [_night(2, came=1)], [_night(4, came=2, changed=1), _night(2, gone=1)]
    end = "Everything below counts them as they are now."
    assert restated.sentence(speaking(), one, LAST) == (
        f"18 November was read again since the edition before: 1 conversation came late. {end}"
    )
    assert restated.sentence(speaking(), many, LAST) == (
        "2 nights between 16 November and 18 November were read again since the edition before: "
        f"2 conversations came late, 1 came again with other content and 1 left out since. {end}"
    )


def test_a_move_names_its_nights_where_all_went_one_way() -> None:
    """Else it says only that there were others; a night of another year has its year."""
    to = LAST - timedelta(days=1)
    (way,) = restated.sentence(speaking(), [_night(2, moved_out=(to, to))], LAST).split(". ")[:1]
    assert way == "2 conversations were moved from 18 November to 19 November"
    (ways,) = restated.sentence(speaking(), [_night(2, moved_out=(to, LAST))], LAST).split(". ")[:1]
    assert ways == "2 conversations were moved to other nights"
    assert "from 18 December 2025" in restated.sentence(speaking(), [_night(337, moved_out=(to,))], LAST)


def test_german_knows_its_cases() -> None:
    """Articles and verbs follow the numbers."""
    say = speaking("de")
    late, missing = restated.sentence(say, [_night(2, came=1)], LAST), _night(3, missing=True, came=1)
    assert late.startswith("Die Nacht vom 18. November wurde seit der letzten Ausgabe noch einmal gelesen: 1 Gespräch")
    told = restated.sentence(say, [missing, _night(2, missing=True, came=4)], LAST)
    assert "2 Nächte zwischen dem 17. November und dem 18. November fehlten" in told
    (line,) = restated.lines(say, [_night(2, came=1, moved_in=(LAST, LAST))])
    assert line.text == "49 Gespräche, davor 48: 1 Gespräch kam verspätet und 2 kamen aus anderen Nächten hierher."


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_what_is_told_of_all_nights_is_told_of_each(came: int, changed: int, gone: int, tonight: bool) -> None:
    """Something is said at all only where something came of conversations."""
    found = [_night(0 if tonight else 2, came=came, changed=changed, gone=gone)]
    told = restated.sentence(speaking(), found, LAST)
    assert bool(told) == bool(came or changed or gone)
    assert told.startswith("This night was read again") == (tonight and bool(told))
