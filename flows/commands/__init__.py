"""The commands, by what they are for; each loads what it needs only when it runs."""
