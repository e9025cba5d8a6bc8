"""Which files an input names, and their bytes: local or on S3, unpacked under a cap."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import pyarrow as pa
from pyarrow import fs

from pipeline.errors import InputError, NoSuchInput, RetryLater
from pipeline.mapping import Limits
from pipeline.sources.reasons import Reason, RecordError

ENDINGS = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet")
"""What is taken from a folder, each also with .gz; a file or glob named in the input is taken whatever its ending."""

_GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20
# Repetitive but honest small files exceed any ratio; below this many bytes a bomb does no harm.
_HARMLESS = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file of the input, known by its content."""

    sha256: str
    """Of the stored (packed) bytes."""
    bytes: int
    uri: str


def find(uris: tuple[str, ...], limits: Limits) -> tuple[InputFile, ...]:
    """The files that paths, folders, globs, file:// and s3:// URIs name, sorted by URI; equal content counts once.

    Folders are searched in depth; names that begin with a dot or an underscore, and endings not in ENDINGS, are passed
    over. Raises InputError where a URI names nothing or cannot be read, or where there are too many files, and
    RetryLater where a store does not answer.
    """
    found = {uri for given in uris for uri in _matches(given)}
    if len(found) > limits.files:
        raise InputError(f"the input names {len(found)} files, more than input.limits.files = {limits.files}: split it")
    by_content: dict[str, InputFile] = {}
    for uri in sorted(found):
        digest, size = hashlib.sha256(), 0
        for block in _stored(uri):
            digest.update(block)
            size += len(block)
        by_content.setdefault(digest.hexdigest(), InputFile(sha256=digest.hexdigest(), bytes=size, uri=uri))
    return tuple(by_content.values())


def chunks(file: InputFile, limits: Limits) -> Iterator[bytes]:
    """The file's bytes, unpacked where they begin as gzip does.

    Raises RecordError where the rest cannot be had (damaged, too big, a bomb) and RetryLater where the file is no
    longer the one that was found.
    """
    blocks = _unchanged(file)
    first = next(blocks, b"")
    unpacked = _gunzip(first, blocks, limits.compression_ratio) if first.startswith(_GZIP) else _chain(first, blocks)
    room = limits.file_bytes
    for chunk in unpacked:
        yield chunk[:room]
        if len(chunk) > room:
            raise RecordError(Reason.FILE_TOO_BIG)
        room -= len(chunk)


@contextmanager
def opened(uri: str, *, seekable: bool = False) -> Iterator[Any]:
    """An open pyarrow file; raises InputError or RetryLater as `find` does."""
    with _named(uri):
        system, path = _filesystem(uri)
        stream = system.open_input_file(path) if seekable else system.open_input_stream(path, compression=None)
    with stream:
        yield stream


def _chain(first: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from blocks


def _stored(uri: str) -> Iterator[bytes]:
    with opened(uri) as stream, _named(uri):
        while block := stream.read(_BLOCK):
            yield block


def _unchanged(file: InputFile) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for block in _stored(file.uri):
        digest.update(block)
        yield block
    if digest.hexdigest() != file.sha256:
        raise RetryLater(f"{_shown(file.uri)}: changed while it was being read: run again when it is complete")


def _gunzip(first: bytes, blocks: Iterator[bytes], ratio: int) -> Iterator[bytes]:
    engine, within, packed, unpacked = zlib.decompressobj(wbits=31), False, 0, 0
    for stored in _chain(first, blocks):
        block = stored
        while block:
            try:
                chunk = engine.decompress(block, _BLOCK)
            except zlib.error:
                raise RecordError(Reason.CORRUPT_GZIP) from None
            rest = engine.unused_data if engine.eof else engine.unconsumed_tail
            packed, unpacked, within = packed + len(block) - len(rest), unpacked + len(chunk), not engine.eof
            if unpacked > _HARMLESS + ratio * packed:
                raise RecordError(Reason.BOMB_RATIO)
            yield chunk
            block = rest
            if engine.eof:
                engine = zlib.decompressobj(wbits=31)
    if within:
        raise RecordError(Reason.TRUNCATED_GZIP)


def _matches(uri: str) -> list[str]:
    with _named(uri):
        system, path = _filesystem(uri)
        info = system.get_file_info(path)
        if info.type == fs.FileType.File:
            return [uri]
        if info.type == fs.FileType.Directory:
            inside = system.get_file_info(fs.FileSelector(path, recursive=True))
            base = PurePosixPath(path)
            names = [found.path for found in inside if found.type == fs.FileType.File]
            names = [name for name in names if _is_wanted(PurePosixPath(name).relative_to(base))]
            if not names:
                raise InputError(f"{_shown(uri)}: the folder holds no file that ends in {', '.join(ENDINGS)} (or .gz)")
        else:
            parts = PurePosixPath(path).parts
            fixed = next((i for i, part in enumerate(parts) if set(part) & set("*?[")), len(parts))
            base, pattern = PurePosixPath(*parts[:fixed]), parts[fixed:]
            selector = fs.FileSelector(str(base), recursive=len(pattern) > 1, allow_not_found=True)
            listed = system.get_file_info(selector) if pattern else []
            names = [found.path for found in listed if found.type == fs.FileType.File]
            names = [name for name in names if _fits(PurePosixPath(name).relative_to(base).parts, pattern)]
            if not names:
                raise NoSuchInput(f"{_shown(uri)}: no such file, folder or match: check the path")
    return [_uri(uri, name) for name in names]


def _is_wanted(name: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "_")) for part in name.parts)
    return not hidden and name.name.lower().removesuffix(".gz").endswith(ENDINGS)


def _fits(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether path parts match glob parts; `**` stands for any number of folders, `*` for no hidden name."""
    if not pattern or not parts:
        return not parts and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return _fits(parts, pattern[1:]) or (not parts[0].startswith(".") and _fits(parts[1:], pattern))
    hidden = parts[0].startswith(".") and not pattern[0].startswith(".")
    return not hidden and fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])


def _filesystem(uri: str) -> tuple[Any, str]:
    if "://" not in uri:
        return fs.LocalFileSystem(), str(PurePosixPath(uri))
    system, path = fs.FileSystem.from_uri(uri)
    return system, path


def _uri(given: str, path: str) -> str:
    """A file's own URI: as the folder or glob was given (endpoint, region and all), with the file's path."""
    parts = urlsplit(given) if "://" in given else None
    if parts is None or parts.scheme == "file":
        return path
    key = path.partition("/")[2]
    return urlunsplit((parts.scheme, parts.netloc, "/" + quote(key), parts.query, ""))


def _shown(uri: str) -> str:
    """The URI without the key and secret that an S3 URI may carry."""
    scheme, found, rest = uri.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if found else uri


@contextmanager
def _named(uri: str) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError) as error:
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        raise InputError(f"{_shown(uri)}: cannot be read ({why}): check the path and its rights") from None
    except (pa.ArrowException, ValueError):
        raise InputError(f"{_shown(uri)}: not a path or URI that can be read: use a path, file:// or s3://") from None
    except OSError:
        raise RetryLater(f"{_shown(uri)}: the store does not answer: try again later") from None
