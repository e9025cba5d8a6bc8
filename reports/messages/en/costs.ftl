# What topics cost: the lines of a topic's page, each with its text, and how an edition's topics are ranked.

## Handling
costs-handling = Handling a night
    .text = { $minutes } min ({ $low }–{ $high }), from { $conversations ->
        [one] { $conversations } conversation
       *[other] { $conversations } conversations
    } in { $nights ->
        [one] { $nights } night
       *[other] { $nights } nights
    }{ $unknown ->
        [0] {""}
       *[other] , of which { $known } have a handling time; the others are taken to last as long
    }{ $divided ->
        [less] ; { $shared } min if a conversation’s time is divided among its topics
       *[alike] {""}
    }
costs-money = Cost a night
    .text = { $paid } ({ $low }–{ $high }) at { $price } a minute
costs-minutes = { $minutes } min
costs-minutes-under = under { $number }

## Coming again
costs-repeats = Repeat contacts
    .text = { $repeats ->
        [0] none
       *[other] { $repeats }
    } of { $known } conversations whose customer is known came within 30 days of an earlier one about the same
costs-avoidable = Avoidable at most
    .text = { $share } conversations

## Leaving
costs-customers = Customers who spoke of leaving
    .few = fewer than { $least } of { $known } known customers
    .text = { $share } known customers{ $gone ->
        [told] ; { $left ->
            [0] none
           *[other] { $left }
        } said that they had left
        [few] ; fewer than { $least } said that they had left
       *[untold] {""}
    }
costs-lost = Lost customers
    .text = { $paid } ({ $low }–{ $high }) for the { $left } who said that they had left, at { $price } each
costs-leaving = Leaving spoken of
    .text = { $here } conversations; of all others { $others }: { $points }

## All conversations without the topic's
costs-csat = CSAT without it
    .text = { $without } in place of { $usual } ({ $low } to { $high }); { $known } of the { $every } that have one are left out
costs-without-resolved = Resolved without it
    .text = { $without } in place of { $usual }: { $points }
costs-without-leaving = Leaving without it
    .text = { $without } in place of { $usual }: { $points }
costs-points = { $points } { $count ->
    [one] point
   *[other] points
} ({ $low } to { $high })
costs-points-fine = { $points } points ({ $low } to { $high })

## How topics are ranked: the head of a column, what follows `by`, and what is said of it
costs-head-money = Cost a night
costs-head-minutes = Minutes a night
costs-by-cost = cost
costs-by-handling-time = handling time
costs-by-customers = customers
costs-by-conversations = conversations
costs-together = Together { $worth } a night, each conversation’s time divided among its topics.
costs-last = { $count ->
    [one] { $count } topic whose handling time is not known, or is of too few customers, stands last, by { $by ->
        [conversations] conversations
       *[customers] customers
    }.
   *[other] { $count } topics whose handling time is not known, or is of too few customers, stand last, by { $by ->
        [conversations] conversations
       *[customers] customers
    }.
}
