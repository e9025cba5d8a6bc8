"""What people decided, as a file: read back it decides nothing, changed it decides what was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from curator import NAMES, back, decide, of, statements
from homes import MONDAY, home, pains, run

from flows import decisions_file
from flows.home import Home
from pipeline.curation import Edit
from pipeline.errors import InputError


@pytest.fixture
def where(tmp_path: Path) -> Home:
    """A home after one fit night with three pains."""
    place = home(tmp_path)
    run(place, MONDAY, pains(MONDAY, *NAMES, each=30))
    return place


def test_an_export_applied_decides_nothing(where: Home, tmp_path: Path) -> None:
    """Whatever was decided before, in both formats."""
    mail, invoice, site = (of(where, name) for name in NAMES)
    examples = statements(where, "mail", "Berlin", "Hamburg", "Munich")
    decide(
        where,
        Edit(kind="named", topic_id=mail, other='"Mail", it says: nothing comes'),
        Edit(kind="split", topic_id=mail, other="Mail in the north", texts=examples),
        Edit(kind="merged", topic_id=invoice, other=site),
        Edit(kind="moved", topic_id=site, other=statements(where, "mail", "Oslo")[0], score=0.75),
        Edit(kind="linked", topic_id=examples[0], other=examples[1]),
        Edit(kind="unlinked", topic_id=mail, other=site),
        Edit(kind="hidden", topic_id=mail, other="marketing"),
        Edit(kind="pinned", topic_id=mail),
        Edit(kind="status", topic_id=mail, other="fixed 2026-11-16"),
        Edit(kind="marked", topic_id=mail, other="2026-11-16 other The mail server moved"),
    )
    for name in ("topics.toml", "topics.csv"):
        file = tmp_path / name
        decisions_file.write(where, file)
        assert decide(where, *decisions_file.read(where, file)).rows == ()


def test_a_changed_export_decides_what_was_changed(where: Home, tmp_path: Path) -> None:
    """A value in the table, and a table added."""
    mail, site = of(where, "mail"), of(where, "site")
    toml = tmp_path / "topics.toml"
    decisions_file.write(where, toml)
    text = toml.read_text().replace(f'id = "{mail}"\nname = "', f'id = "{mail}"\nname = "Really: ')
    toml.write_text(f'{text}\n[[unlink]]\none = "{mail}"\ntwo = "{site}"\n')
    rows = decide(where, *decisions_file.read(where, toml)).rows
    assert [(row.kind, row.topic_id) for row in rows] == [("named", mail), ("unlinked", mail)]
    table = tmp_path / "topics.csv"
    decisions_file.write(where, table)
    lines = table.read_text().splitlines()
    table.write_text("\n".join(line.replace(",open,", ",acknowledged,") if mail in line else line for line in lines))
    assert [row.kind for row in decide(where, *decisions_file.read(where, table)).rows] == ["status"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[topic]]\nid = 7", "topic 1: id is no text"),
        ("[[topic]]\nname = 'x'", "topic 1: id is missing"),
        ("[[topik]]\nid = 't00001'", "topik is no table"),
        ("[[marker]]\nday = 2026-11-16\nkind = 'release'\ntext = 'x'\nwhen = 1", "when is none of"),
        ("[[topic", "not TOML"),
        ("[[move]]\nstatement = 'aa'\nto = 't00001'\nradius = 'wide'", "radius is no number"),
    ],
)
def test_a_file_that_says_something_else_is_refused(where: Home, tmp_path: Path, text: str, says: str) -> None:
    """With the place and what is wrong there; nothing is decided."""
    file = tmp_path / "topics.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=says):
        decisions_file.read(where, file)


def test_an_export_applies_whatever_was_merged_or_undone_since(where: Home, tmp_path: Path) -> None:
    """What is said of a topic that is no more is not written, what is said of an alias is so already."""
    mail, invoice, site = (of(where, name) for name in NAMES)
    found = decide(where, Edit(kind="split", topic_id=mail, texts=statements(where, "mail", "Berlin", "Hamburg")))
    new = found.rows[0].topic_id
    decide(
        where,
        Edit(kind="moved", topic_id=new, other=statements(where, "mail", "Oslo")[0]),
        Edit(kind="unlinked", topic_id=new, other=site),
        Edit(kind="marked", topic_id=site, other="2026-11-16 release New webmail"),
        Edit(kind="moved", topic_id=site, other=statements(where, "mail", "Lille")[0]),
    )
    back(where, found.keys[0])
    decide(where, Edit(kind="merged", topic_id=site, other=invoice))
    file = tmp_path / "topics.toml"
    decisions_file.write(where, file)
    assert decide(where, *decisions_file.read(where, file)).rows == ()


def test_a_row_that_would_be_half_decided_is_refused(where: Home, tmp_path: Path) -> None:
    """Values of a topic that is counted with another, and two rows for one topic."""
    mail, site = of(where, "mail"), of(where, "site")
    file = tmp_path / "topics.toml"
    file.write_text(f'[[topic]]\nid = "{mail}"\nmerge_into = "{site}"\nowner = "Mail team"\n')
    with pytest.raises(InputError, match="no values of its own"):
        decisions_file.read(where, file)
    file.write_text(f'[[topic]]\nid = "{mail}"\nowner = "A"\n[[topic]]\nid = "{mail}"\nowner = "B"\n')
    with pytest.raises(InputError, match="twice"):
        decisions_file.read(where, file)
