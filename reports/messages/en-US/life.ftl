life-new = First recognized as a topic of its own.
life-same = Recognized again.
