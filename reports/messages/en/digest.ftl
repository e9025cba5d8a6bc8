# The e-mails of a night, the feeds, and what is told elsewhere when an alert opens.

digest-product = Product edition
digest-marketing = Marketing edition
digest-from = { $company } · { $edition ->
    [product] product edition
   *[marketing] marketing edition
}
digest-subject = { $headline } · { $day }
digest-updated = Updated: { $subject }

digest-changes = What changed
digest-more = { $count ->
    [one] { $count } more in the edition.
   *[other] { $count } more in the edition.
}
digest-nothing = The edition tells of no change.
digest-watched = { $count ->
    [one] { $count } thing that customers say of us was held against what was to be expected; it does not stand out.
   *[other] { $count } things that customers say of us were held against what was to be expected; none stands out.
}
digest-unwatched = What customers say of us was not held against what was to be expected on this night.
digest-pains = What hurts most
digest-pains-note = { $conversations ->
    [one] { $conversations } conversation
   *[other] { $conversations } conversations
} of { $nights ->
    [one] { $nights } night
   *[other] { $nights } nights
}, ranked by { $by }.
digest-no-pains = No topic is ranked yet.
digest-week = Last 7 nights
digest-topic = Topic
digest-voice = What was said
digest-quotes = In their words
digest-quoted = “{ $text }”
digest-said = { $channel }, { $day }
digest-link-hidden = [link hidden]

digest-read-product = Read the product edition
digest-read-marketing = Read the marketing edition
digest-read-run = How this night was made
digest-lies = The pages lie in the reports folder:
digest-foot = painpoints sends this once a night to those who are named for the { $edition ->
    [product] product edition
   *[marketing] marketing edition
}. It loads nothing, and nobody learns whether you opened it.

feed-title = { $company }: what hurts customers, night by night
feed-about = What customers told { $company }: two editions a night, for product and for marketing.
feed-link = Every night’s editions
feed-item = { $edition ->
    [product] Product
   *[marketing] Marketing
}: { $headline }

webhook-one = New alert at { $company }: { $name }
webhook-many = { $count } new alerts at { $company }
webhook-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
webhook-night = Night of { $day }
