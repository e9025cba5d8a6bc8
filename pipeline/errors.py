"""What can go wrong, named by what the reader of the message has to do about it."""


class PainpointsError(Exception):
    """One line that says what is wrong and what to do; never holds text from a conversation.

    Only flows/cli.py turns it into an exit code; anything else keeps its traceback, because it is a bug.
    """

    exit_code = 1


class UsageError(PainpointsError):
    """The command was called in a way that cannot work: change the call."""

    exit_code = 2


class InputError(PainpointsError):
    """The input cannot be read or too much of it was rejected: mend the input or its mapping."""

    exit_code = 65


class NoSuchInput(InputError):
    """A path, folder or URI of the input names no file: check it, or wait for the delivery."""


class NoRecords(InputError):
    """The input holds no record of the night: a closed day, or the wrong input."""


class NightHeld(PainpointsError):
    """The night is ready, but its topics differ from last night's more than they should: look at it, then accept it."""

    exit_code = 65


class RetryLater(PainpointsError):
    """Another run holds what this one needs, or a store is out of reach: run again later."""

    exit_code = 75


class SettingsError(PainpointsError):
    """The settings are wrong or do not fit this home: change the settings."""

    exit_code = 78


class LakeDamaged(PainpointsError):
    """A stored file is missing or is not what the catalog says it is: run `painpoints doctor`."""

    exit_code = 65
