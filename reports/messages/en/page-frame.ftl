# What stands on every page, and the pages that are hardly more than that.

## Round the text
page-skip = Skip to the text
page-nav = Pages
page-product = Product
page-marketing = Marketing
page-topics = Topics
page-archive = Archive
page-about = About these numbers
page-edition-of = Edition of { $date }.
page-made = How this edition was made
page-product-edition = Product edition
page-marketing-edition = Marketing edition

## What several pages say
page-changed = What changed
page-judged = How this is judged
page-costs-how = How cost is counted
page-slices-how = What is compared
page-together = What goes together, not what causes what.
page-uneven = The same matter, treated differently
page-uneven-note = What goes together, not what causes what: groups may differ in whom they serve.
page-quote-read = read the conversation

## The archive
page-archive-title = { $company }: archive
page-archive-newest = Newest edition
page-archive-none = No edition yet
page-archive-first = The first appears after the first night is read.

## A conversation
page-evidence = Conversation
page-evidence-title = { $channel } of { $date } ({ $company })
page-evidence-head = { $channel }, { $date }
page-evidence-of = A conversation of { $date }.
page-evidence-made = How that night was made
page-evidence-topics = About { $topics }
page-evidence-hidden = Names, numbers and addresses of people were taken out before anything was stored.

## All topics
page-topics-title = All topics ({ $company })
page-topics-all = All topics
page-topics-find = Find a topic
page-topics-none = No topic has been found yet.

## A topic that was merged, or is none any more
page-topic-id = Topic { $id }
page-moved-title = { $name } is now { $other }
page-moved = This topic is now counted with { $topic }. Its address stays and leads there.
page-gone-title = { $name } is no topic any more
page-gone = This is no topic any more.
page-gone-split = It had been split off from { $topic }.
page-gone-note = What it held is counted with the topics that it was taken from, or with none. Its address stays, for editions printed before lead to it.
