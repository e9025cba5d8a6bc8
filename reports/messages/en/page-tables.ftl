# The heads and cells of tables, and what stands beside a chart.

## Heads
page-col-topic = Topic
page-col-theme = Theme
page-col-customers = Customers
page-col-conversations = Conversations
page-col-share = Share of all
page-col-weeks = Last 7 nights, the 7 before
page-col-trend = Trend
page-col-resolved = Resolved
page-col-repeat = Asked again
page-col-state = State
page-col-largest = Largest topics
page-col-channel = Channel
page-col-where = Where
page-col-here = Here
page-col-elsewhere = Elsewhere
page-col-chart = Chart
page-col-night = Night
page-col-expected = Expected
page-col-heard = What was heard
page-col-said = What was said
page-col-spot = What agents did, and where
page-col-first-answer = First answer
page-col-tenth = One in ten over
page-col-longest-wait = Longest wait
page-col-held = On hold
page-col-hold = How long
page-col-stage = Stage
page-col-unit = Unit
page-col-read = Read
page-col-kept = Kept
page-col-set-aside = Set aside
page-col-rejected = Rejected
page-col-reasons = Why left out
page-col-seconds = Seconds
page-col-with-statement = With a problem or request
page-col-with-topic = In a topic

## Cells: the base of a share, alone and after its interval
page-of = of { $whole }
page-interval-of = { $interval } of { $whole }
page-share-of = { $share } ({ $interval }) of { $whole }

## A trend
page-trend-region = Trend, scrolls sideways
page-trend-table = The same as a table
page-trend-nights = Conversations a night
