"""What slices and their values are called: `channel`, `on Mondays`, `at the stage of use`."""

from __future__ import annotations

from pipeline.slices import VALUES, Place
from reports.words.wording import Wording


def title(say: Wording, name: str) -> str:
    """What a slice is called: `channel`, `time of day`."""
    return say(f"slice-{name}")


def label(say: Wording, place: Place) -> str:
    """A value as it stands beside its slice's title: `e-mails`, `between 9 and noon`; the source's own as it is."""
    name, value = place
    if name == "channel":
        return say.channels(value)
    return say(_named(place)) if value in VALUES.get(name, ()) else value


def where(say: Wording, place: Place) -> str:
    """A value inside a sentence: `in e-mails`, `in hosting M`, `on Mondays`, `among customers for 1 to 5 years`."""
    name, value = place
    if value in VALUES.get(name, ()):
        return say(f"{_named(place)}.where")
    named = say.maybe(f"slice-channel-{value}.where") if name == "channel" else None
    return named or say(f"slice-{name}.where", value=label(say, place))


def _named(place: Place) -> str:
    """The message of a value that we name ourselves."""
    name, value = place
    return f"slice-{name}-{value.lower().replace(' ', '-')}"
