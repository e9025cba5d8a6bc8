# Was Menschen über ein Thema entschieden, und ob zurückging, was sie behoben nennen.

## Auf seiner Seite: ein Kennwort, und was dazu gesagt wird
care-owner = Zuständig
care-status = Stand
care-priority = Dringlichkeit
care-ticket = Ticket
care-pinned = Festgehalten
care-hidden = Weggelassen in
care-kept = Bleibt, wie es ist: Die Maschine legt es mit keinem anderen zusammen und legt es nie still.
care-hidden-product = der Produktausgabe
care-hidden-marketing = der Marketingausgabe
care-priority-high = Hoch
care-priority-normal = Normal
care-priority-low = Niedrig
status-open = Offen
status-acknowledged = Bekannt
status-wont-fix = Wird nicht behoben
status-fixed = Behoben
status-fixed-on = Behoben am { $day }

## In der Zelle einer Tabelle, zwischen Kommas
priority-high = hoch
priority-normal = normal
priority-low = niedrig
status-cell-acknowledged = bekannt
status-cell-wont-fix = wird nicht behoben
status-cell-fixed = behoben
status-cell-fixed-on = behoben am { $day }

## Ob es zurückging
fix-planned = Soll am { $day } behoben werden.
fix-called = Gilt seit dem { $day } als behoben.
fix-early-since = Seither sind es zu wenige Nächte für einen Vergleich.
fix-early-before = Davor sind es zu wenige Nächte für einen Vergleich.
fix-numbers = seither { $since_share } aller Gespräche ({ $since }), in { $nights ->
    [one] der Nacht
   *[other] den { $nights } Nächten
} davor { $before_share } ({ $before }).
fix-down = Es ging zurück: { fix-numbers }
fix-up = Es nahm zu: { fix-numbers }
fix-same = Kein Rückgang, den der Zufall nicht erklären könnte: { fix-numbers }
fix-small-down = Es ging zurück: weniger als { $least } Kunden in den letzten { $nights } Nächten.
fix-small-up = Es nahm zu: weniger als { $least } Kunden in den letzten { $nights } Nächten.
fix-small-same = Kein klarer Rückgang: weniger als { $least } Kunden in den letzten { $nights } Nächten.

## Auf seinem Verlauf
event-release = Release: { $text }
event-campaign = Kampagne: { $text }
event-other = { $text }
event-fixed = Gilt als behoben
event-split = Getrennt von „{ $topic }“
event-merged = Dazu kam „{ $topic }“
