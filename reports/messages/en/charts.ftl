# What charts say to those who point at them or have them read aloud.

chart-title = { $name }: conversations a night

## A night's bar: "Friday 20 November: 143 conversations, expected 21 (14–31), not whole"
chart-night = { $day }: { $facts }
chart-missing = missing
chart-expected = expected { $expected }
chart-band = { $expected } ({ $low }–{ $high })
chart-partial = not whole

## A share's bar
chart-interval = { $share }, interval { $interval }
chart-usual = { $share }; usual { $usual }
