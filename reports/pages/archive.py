"""The archive: what is told of every edition, kept apart so that years of them are listed without being read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import InputError
from reports.nouns import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveEntry:
    """One night in the archive."""

    night: date
    date_words: str
    product: str
    marketing: str
    coverage: str
    lede: str = ""
    """Of the product edition; empty also of nights that an earlier version published."""


def entry_of(edition: Edition) -> ArchiveEntry:
    """What the archive tells of an edition."""
    return ArchiveEntry(
        night=edition.night,
        date_words=edition.date_words,
        product=edition.product.headline,
        marketing=edition.marketing.headline,
        coverage=edition.coverage,
        lede=edition.product.lede,
    )


def to_json(entry: ArchiveEntry) -> bytes:
    """What the archive tells of an edition, as JSON: the archive of years is read without their editions."""
    return orjson.dumps(asdict(entry), option=orjson.OPT_SORT_KEYS)


def from_json(data: bytes) -> ArchiveEntry:
    """The entry that `to_json` wrote; raises InputError for a damaged file."""
    try:
        return TypeAdapter(ArchiveEntry).validate_json(data)
    except ValidationError:
        raise InputError("an archive entry is not one of this version: run the night again") from None
