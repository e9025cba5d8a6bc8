# What stands in place of a number that is not told: in a cell of a table, and as a part of a sentence.
few = fewer than { $least }
few-customers = fewer than { $least } customers
few-not-told = not told
