"""A night for those who do not open the pages: e-mails, feeds, and word to a chat."""
