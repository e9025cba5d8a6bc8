# Changes, trends and shares in words.

change-none = none
change-unclear = { $now }, was { $before }
change-up = up: { $now }, was { $before }
change-down = down: { $now }, was { $before }

usual-weekday = On { $day } { $tonight }; the { $nights } { $days } before averaged { $mean }.
usual-weekday-none = On { $day } { $tonight }; the { $nights } { $days } before had none.
usual-days-mon = Mondays
usual-days-tue = Tuesdays
usual-days-wed = Wednesdays
usual-days-thu = Thursdays
usual-days-fri = Fridays
usual-days-sat = Saturdays
usual-days-sun = Sundays

trend = Conversations a night since { $since }: lowest { $lowest }, highest { $highest }, last { $last }
trend-last-missing = Conversations a night since { $since }: lowest { $lowest }, highest { $highest }, last missing
trend-none = No night to show

## What was found in a topic's conversations and in all others
signal-in-topic = { $title } in { $inside } conversations; in all others { $outside }.
speaker-agent = agent
speaker-customer = customer
