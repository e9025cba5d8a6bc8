"""How pages speak: the messages of each language, its numbers and dates, and the names of what is counted."""
