"""Lines of a file under a cap, with their place: cut at the byte \\n and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.mapping import Limits
from pipeline.model import Pointer
from pipeline.sources.files import InputFile, chunks
from pipeline.sources.reasons import Reason, RecordError

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One physical line without its end, or (with a reason and no data) what could not be read."""

    pointer: Pointer
    data: bytes = field(repr=False)
    reason: Reason | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space was read; a line with a reason is not blank."""
        return self.reason is None and not self.data.strip()


def lines(file: InputFile, limits: Limits) -> Iterator[Line]:
    """Every line of the file; one over the cap is skipped, never held, and comes with a reason.

    Where the file breaks off (damage, a cap), the last line has that reason and stands for all the rest.
    """
    number, offset = 1, 0
    held, length = b"", 0

    def pointer() -> Pointer:
        return Pointer(file_sha256=file.sha256, line=number, byte_offset=offset)

    def line() -> Line:
        if length > limits.line_bytes:
            return Line(pointer=pointer(), data=b"", reason=Reason.LINE_TOO_LONG)
        return Line(pointer=pointer(), data=held.removeprefix(_BOM) if offset == 0 else held)

    try:
        for chunk in chunks(file, limits):
            start = 0
            while (end := chunk.find(b"\n", start)) >= 0:
                length += end - start
                held = held + chunk[start:end] if length <= limits.line_bytes else b""
                yield line()
                number, offset, start = number + 1, offset + length + 1, end + 1
                held, length = b"", 0
            length += len(chunk) - start
            held = held + chunk[start:] if length <= limits.line_bytes else b""
    except RecordError as error:
        yield Line(pointer=pointer(), data=b"", reason=error.reason)
        return
    if length:
        yield line()
