# What became of a topic: every decision, of the machine or of people, as a sentence.

life-new = First recognised as a topic of its own.
life-known = Named in the settings, to be looked for: “{ $other }”.
life-same = Recognised again.
life-merged = Merged into “{ $other }”.
life-merged-none = Merged into another topic.
life-joined = “{ $other }” was merged into this topic.
life-split = Split: it and “{ $other }” are counted apart.
life-split-none = Split: it and another topic are counted apart.
life-sleeping = Not heard for a while: asleep.
life-retired = Not heard for more than a year: retired.
life-returned = Heard again.
life-named = Named “{ $other }”.
life-themed = Counted under the theme “{ $other }”.
life-theme-opened = Opened as a theme: “{ $other }”.
life-theme-named = The theme is now called “{ $other }”.
life-retracted = An earlier decision was taken back.
life-described = Described: “{ $other }”.
life-described-none = Described by the machine again.
life-seeded = A statement was given that belongs to it.
life-pinned = Pinned: the machine neither merges nor retires it.
life-unpinned = No longer pinned.
life-owned = Owned by { $other }.
life-owned-none = No longer owned by anybody.
life-status = { $status }.
life-priority = Priority: { $priority }.
life-priority-none = No longer of any priority.
life-ticket = Ticket: { $other }.
life-ticket-none = No longer linked to a ticket.
life-hidden-product = Left out of the product edition.
life-hidden-marketing = Left out of the marketing edition.
life-shown-product = Shown in the product edition again.
life-shown-marketing = Shown in the marketing edition again.
life-moved = A statement was put here.
life-linked = Two statements belong together.
life-unlinked = Never to be counted with “{ $other }”.
life-unlinked-none = Never to be counted with another topic.
life-acknowledged = The alert { $other } was seen.
life-marked-release = Marked on { $day }: release “{ $text }”.
life-marked-campaign = Marked on { $day }: campaign “{ $text }”.
life-marked-other = Marked on { $day }: “{ $text }”.

## Who decided it, behind the sentence
life-decided-by = Decided by { $who }.

## Behind a decision that does not stand
life-taken-back = taken back
life-taken-back-by = taken back by { $who }
life-taken-back-why = taken back by { $who } ({ $why })

## On the page of what never came to be a topic
gone-rerun = The night that had opened it was run again, and came out without it.
gone-taken-back = { $who } took back, on the night of { $day }, what had opened it.
