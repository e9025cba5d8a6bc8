# How the edition was made: the stages’ books and the coverage, which is the first line of every page too.

## The first line of every page
coverage-nothing = No conversation was read this night.
coverage-conversations = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
coverage-customers = { $conversations ->
    [one] { $conversations } conversation
   *[other] { $conversations } conversations
} ({ $customers ->
    [one] { $customers } customer
   *[other] { $customers } customers
})
coverage-known = { $conversations ->
    [one] { $conversations } conversation
   *[other] { $conversations } conversations
} ({ $customers ->
    [one] { $customers } known customer
   *[other] { $customers } known customers
})
coverage-also = { $mix }; also { $others }
coverage-input = { $share } of the input read
coverage-broken = part of a file could not be read
coverage-rejected = { $count ->
    [one] { $count } record rejected
   *[other] { $count } records rejected
}
coverage-with-statement = { $share } with a problem or request
coverage-with-topic = { $share } in a topic

## The table of coverage
coverage-all = All
coverage-note = { $channels }: not told apart, fewer than { $least } customers used one of these channels.

## What the first stage left out
run-rejected = Rejected
run-set-aside = Set aside
run-left-out = { $count ->
    [one] { $count } record: { $reasons }.
   *[other] { $count } records: { $reasons }.
}

## The stages, in their order
run-stage-ingest = ingest
run-stage-embed = embed
run-stage-discover = discover
run-stage-identify = identify
run-stage-detect = detect
run-stage-measure = measure
run-stage-edition = edition

## What each counts
run-unit-records = records
run-unit-distinct-texts = distinct texts
run-unit-statements-of-the-window = statements of the window
run-unit-statements = statements
run-unit-conversations = conversations
run-unit-nights-of-the-history = nights of the history
run-unit-editions = editions

## Why something was set aside
run-reason-other-night = other night
run-reason-delivered-again = delivered again
run-reason-in-no-topic = in no topic
run-reason-late-night = late night
run-reason-too-few = too few
run-reason-alike-to-too-few = alike to too few
run-reason-no-signal = no signal

## Why a record was rejected
run-reason-truncated-gzip = truncated gzip
run-reason-corrupt-gzip = corrupt gzip
run-reason-file-too-big = file too big
run-reason-bomb-ratio = bomb ratio
run-reason-not-parquet = not parquet
run-reason-line-too-long = line too long
run-reason-not-utf8 = not utf8
run-reason-wrong-encoding = wrong encoding
run-reason-not-json = not json
run-reason-not-object = not object
run-reason-dup-key = dup key
run-reason-too-deep = too deep
run-reason-lone-surrogate = lone surrogate
run-reason-unclosed-quote = unclosed quote
run-reason-bad-quote = bad quote
run-reason-ragged-row = ragged row
run-reason-missing-column = missing column
run-reason-dup-column = dup column
run-reason-bad-cell = bad cell
run-reason-missing-id = missing id
run-reason-bad-id = bad id
run-reason-missing-start = missing start
run-reason-bad-time = bad time
run-reason-time-out-of-range = time out of range
run-reason-no-turns = no turns
run-reason-bad-turns = bad turns
run-reason-too-many-turns = too many turns
run-reason-all-blank = all blank
run-reason-bad-turn = bad turn
run-reason-turn-too-long = turn too long
run-reason-unknown-speaker = unknown speaker
run-reason-unmarked-text = unmarked text
run-reason-bad-at = bad at
run-reason-negative-time = negative time
run-reason-bad-order = bad order
run-reason-unknown-channel = unknown channel
run-reason-bad-channel = bad channel
run-reason-bad-customer-id = bad customer id
run-reason-bad-agent-id = bad agent id
run-reason-bad-queue = bad queue
run-reason-bad-team = bad team
run-reason-bad-product = bad product
run-reason-bad-segment = bad segment
run-reason-bad-language = bad language
run-reason-bad-customer-since = bad customer since
run-reason-bad-resolved = bad resolved
run-reason-bad-csat = bad csat
run-reason-bad-handle-seconds = bad handle seconds
run-reason-bad-hold-seconds = bad hold seconds
run-reason-bad-transfers = bad transfers
run-reason-bad-updated-at = bad updated at

## Personal data that was hidden
run-hidden-card = card numbers
run-hidden-cvv = card security codes
run-hidden-card-expiry = card expiry dates
run-hidden-pin = PINs
run-hidden-ssn = social security numbers
run-hidden-bank-account = bank account numbers
run-hidden-iban = IBANs
run-hidden-phone = phone numbers
run-hidden-email = e-mail addresses
run-hidden-ip = IP addresses
run-hidden-url-secret = secrets in links
run-hidden-address = postal addresses
run-hidden-date-of-birth = dates of birth
run-hidden-person = names of people
run-hidden-other-id = other identifiers

## Why a sentence is no problem or request
run-dropped-greeting = greeting
run-dropped-thanks = thanks
run-dropped-farewell = farewell
run-dropped-identity = identity
run-dropped-holding = holding
run-dropped-confirmation = confirmation
run-dropped-small-talk = small talk
run-dropped-echo = echo
run-dropped-menu = menu
run-dropped-filler = filler
run-dropped-too-short = too short
run-dropped-vague = vague
run-dropped-no-pain = no pain
run-dropped-duplicate = duplicate
run-dropped-minor = minor
run-dropped-beyond-limit = beyond limit

## Beside the versions of packages
run-model = model
