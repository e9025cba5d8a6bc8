# How an edition was made.

page-run-title = { $company }: how the edition of { $date } was made
page-run = How it was made

## The books
page-run-books = The books
page-run-books-note = For every stage: read = kept + set aside + rejected.
page-run-books-caption = What each stage read, kept and left out
page-run-coverage = Coverage
page-run-coverage-caption = Coverage of the night, by channel
page-run-hidden = What was hidden
page-run-hidden-none = Nothing personal was found in this night’s conversations.
page-run-dropped = Sentences that are no problem or request

## What was decided and counted anew
page-run-decided = Decided this night
page-run-decided-none = Every topic stayed as it was.
page-run-restated = Nights that hold other conversations than in the edition before
page-run-recounted = How counting changed in the last 7 nights
page-run-recounted-note = Past nights were counted again with these topics, so trends stay comparable.

## How far it can be relied on
page-run-held = Did what was to be expected hold?
page-run-held-note = Whatever happened on these nights is in it, so rare counts are somewhat more common than on nights on which nothing did.
page-run-held-how = How it is judged
page-run-partial = Nights that are not whole
page-run-steady = How steady the topics are

## What made it
page-run-versions = Versions
page-run-settings = Settings
page-run-snapshot = Snapshot
page-run-format = Edition format
