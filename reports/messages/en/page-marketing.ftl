# The marketing edition.

page-marketing-title = { $company }: marketing edition, { $date }
page-voice-about = What these conversations are about (bold: clearly more often than all others)

## What agents said
page-said = What we said, and how it went
page-said-note = What goes together, not what causes what; compared with conversations about the same topic on the same channel. Counted is what agents did, in whatever words; quoted are the wordings that recur.
page-said-how = How this is compared
page-said-trouble = Phrases that went with trouble
page-said-good = Phrases that went with good ends
page-said-none = None for which the difference is clear.
page-said-unclear = No clear difference ({ $count })
page-manner-no-wording = No wording recurs in enough of them.
page-manner-topics = Most about { $topics }.

## What hurts, and where it is said
page-pains = What hurts, in their words
page-pains-terms = Words they use: { $terms }
page-pains-none = No topic has enough customers yet.
page-slices = Which channels and segments
page-slices-caption = Channels and segments in which it is said more than elsewhere
page-sequels-rest = No clear difference: { $labels }
page-more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
