# Slices and their values: what they are called beside each other, and inside a sentence (`.where`).

## What each is called; a value that the source names

slice-channel = channel
    .where = in { $value }
slice-segment = segment
    .where = in { $value }
slice-product = product
    .where = in { $value }
slice-queue = queue
    .where = in { $value }
slice-team = team
    .where = in { $value }
slice-stage = stage
    .where = at the stage of { $value }
slice-tenure = tenure
    .where = among { $value }
slice-hour = time of day
    .where = { $value }
slice-weekday = day of the week
    .where = { $value }

## Channels
slice-channel-voice =
    .where = in calls
slice-channel-chat =
    .where = in chats
slice-channel-email =
    .where = in e-mails
slice-channel-sms =
    .where = in text messages
slice-channel-social =
    .where = in social posts
slice-channel-ticket =
    .where = in tickets

## Where in dealing with us the customer stood
slice-stage-order = ordering
    .where = at the stage of ordering
slice-stage-delivery = delivery
    .where = at the stage of delivery
slice-stage-use = use
    .where = at the stage of use
slice-stage-billing = billing
    .where = at the stage of billing
slice-stage-return = returns and cancelling
    .where = at the stage of returns and cancelling
slice-stage-complaint = complaints about us
    .where = at the stage of complaints about us

## How long he has been a customer
slice-tenure-under-1-month = customers for under 1 month
    .where = among customers for under 1 month
slice-tenure-1-to-12-months = customers for 1 to 12 months
    .where = among customers for 1 to 12 months
slice-tenure-1-to-5-years = customers for 1 to 5 years
    .where = among customers for 1 to 5 years
slice-tenure-over-5-years = customers for over 5 years
    .where = among customers for over 5 years

## When the conversation began
slice-hour-0-6 = between midnight and 6
    .where = between midnight and 6
slice-hour-6-9 = between 6 and 9
    .where = between 6 and 9
slice-hour-9-12 = between 9 and noon
    .where = between 9 and noon
slice-hour-12-15 = between noon and 15
    .where = between noon and 15
slice-hour-15-18 = between 15 and 18
    .where = between 15 and 18
slice-hour-18-24 = between 18 and midnight
    .where = between 18 and midnight
slice-weekday-mon = on Mondays
    .where = on Mondays
slice-weekday-tue = on Tuesdays
    .where = on Tuesdays
slice-weekday-wed = on Wednesdays
    .where = on Wednesdays
slice-weekday-thu = on Thursdays
    .where = on Thursdays
slice-weekday-fri = on Fridays
    .where = on Fridays
slice-weekday-sat = on Saturdays
    .where = on Saturdays
slice-weekday-sun = on Sundays
    .where = on Sundays
