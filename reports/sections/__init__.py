"""What several pages tell, section by section, each from the facts alone."""
