# What the marketing edition tells beside voices and manners: its headings and labels.

page-market-how = How this is counted
page-market-answers = What customers say, in counts
page-market-first = In their words
page-market-rivals = Competitors they name
page-market-promises = Agents’ promises to come back
page-market-praise = Praise worth quoting
page-market-moments = Moments where an offer fitted
page-market-stages = How often, by where the customer stands with us (bold: clearly more or less often)
page-market-agent = Agent:
page-market-asks = Customers ask for
page-market-theirs = They say, and we do not: { $words }
page-market-ours = We say, and they do not: { $words }
page-market-words = Words by customers: how many say them, and to how many agents do.
page-market-board = Treatment by channel and segment
page-market-board-note = Shares of the conversations of each place, with the interval in which the true one lies; “more” and “less” where it clearly differs from all other places of its kind.
page-market-more = more
page-market-less = less
page-market-spot = { $place }: { $direction ->
    [more] more often
   *[other] less often
}, { $share }; elsewhere { $usual }.
