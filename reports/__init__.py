"""What readers see: editions built from a snapshot, and the pages made of them."""
