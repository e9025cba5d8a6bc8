"""One module a page: which sections it has, and in what order."""
