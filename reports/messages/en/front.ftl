# The product edition: what is said beside its tables, and what its numbers do not speak of.

front-most = Most { $where }: { $sentence }
front-crossed-none = No topic stands out by what agents or customers do in it.

## What the tables hold the last nights against
front-compared-expected = Last 7 nights, expected
front-compared-before = Last 7 nights, the 7 before

## The topics that are ranked
front-ranked = { $nights ->
    [one] Last night
   *[other] Last { $nights } nights
}, { $conversations ->
    [one] { $conversations } conversation
   *[other] { $conversations } conversations
}, { $topics ->
    [one] { $topics } topic
   *[other] { $topics } topics
} ranked by { $by ->
    [cost] cost
    [handling-time] handling time
    [customers] customers
   *[conversations] conversations
}.
front-praise = { $count ->
    [one] { $count } topic of praise.
   *[other] { $count } topics of praise.
}
front-small = { $count ->
    [one] { $count } topic too small to rank.
   *[other] { $count } topics too small to rank.
}

## What the numbers do not speak of
front-no-topic = In no topic
    .text = { $share } conversations of the last { $nights ->
        [one] night
       *[other] { $nights } nights
    } say nothing that enough others say too.
    .few = Fewer than { $least } customers said nothing that enough others say too.
front-too-small = Too small
    .text = { $count ->
        [one] { $count } topic from fewer than { $least } customers: not counted, ranked or quoted.
       *[other] { $count } topics from fewer than { $least } customers each: not counted, ranked or quoted.
    }
    .counted = { $count ->
        [one] { $count } topic from fewer than { $least } customers
       *[other] { $count } topics from fewer than { $least } customers each
    }, { $conversations ->
        [one] { $conversations } conversation
       *[other] { $conversations } conversations
    } together: not counted, ranked or quoted.
front-left-out = Left out of this edition
    .text = { $count ->
        [one] { $count } topic: people decided to; counted all the same, with a page of its own each.
       *[other] { $count } topics: people decided to; counted all the same, with a page of its own each.
    }
front-unknown = Customer unknown
    .text = { $whole ->
        [one] The conversation names no customer; it counts as a conversation only.
       *[other] { $share } conversations name no customer; they count as conversations only.
    }
front-outcome = Outcome
    .text = { $whole ->
        [one] The conversation does not say whether the matter was resolved.
       *[other] { $share } conversations say whether the matter was resolved; resolved shares count only these.
    }
