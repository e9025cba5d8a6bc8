"""One rule says what staged files change, for those who publish and for those who only look."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes import ACCUMULATING, Changes, changes, overlay, snapshot_sha256
from pipeline.model import LakeFile

NIGHTS = [date(2026, 11, 20), date(2026, 11, 21)]
PLACES = st.tuples(st.sampled_from(["turns", "vectors"]), st.sampled_from(NIGHTS))
FILES = st.dictionaries(PLACES, st.sampled_from("abc")).map(
    lambda places: [
        LakeFile(dataset=dataset, night=night, sha256=content * 64, rows=1, bytes=1)
        for (dataset, night), content in places.items()
    ]
)


@given(present=FILES, staged=FILES, replaced=st.sets(PLACES))
def test_what_is_staged_is_seen_and_nothing_else_moves(
    present: list[LakeFile], staged: list[LakeFile], replaced: set[tuple[str, date]]
) -> None:
    """After a change there is all that was staged and what was elsewhere; a place that takes one file has one."""
    seen = overlay(present, changes(present, staged, replaced))
    taken = replaced | {(file.dataset, file.night) for file in staged if file.dataset not in ACCUMULATING}
    untouched = {file for file in present if (file.dataset, file.night) not in taken}
    assert set(seen) == untouched | set(staged)
    assert len(seen) == len(set(seen))


@given(present=FILES, staged=FILES, data=st.data())
def test_the_order_of_files_does_not_matter(
    present: list[LakeFile], staged: list[LakeFile], data: st.DataObject
) -> None:
    """Changes, what is seen after them and the hash are the same whatever the order files came in."""
    shuffled = changes(data.draw(st.permutations(present)), data.draw(st.permutations(staged)))
    change = changes(present, staged)
    assert shuffled == change
    assert overlay(data.draw(st.permutations(present)), change) == overlay(present, change)


@given(present=FILES, staged=FILES)
def test_staging_the_same_twice_changes_nothing_more(present: list[LakeFile], staged: list[LakeFile]) -> None:
    """A run repeated over its own result is idle."""
    after = overlay(present, changes(present, staged))
    assert changes(after, staged) == Changes(added=(), removed=())


def test_a_hash_depends_on_what_it_follows() -> None:
    """The same change after another parent is another snapshot."""
    nothing = Changes(added=(), removed=())
    hashes = {
        snapshot_sha256(parent_sha256=parent, night=NIGHTS[0], settings_sha256="s", change=nothing, decisions=())
        for parent in ("", "a", "b")
    }
    assert len(hashes) == 3
