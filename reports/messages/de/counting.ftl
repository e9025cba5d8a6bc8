# Veränderungen, Verläufe und Anteile in Worten.

change-none = keine
change-unclear = { $now }, davor { $before }
change-up = mehr: { $now }, davor { $before }
change-down = weniger: { $now }, davor { $before }

usual-weekday = Am { $day } { $tonight }; an den { $nights } { $days } davor im Mittel { $mean }.
usual-weekday-none = Am { $day } { $tonight }; an den { $nights } { $days } davor keines.
usual-days-mon = Montagen
usual-days-tue = Dienstagen
usual-days-wed = Mittwochen
usual-days-thu = Donnerstagen
usual-days-fri = Freitagen
usual-days-sat = Samstagen
usual-days-sun = Sonntagen

trend = Gespräche je Nacht seit { $since }: mindestens { $lowest }, höchstens { $highest }, zuletzt { $last }
trend-last-missing = Gespräche je Nacht seit { $since }: mindestens { $lowest }, höchstens { $highest }, die letzte fehlt
trend-none = Keine Nacht zu zeigen

## Was in den Gesprächen eines Themas gefunden wurde, und was in allen anderen
signal-in-topic = { $title }: in { $inside } Gesprächen; in allen anderen { $outside }.
speaker-agent = Mitarbeiter
speaker-customer = Kunde
