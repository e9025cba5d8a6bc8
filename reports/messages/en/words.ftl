# Numbers, dates and counts: what every sentence is made of.

## Patterns of dates, as in https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
date-long = EEEE d MMMM y
date-full = d MMMM y
date-short = d MMMM
date-day = EEEE d MMMM
date-table = EEE d MMMM y
date-axis = d MMM
date-month = MMMM y
date-weekday = EEEE

## Shares
percent = { $number } %
percent-under = under { $number } %
percent-over = over { $number } %
ratio = { $part ->
    [0] none of { $whole }
   *[other] { $part } of { $whole }
}
ratio-base = { $ratio } of { $whole }
ratio-interval = { $ratio } ({ $interval }) of { $whole }

## Money: a currency that is a sign, and one that is a code
money-sign = { $currency }{ $number }
money-code = { $number } { $currency }

## Counts
conversations = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
customers = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
nights = { $count ->
    [one] { $count } night
   *[other] { $count } nights
}
topics = { $count ->
    [one] { $count } topic
   *[other] { $count } topics
}
people = { $conversations ->
    [one] { $conversations } conversation
   *[other] { $conversations } conversations
} from { $customers ->
    [one] { $customers } customer
   *[other] { $customers } customers
}
people-unknown = { $conversations ->
    [one] { $conversations } conversation
   *[other] { $conversations } conversations
} from { $customers } known customers and { $unknown } unknown

## Channels: one conversation, and many
channel-voice = call
channel-chat = chat
channel-email = e-mail
channel-sms = text
channel-social = post
channel-ticket = ticket
channels-voice = calls
channels-chat = chats
channels-email = e-mails
channels-sms = text messages
channels-social = social posts
channels-ticket = tickets
channel-all = all { $channels }
channel-share = { $share } { $channels }

## What redaction took out
hidden = [{ $kind } hidden]
hidden-card = card number
hidden-cvv = security code
hidden-card-expiry = expiry date
hidden-pin = PIN
hidden-ssn = social security number
hidden-iban = IBAN
hidden-ip = IP address
hidden-url-secret = link
hidden-id = customer or order number
hidden-other-id = customer or order number

## What has a capital inside a sentence: names only, or nouns too
capitals = names

## How long
duration-none = under 1 s
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days = { $count } days

## From how long to how long
durations = { $low } to { $high }
durations-none = under 1 to { $high } s
durations-seconds = { $low } to { $high } s
durations-minutes = { $low } to { $high } min
durations-hours = { $low } to { $high } h
durations-days = { $low } to { $high } days
