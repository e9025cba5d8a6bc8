"""The settings of a run: one frozen value read once, at the edge, from TOML and the environment."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from pipeline.errors import SettingsError
from pipeline.mapping import Limits, Mapping, Section, known_zone
from pipeline.post import Mail, Webhook, address_of_pages

_WORDS = {
    "extra_forbidden": "unknown key",
    "missing": "is required",
    "tuple_type": "should be a list",
    "dict_type": "should be a table",
    "model_type": "should be a table",
}
"""What is wrong with a key, by pydantic's name for it."""
SECRETS = {
    "key": "PAINPOINTS_KEY",
    "mail.password": "PAINPOINTS_SMTP_PASSWORD",
    "webhook.url": "PAINPOINTS_WEBHOOK",
}
"""Settings that come from the environment and from nowhere else."""


class Input(Section):
    """What a night reads when the command names no --input."""

    uris: tuple[str, ...] = ()
    limits: Limits = Limits()
    mapping: Mapping | None = None
    """None: native JSONL."""


class Encoder(Section):
    """Which model makes the vectors (`bundled`, a folder, a name on the hub) and what runs it (`auto`: as so far)."""

    model: str = "bundled"
    batch: int = Field(default=8, gt=0)
    backend: Literal["auto", "int8", "float32", "cuda", "torch"] = "auto"


class KnownPain(Section):
    """A pain that is looked for by name."""

    name: str = Field(min_length=1, max_length=60)
    examples: tuple[Annotated[str, Field(max_length=500)], ...] = Field(min_length=3, max_length=200)
    """What customers say who have it: a few sentences that differ."""

    @field_validator("name", mode="before")
    @classmethod
    def _one_line(cls, name: object) -> object:
        if not isinstance(name, str):
            return name
        name = " ".join(name.split())
        if not name.isprintable():
            raise ValueError("holds characters that cannot be printed")
        return name


class Discovery(Section):
    """How pains are looked for."""

    window_nights: int = Field(default=28, gt=0)
    history_nights: int = Field(default=98, gt=0)
    fit_weekday: int = Field(default=0, ge=0, le=6)
    """The weekly fit night; 0 is Monday."""
    refit_growth: float = Field(default=1.5, gt=1)
    """Also fit when the window holds this many times the statements of the last fit."""
    refit_unassigned: float = Field(default=0.5, gt=0, le=1)
    """Also fit when the unassigned share of the window is above this and above what the last fit left."""
    min_conversations: int = Field(default=8, gt=1)
    """Fewest conversations a pain is opened with."""
    seed: int = 0
    """Of the graph's cut; the same seed gives the same clusters."""
    sleep_nights: int = Field(default=14, gt=0)
    """A topic unheard for this long sleeps."""
    retire_nights: int = Field(default=400, gt=0)
    """A topic asleep for this long retires; longer than a year, for what comes back with the season."""
    known: tuple[KnownPain, ...] = ()

    @field_validator("known")
    @classmethod
    def _named_once(cls, known: tuple[KnownPain, ...]) -> tuple[KnownPain, ...]:
        names = [pain.name.casefold() for pain in known]
        if len(set(names)) < len(names):
            raise ValueError("two pains have the same name")
        return known


class Naming(Section):
    """A language model that proposes names; none by default."""

    url: str = ""
    """Base URL of an OpenAI-compatible service, such as http://localhost:11434/v1; empty: no model is asked."""
    model: str = ""

    @model_validator(mode="after")
    def _both(self) -> Naming:
        if bool(self.url) != bool(self.model):
            raise ValueError("url and model belong together: set both or none")
        return self


class Signals(Section):
    """What people do in the conversation, and how it is looked for."""

    folder: str = ""
    """Of definitions of your own, one TOML file each; empty: the shipped ones alone."""
    learned: bool = True
    """Also find what is said in other words than the patterns'; every sentence is then encoded."""


class Brand(Section):
    """What pages wear instead of ours."""

    name: str = Field(default="", max_length=60)
    """In the masthead; empty: painpoints, or the logo alone."""
    logo: str = ""
    """An SVG or PNG file of at most 64 KB, put into every page; empty: none."""
    accent: str = ""
    """The one colour for what to look at, such as #9c2f16, on light paper; empty: ours."""
    accent_dark: str = ""
    """The same on dark paper."""

    @field_validator("name")
    @classmethod
    def _printable(cls, name: str) -> str:
        if not name.isprintable():
            raise ValueError("holds characters that cannot be printed")
        return name.strip()

    @field_validator("accent", "accent_dark")
    @classmethod
    def _a_colour(cls, colour: str) -> str:
        if not re.fullmatch("(#[0-9A-Fa-f]{6})?", colour):
            raise ValueError("is no colour such as #9c2f16")
        return colour.lower()


class Reports(Section):
    """What readers see."""

    company: str = "Your company"
    min_customers: int = Field(default=10, gt=0)
    """Of what has fewer customers (conversations where customers are unknown) pages show no number and no quote."""
    quotes: int = Field(default=10, gt=0)
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")
    """Of the pages: `en`, `en-US`, `de`, or one that `messages` holds."""
    messages: str = ""
    """A folder of messages of your own, `<language>/*.ftl`, that come before the shipped ones; empty: none."""
    templates: str = ""
    """A folder of templates, styles and scripts of your own, that come before the shipped ones; empty: none."""
    evidence: bool = True
    """Print the conversations that are quoted; without them quotes lead nowhere."""
    brand: Brand = Brand()
    url: str = ""
    """Where readers find the folder of the pages, for links in e-mails, feeds and alerts; empty: they have none."""
    competitors: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = Field(default=(), max_length=100)
    """Names of other companies that are looked for in all that customers say."""

    @field_validator("competitors")
    @classmethod
    def _names(cls, competitors: tuple[str, ...]) -> tuple[str, ...]:
        names = tuple(" ".join(name.split()) for name in competitors)
        if not all(name.isprintable() and any(letter.isalnum() for letter in name) for name in names):
            raise ValueError("a name has letters or digits, and nothing that cannot be printed")
        if len({name.casefold() for name in names}) < len(names):
            raise ValueError("a name is given twice")
        return names

    @field_validator("url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        return address_of_pages(url)


class Cost(Section):
    """What handling and leaving cost, for the pages; nothing is told in money that is not set."""

    minute: float = Field(default=0, ge=0, allow_inf_nan=False)
    """Of handling a conversation; 0: unknown."""
    currency: str = Field(default="", max_length=8)
    """As it is written: a sign such as € or a code such as USD."""
    customer: float = Field(default=0, ge=0, allow_inf_nan=False)
    """What a lost customer costs; 0: unknown."""

    @field_validator("currency")
    @classmethod
    def _printable(cls, currency: str) -> str:
        if not currency.isprintable():
            raise ValueError("holds characters that cannot be printed")
        return currency.strip()


class Publish(Section):
    """What stops a night from being published."""

    max_rejected_share: float = Field(default=0.05, ge=0, le=1)
    accept_broken_files: bool = False
    """Publish although the rest of a file could not be read; the pages then say so in place of a share."""
    min_agreement: float = Field(default=0.5, ge=0, le=1)
    """A night waits for `painpoints publish --accept` where its topics agree less with last night's (adjusted Rand)."""
    min_stability: float = Field(default=0.3, ge=0, le=1)
    """The editions leave a topic out that is found again in parts of the conversations with less likeness (Jaccard)."""


class Settings(Section):
    """Everything a run depends on besides its input and the night."""

    zone: str = "UTC"
    lake: str = ""
    """Folder or pyarrow.fs URI; empty: `lake` in the home."""
    catalog: str = ""
    """SQLAlchemy URL; empty: SQLite `catalog.db` in the home."""
    wait_seconds: float = Field(default=0, ge=0)
    """How long to wait for another run on the same home before giving up with exit code 75."""
    key: str = Field(default="", repr=False)
    """Secret that keys the hashes of conversation and customer ids; from PAINPOINTS_KEY, never from TOML."""
    input: Input = Input()
    encoder: Encoder = Encoder()
    discovery: Discovery = Discovery()
    naming: Naming = Naming()
    signals: Signals = Signals()
    reports: Reports = Reports()
    cost: Cost = Cost()
    publish: Publish = Publish()
    mail: Mail = Mail()
    webhook: Webhook = Webhook()

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        return known_zone(zone)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything that can change a result (not the key, where data lies, who is told, how long to
        wait, what pages wear)."""
        whole = dict.fromkeys(("key", "lake", "catalog", "wait_seconds", "mail", "webhook"), True)
        worn = {"url", "templates", "evidence", "brand"}
        text = self.model_dump_json(exclude={**whole, "input": {"uris"}, "reports": worn})
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def key_fingerprint(self) -> str:
        """16 hex digits that tell one key from another without giving it away; an empty key has one as well."""
        return hmac.new(self.key.encode("utf-8", "surrogatepass"), b"painpoints key", hashlib.sha256).hexdigest()[:16]

    @property
    def kept(self) -> str:
        """The settings as a snapshot keeps them: JSON with the key's fingerprint in place of the key, without those who
        are told of it."""
        told = self.model_dump(mode="json", exclude={"key", "mail", "webhook"})
        return json.dumps(told | {"key_fingerprint": self.key_fingerprint})


def load(path: Path | None) -> Settings:
    """Read the settings from a TOML file (defaults where None) and the secrets from the environment.

    Raises SettingsError naming every key that is unknown or wrong.
    """
    table: dict[str, object] = {}
    if path is not None:
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path}: not TOML: {error}") from None
    for name, variable in SECRETS.items():
        section, _, key = name.rpartition(".")
        place = table.setdefault(section, {}) if section else table
        if not isinstance(place, dict):
            continue  # what stands in the table's place is refused below
        if key in place:
            raise SettingsError(f"{path}: `{name}` is a secret: take it out and set {variable}")
        place[key] = os.environ.get(variable, "")
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {_plain(fault['type'], fault['msg'])}" for fault in error.errors()
        )
        raise SettingsError(f"{path or 'settings'}: {faults}") from None


def _plain(kind: str, said: str) -> str:
    """What pydantic says of a key, in the words of the settings."""
    return _WORDS.get(kind) or said.removeprefix("Value error, ").removeprefix("Input ")
