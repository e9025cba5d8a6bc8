# The product edition.

page-product-title = { $company }: product edition, { $date }
page-changed-how = What counts as a change
page-fixes = Called fixed: did it fall?
page-recounted-which = Which ones

## What hurts most
page-hurts = What hurts most
page-hurts-caption = { $by ->
    [cost] What hurts most, by cost
    [handling-time] What hurts most, by handling time
    [conversations] What hurts most, by conversations
   *[customers] What hurts most, by customers
}
page-hurts-all = { $count ->
    [0] All topics
    [one] All topics ({ $count })
   *[other] All { $count } topics
}
page-praised = What customers praise
page-praised-caption = What customers praise, by customers

## Themes
page-themes = The whole picture
page-themes-note = All topics by theme: each topic belongs to one.
page-themes-how = How themes are made
page-themes-region = Themes
page-themes-caption = Themes, by customers

## What happens, and where
page-crossed = What happens in these conversations
page-hits = Where it hits
page-hits-caption = Channels, products, customers and times hit more than others
page-hits-note = The bar is the share there with its interval, the tick the share elsewhere.

## How conversations went
page-heard = How conversations went
page-heard-caption = How often each was heard
page-heard-none = Nothing of this was heard.
page-spots = Where we treat customers so
page-spots-caption = Teams, queues and channels in which agents do something more or less than elsewhere
page-spots-how = Whom this tells of
page-pace = How long customers waited
page-pace-caption = Waits by channel: medians with their intervals
page-pace-how = How waits are counted and compared
page-uncovered = What is not covered

## Folded parts, the choice of a period, the list of all topics
page-changed-else = What else changed
page-changed-over = { $count ->
    [one] { $count } more is over: as usual again
   *[other] { $count } more are over: as usual again
}
page-heard-more = { $count ->
    [one] { $count } more
   *[other] { $count } more, heard less often
}
page-period = Counted in
page-col-channels = Channels
page-topics-show = Which topics
page-topics-all-only = All
page-topics-rising-only = Rising
page-topics-falling-only = Falling
page-topics-new-only = New this week
page-topics-cared-only = With owner, status or priority
page-topics-praise-only = Praise
page-about-title = { $company }: about these numbers, { $date }
page-topics-csv = Download as CSV
