# A topic's own page.

page-topic-description = In a customer’s words: { $words }
page-topic-praise = Most of what customers say here praises something, so it is not ranked among what hurts. Who pins the topic ranks it with the others.

## Over time
page-topic-trend = How it went over time
page-topic-alerts = When it stood out
page-topic-expected = What is to be expected, and how sure an alert is

## Whom it hits, and how it went for them
page-topic-who = Who is hit
page-topic-who-caption = Channels, products, customers and times
page-topic-who-note = The share of conversations there that are about this topic, with its interval; the tick is the share elsewhere.
page-topic-went = How it went for them
page-topic-usual = (all conversations: { $usual })
page-topic-treatment-none = Nothing that agents or customers do stands out here in enough conversations.
page-topic-went-how = What is inferred, and how waits are counted
page-topic-costs = What it costs
page-topic-costs-note = What goes together, not what causes what: had there been no such topic, these customers might have come about something else. Each interval is for this topic alone; where many topics are looked at, some differ by chance.

## How we treated them
page-topic-treated = How we treated them, and what they then said
page-topic-treated-caption = How many customers spoke of leaving, in this topic’s conversations with a behaviour of agents and without it
page-topic-treated-what = What agents did
page-topic-treated-with = Spoke of leaving with it
page-topic-treated-without = Without it
page-topic-treated-verdict = With it
page-topic-treated-note = Only this topic’s conversations; customers threatened to leave or said they had left. What goes together, not what causes what; which came first is not looked at.

## In their words
page-topic-words = In their words
page-topic-terms = Words that mark this topic: { $terms }
page-topic-beside = Almost the same, but not counted here
page-topic-beside-under = Counted under { $topic }

## Its life, and who sees to it
page-topic-life = Its life
page-topic-life-none = No decision has been recorded.
page-topic-near = Near topics
page-topic-apart = What tells it from them
page-topic-care = Who sees to it
page-topic-care-none = Nobody has been named, and no status was set.
page-topic-correct = Correct it
page-topic-correct-note = Something wrong here? Whoever runs painpoints can say so; what people decide, no night undoes.
page-topic-commands = The commands for it
page-topic-address = Permanent address of this page: { $address }
