"""The few things the lake asks of a disk, so that a test can pass one that fails or loses its power."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pyarrow as pa
from pyarrow import fs

from pipeline.errors import SettingsError


class Disk(Protocol):
    """Files by names relative to a root, with `/` between folders; every method may raise OSError."""

    whole_puts: bool
    """True where `create` is atomic and durable by itself and folders are only part of names (object stores)."""

    def create(self, name: str, data: bytes) -> None:
        """Write a new file; neither its content nor its name is durable yet."""

    def sync(self, name: str) -> None:
        """Make a file's content durable."""

    def rename(self, old: str, new: str) -> None:
        """Give a file another name at once, taking the place of a file that has it."""

    def remove(self, name: str) -> None:
        """Take a file away."""

    def make_folder(self, name: str) -> None:
        """Make a folder in one that exists, or leave it as it is; the root (empty name) with all above it."""

    def sync_folder(self, name: str) -> None:
        """Make the names in a folder durable."""

    def open(self, name: str) -> pa.NativeFile:
        """Open a file for reading anywhere in it; raises FileNotFoundError where there is none."""

    def files(self) -> Iterator[tuple[str, datetime]]:
        """Every file's name and the instant it was last written; in no particular order."""


class LocalDisk:
    """A folder of this machine."""

    whole_puts = False

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()

    def create(self, name: str, data: bytes) -> None:
        """Write a new file; FileExistsError where there is one."""
        with (self._root / name).open("xb") as file:
            file.write(data)

    def sync(self, name: str) -> None:
        """Fsync a file; an error of an earlier write-back that nobody has seen yet comes out here."""
        _fsync(self._root / name)

    def rename(self, old: str, new: str) -> None:
        """Rename within the disk."""
        (self._root / old).replace(self._root / new)

    def remove(self, name: str) -> None:
        """Unlink a file."""
        (self._root / name).unlink()

    def make_folder(self, name: str) -> None:
        """Make a folder; the root's own name and its parent's (the home) are made durable at once."""
        (self._root / name).mkdir(parents=not name, exist_ok=True)
        if not name:
            _fsync(self._root.parent)
            _fsync(self._root.parent.parent)

    def sync_folder(self, name: str) -> None:
        """Fsync a folder."""
        _fsync(self._root / name)

    def open(self, name: str) -> pa.NativeFile:
        """Open for reading; not memory-mapped, so that a file cut short is an error and not a killed process."""
        return pa.OSFile(str(self._root / name))

    def files(self) -> Iterator[tuple[str, datetime]]:
        """Walk the folder; a file that goes away meanwhile is passed over."""
        for folder, _, names in os.walk(self._root):
            for name in names:
                path = Path(folder, name)
                try:
                    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                except FileNotFoundError:
                    continue
                yield path.relative_to(self._root).as_posix(), modified


class ObjectStore:
    """A bucket or a part of one: a put shows the whole object or none, and is durable when it returns."""

    whole_puts = True

    def __init__(self, filesystem: fs.FileSystem, root: str) -> None:
        self._filesystem = filesystem
        self._root = root.rstrip("/")

    def create(self, name: str, data: bytes) -> None:
        """Put an object, in the place of one that has the name."""
        with self._filesystem.open_output_stream(self._path(name), compression=None) as stream:
            stream.write(data)

    def sync(self, name: str) -> None:
        """Nothing to do: a put is durable."""

    def rename(self, old: str, new: str) -> None:
        """Copy and delete."""
        self._filesystem.move(self._path(old), self._path(new))

    def remove(self, name: str) -> None:
        """Delete an object."""
        self._filesystem.delete_file(self._path(name))

    def make_folder(self, name: str) -> None:
        """Nothing to do: folders are part of names."""

    def sync_folder(self, name: str) -> None:
        """Nothing to do: a put is durable."""

    def open(self, name: str) -> pa.NativeFile:
        """Open for ranged reads."""
        return self._filesystem.open_input_file(self._path(name))

    def files(self) -> Iterator[tuple[str, datetime]]:
        """List the objects under the root."""
        everything = fs.FileSelector(self._root, recursive=True, allow_not_found=True)
        for info in self._filesystem.get_file_info(everything):
            if info.type == fs.FileType.File:
                yield info.path.removeprefix(self._root + "/"), info.mtime.astimezone(UTC)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


def disk_at(root: str) -> Disk:
    """The disk that a folder or a pyarrow.fs URI names; raises SettingsError where the URI names none."""
    if "://" not in root:
        return LocalDisk(Path(root))
    try:
        filesystem, path = fs.FileSystem.from_uri(root)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise SettingsError(f"lake: not a folder or a URI that pyarrow.fs can open ({type(error).__name__})") from None
    if isinstance(filesystem, fs.LocalFileSystem):
        return LocalDisk(Path(path))
    return ObjectStore(filesystem, path)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
