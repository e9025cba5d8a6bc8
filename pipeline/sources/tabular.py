"""CSV and TSV: records found line by line, so that one broken quote costs one record and not the rest of the file."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.mapping import Limits
from pipeline.model import Rejected
from pipeline.sources.files import InputFile
from pipeline.sources.lines import Line, lines
from pipeline.sources.reasons import Reason, RecordError, rejected
from pipeline.sources.records import Row

# An unclosed quote is read again from its second line. A file made of them would cost the square of its size, so
# after this many times the cap of a line the whole stretch that a quote swallows is rejected at once.
_PATIENCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Delimited:
    """Rows of a file whose first record names the columns; blank lines are no records."""

    delimiter: str
    quote: str
    encoding: str
    needed: tuple[str, ...]
    """Columns that must be in the header, as paths."""

    def rows(self, file: InputFile, limits: Limits) -> Iterator[Row | Rejected]:
        """One row or rejection for each record after the header; a faulty header rejects every record."""
        header: tuple[str, ...] | None = None
        fault: Reason | None = None
        for first, cells in self._records(file, limits):
            if isinstance(cells, Rejected):
                yield cells
            elif header is None:
                header = tuple(name.strip() for name in cells)
                fault = faulty(header, self.needed)
            elif fault or len(cells) != len(header):
                yield rejected(fault or Reason.RAGGED_ROW, first.pointer)
            else:
                yield Row(record=dict(zip(header, cells, strict=True)), pointer=first.pointer)

    def _records(self, file: InputFile, limits: Limits) -> Iterator[tuple[Line, list[str] | Rejected]]:
        source = lines(file, limits)
        pending: deque[Line] = deque()
        patience = _PATIENCE * limits.line_bytes
        while (first := pending.popleft() if pending else next(source, None)) is not None:
            if first.is_blank:
                continue
            pending.appendleft(first)
            taken: list[Line] = []
            try:
                yield first, self._cells(pending, source, taken, limits)
            except RecordError as error:
                unread = taken[1:]
                swallowed = 1
                patience -= sum(len(line.data) for line in unread)
                if patience < 0:
                    swallowed += sum(not line.is_blank for line in unread[:-1])
                    unread = unread[-1:]
                pending.extendleft(reversed(unread))
                yield first, rejected(error.reason, first.pointer, swallowed)

    def _cells(self, pending: deque[Line], source: Iterator[Line], taken: list[Line], limits: Limits) -> list[str]:
        """The cells of the next record; notes the lines it took. Raises RecordError."""
        feed = self._feed(pending, source, taken, limits.line_bytes)
        if self.quote:
            reader = csv.reader(feed, delimiter=self.delimiter, quotechar=self.quote, strict=True)
        else:
            reader = csv.reader(feed, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        # The csv module keeps this limit for the whole process; a line's cap already bounds a cell.
        others = csv.field_size_limit(limits.line_bytes)
        try:
            return next(reader)
        except csv.Error as error:
            is_open = len(taken) > 1 or str(error).startswith("unexpected end")
            raise RecordError(Reason.UNCLOSED_QUOTE if is_open else Reason.BAD_QUOTE) from None
        except RecordError as error:
            raise RecordError(error.reason if len(taken) == 1 else Reason.UNCLOSED_QUOTE) from None
        finally:
            csv.field_size_limit(others)

    def _feed(self, pending: deque[Line], source: Iterator[Line], taken: list[Line], room: int) -> Iterator[str]:
        while (line := pending.popleft() if pending else next(source, None)) is not None:
            taken.append(line)
            if line.reason:
                raise RecordError(line.reason)
            room -= len(line.data)
            if room < 0:
                raise RecordError(Reason.UNCLOSED_QUOTE)
            try:
                yield line.data.decode(self.encoding) + "\n"
            except UnicodeDecodeError:
                raise RecordError(Reason.WRONG_ENCODING) from None


def faulty(header: tuple[str, ...], needed: tuple[str, ...]) -> Reason | None:
    """What is wrong with a header: a needed column that it lacks or has twice; others do not matter."""
    for path in needed:
        column = path if path in header else path.partition(".")[0]
        if column not in header:
            return Reason.MISSING_COLUMN
        if header.count(column) > 1:
            return Reason.DUP_COLUMN
    return None
