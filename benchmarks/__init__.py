"""Speed, memory and quality, each beside its peer in the same run."""
