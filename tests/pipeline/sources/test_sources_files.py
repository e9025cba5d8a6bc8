"""Finding files and unpacking them under a cap."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from pipeline.errors import InputError, RetryLater
from pipeline.mapping import Limits
from pipeline.sources import InputFile, find
from pipeline.sources.files import chunks
from pipeline.sources.lines import Line, lines
from pipeline.sources.reasons import Reason, RecordError

LIMITS = Limits()


def one(path: Path, data: bytes) -> InputFile:
    """The file of that content."""
    path.write_bytes(data)
    return find((str(path),), LIMITS)[0]


def listed(file: InputFile, limits: Limits = LIMITS) -> list[Line]:
    """Its lines."""
    return list(lines(file, limits))


def noise(size: int) -> bytes:
    """Bytes that do not compress, without line ends."""
    return random.Random(7).randbytes(size).replace(b"\n", b" ")


def names(folder: Path, *uris: str) -> list[str]:
    """Paths below the folder that the URIs name, sorted by name."""
    return sorted(str(Path(file.uri).relative_to(folder)) for file in find(uris, LIMITS))


def test_a_folder_gives_known_endings_at_any_depth_and_nothing_hidden(tmp_path: Path) -> None:
    """Hidden names, names with an underscore first and unknown endings are passed over."""
    wanted = ["a.jsonl", "b.csv.gz", "deep/er/c.parquet", "deep/D.NDJSON"]
    for name in [*wanted, "notes.txt", ".e.jsonl", "_temporary/f.jsonl", ".hidden/g.csv", "h.gz"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    assert names(tmp_path, str(tmp_path)) == sorted(wanted)
    assert names(tmp_path, tmp_path.as_uri()) == sorted(wanted)


def test_a_glob_gives_what_it_says(tmp_path: Path) -> None:
    """`*` stays in its folder and matches no hidden name; `**` goes through folders."""
    for name in ["a.log", "b.log", ".c.log", "x/d.log", "x/y/e.log"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    assert names(tmp_path, f"{tmp_path}/*.log") == ["a.log", "b.log"]
    assert names(tmp_path, f"{tmp_path}/**/*.log") == ["a.log", "b.log", "x/d.log", "x/y/e.log"]
    assert names(tmp_path, f"{tmp_path}/x/?.log") == ["x/d.log"]
    assert names(tmp_path, f"{tmp_path}/[a]*", f"{tmp_path}/a.log") == ["a.log"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    """What exists is not a pattern."""
    one(tmp_path / "night[1].jsonl", b"x")
    assert names(tmp_path, f"{tmp_path}/night[1].jsonl") == ["night[1].jsonl"]


def test_files_come_sorted_by_uri_and_the_same_content_once(tmp_path: Path) -> None:
    """The order in which URIs are named cannot change what is read; daily exports come in the order of their names."""
    for name, text in [("a.jsonl", "3"), ("b.jsonl", "1"), ("c.jsonl", "2"), ("d.jsonl", "1")]:
        (tmp_path / name).write_text(text)
    files = find((str(tmp_path),), LIMITS)
    turned = find(tuple(f"{tmp_path}/{name}.jsonl" for name in "dcba"), LIMITS)
    assert files == turned
    assert [Path(file.uri).name for file in files] == ["a.jsonl", "b.jsonl", "c.jsonl"]


@pytest.mark.parametrize("uri", ["{0}/none.jsonl", "{0}/*.jsonl", "{0}", "{0}/none/", "nowhere://x", "ftp://h/x"])
def test_what_names_nothing_is_named_in_the_error(tmp_path: Path, uri: str) -> None:
    """A missing file, an empty glob or folder and an unknown scheme are bad input, by name."""
    given = uri.format(tmp_path)
    with pytest.raises(InputError, match=given.partition("*")[0].replace("?", ".")):
        find((given,), LIMITS)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    """A folder given by mistake stops before it is read."""
    for number in range(3):
        (tmp_path / f"{number}.csv").write_text(str(number))
    with pytest.raises(InputError, match="3 files"):
        find((str(tmp_path),), Limits(files=2))


def test_an_s3_secret_is_not_shown() -> None:
    """An error names the URI without the credentials in it."""
    with pytest.raises((InputError, RetryLater)) as caught:
        find(("s3://key:sesame@/",), LIMITS)
    assert "sesame" not in str(caught.value)


def test_a_file_that_changes_after_it_was_found_is_read_later(tmp_path: Path) -> None:
    """A pointer never names bytes that are not there."""
    file = one(tmp_path / "a.jsonl", b"{}\n")
    Path(file.uri).write_bytes(b"{}\n{}\n")
    with pytest.raises(RetryLater, match=r"a\.jsonl"):
        listed(file)


def test_gzip_is_known_by_its_bytes_and_may_have_members(tmp_path: Path) -> None:
    """The name does not matter; members follow one another."""
    file = one(tmp_path / "plain.csv", gzip.compress(b"a\nb") + gzip.compress(b"c\n"))
    assert [line.data for line in listed(file)] == [b"a", b"bc"]
    assert [line.data for line in listed(one(tmp_path / "x.gz", b"a\nb\n"))] == [b"a", b"b"]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: data[:-9], Reason.TRUNCATED_GZIP),
        (lambda data: data[:-6] + b"\0\0" + data[-4:], Reason.CORRUPT_GZIP),
        (lambda data: data + b"rubbish", Reason.CORRUPT_GZIP),
        (lambda data: data[:5], Reason.TRUNCATED_GZIP),
    ],
)
def test_what_comes_before_damage_is_kept(tmp_path: Path, damage: object, reason: Reason) -> None:
    """Damaged gzip gives the lines before, then one line that stands for the rest."""
    assert callable(damage)
    file = one(tmp_path / "a.gz", damage(gzip.compress(b"first\nsecond\nthird")))
    *before, last = listed(file)
    assert last.reason == reason
    assert [line.data for line in before] == [b"first", b"second"][: len(before)]
    assert last.pointer.line == len(before) + 1


def test_a_bomb_is_stopped_early(tmp_path: Path) -> None:
    """Unpacking ends at the ratio, long before the end."""
    file = one(tmp_path / "bomb.gz", gzip.compress(bytes(60_000_000)))
    unpacked = 0
    with pytest.raises(RecordError) as caught:
        for chunk in chunks(file, LIMITS):
            unpacked += len(chunk)
    assert caught.value.reason == Reason.BOMB_RATIO
    assert unpacked < 60_000_000


def test_a_file_over_the_cap_is_kept_up_to_the_cap(tmp_path: Path) -> None:
    """Whole lines before the cap are read; the rest is one line with a reason."""
    file = one(tmp_path / "a.jsonl", b"aaaa\nbbbb\ncccc\n")
    got = listed(file, Limits(file_bytes=12))
    assert [(line.data, line.reason) for line in got] == [
        (b"aaaa", None),
        (b"bbbb", None),
        (b"", Reason.FILE_TOO_BIG),
    ]
    assert got[-1].pointer.byte_offset == 10


def test_a_line_over_the_cap_is_skipped_to_its_end(tmp_path: Path) -> None:
    """It costs its own line only, even where it is longer than what is read at once."""
    file = one(tmp_path / "a.jsonl", b"ok\n" + noise(3_000_000) + b"\nok\n" + noise(2_000_000))
    got = listed(file, Limits(line_bytes=1000))
    assert [(line.data, line.reason) for line in got] == [
        (b"ok", None),
        (b"", Reason.LINE_TOO_LONG),
        (b"ok", None),
        (b"", Reason.LINE_TOO_LONG),
    ]
    assert [line.pointer.byte_offset for line in got] == [0, 3, 3_000_004, 3_000_007]


def test_only_the_newline_byte_ends_a_line(tmp_path: Path) -> None:
    """Line separators of Unicode, vertical tabs and carriage returns are part of a line."""
    text = "a\u2028b\u0085c\x0bd\x1ce\rf"
    got = listed(one(tmp_path / "a.jsonl", f"{text}\nz".encode()))
    assert [line.data.decode() for line in got] == [text, "z"]
