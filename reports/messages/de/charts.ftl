# Was Diagramme denen sagen, die auf sie zeigen oder sie sich vorlesen lassen.

chart-title = { $name }: Gespräche je Nacht

## Der Balken einer Nacht: „Freitag, 20. November: 143 Gespräche, erwartet 21 (14–31), unvollständig“
chart-night = { $day }: { $facts }
chart-missing = fehlt
chart-expected = erwartet { $expected }
chart-band = { $expected } ({ $low }–{ $high })
chart-partial = unvollständig

## Der Balken eines Anteils
chart-interval = { $share }, Spanne { $interval }
chart-usual = { $share }; sonst { $usual }
