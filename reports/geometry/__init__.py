"""Numbers in, coordinates out: charts, the map of topics, and where its names stand."""
