"""What a window says: its distinct texts, who said them and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipeline import copies
from pipeline.redaction import without_placeholders
from pipeline.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A window's distinct texts by hash, in order, and who said them when; columns, as a window may hold a million."""

    hashes: list[str]
    texts: list[str]
    """Without placeholders."""
    times: NDArray[np.int64]
    """Statements of each text."""
    ends: NDArray[np.int64]
    """Past the last of them, by place."""
    voices: NDArray[np.int64]
    """Speakers of each text."""
    since: NDArray[np.datetime64]
    """The first night of each text."""
    conversations: int
    pasted: int
    """Conversations that say what another says."""
    statement: pa.Array
    """Statement ids, by text."""
    speaker: NDArray[np.int64]
    """A number for who said each of these statements."""

    @property
    def statements(self) -> int:
        """Statements of the window."""
        return len(self.speaker)

    def members(self, rows: Sequence[int]) -> list[str]:
        """The statements of some texts, sorted."""
        return sorted(self.statement.take(pa.array(self._places(rows))).to_pylist())

    def voices_of(self, rows: Sequence[int]) -> int:
        """How many speakers said some texts."""
        return len(np.unique(self.speaker[self._places(rows)]))

    def _places(self, rows: Sequence[int]) -> NDArray[np.int64]:
        return np.concatenate([np.arange(self.ends[row] - self.times[row], self.ends[row]) for row in rows])


def said(view: View, window: Sequence[date]) -> Said:
    """What a window says."""
    columns = ["statement_id", "conversation_id", "text", "text_hash"]
    table = view.table("statements", window, columns).combine_chunks()
    hashes, of = _coded(table["text_hash"])
    order = np.argsort(of, kind="stable")
    times = np.bincount(of, minlength=len(hashes))
    ends = np.cumsum(times)
    begin = ends - times
    conversations, conversation = _coded(table["conversation_id"])
    speakers, pasted = _speakers(view, window, conversations, conversation, table["text"].to_pylist())
    speaker = speakers[conversation][order]
    pairs = np.unique(of[order] * max(1, len(conversations)) + speaker)
    nights = table["night"].to_numpy()[order]
    return Said(
        hashes=hashes,
        texts=[without_placeholders(text) for text in table["text"].take(pa.array(order[begin])).to_pylist()],
        times=times,
        ends=ends,
        voices=np.bincount(pairs // max(1, len(conversations)), minlength=len(hashes)),
        since=np.minimum.reduceat(nights, begin) if len(nights) else nights,
        conversations=len(conversations),
        pasted=pasted,
        statement=table["statement_id"].combine_chunks().take(pa.array(order)),
        speaker=speaker,
    )


def _coded(column: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int64]]:
    """The column's distinct values, sorted, and each row's place among them."""
    values = pc.unique(column).sort()
    return values.to_pylist(), pc.index_in(column, value_set=values).to_numpy().astype(np.int64)


def _speakers(
    view: View, window: Sequence[date], conversations: list[str], of: NDArray[np.int64], texts: list[str]
) -> tuple[NDArray[np.int64], int]:
    """A number for who speaks in each conversation, less than their number, and how many say what another says.

    The customer where he is known, else the conversation itself; of conversations that paste one text all are the
    first of them. Repetition is no second voice, whether it is one person's or a campaign's. `of` says which
    conversation each of the texts is from.
    """
    table = view.table("conversations", window, ["conversation_id", "customer"])
    pairs = zip(table["conversation_id"].to_pylist(), table["customer"].to_pylist(), strict=True)
    customers = {ident: customer for ident, customer in pairs if customer}
    number: dict[tuple[bool, str], int] = {}
    speaker = np.zeros(len(conversations), dtype=np.int64)
    for at, ident in enumerate(conversations):
        customer = customers.get(ident)
        speaker[at] = number.setdefault((customer is not None, customer or ident), len(number))
    parts: list[list[str]] = [[] for _ in conversations]
    for at, text in zip(of.tolist(), texts, strict=True):
        parts[at].append(text)
    whole = sorted((" ".join(sorted(each)), at) for at, each in enumerate(parts))
    firsts = copies.copies([text for text, _ in whole])
    pasted = 0
    for (_, at), first in zip(whole, firsts, strict=True):
        if whole[first][1] != at:
            speaker[at] = speaker[whole[first][1]]
            pasted += 1
    return speaker, pasted
