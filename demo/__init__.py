"""The nights of Hollerby Hosting, a made-up company: its conversations, the pains planted in them, and the truth."""
