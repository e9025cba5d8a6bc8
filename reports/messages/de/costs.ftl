# Was Themen kosten: die Zeilen auf der Seite eines Themas, jede mit ihrem Text, und wie die Themen geordnet sind.

## Bearbeiten
costs-handling = Bearbeitung je Nacht
    .text = { $minutes } min ({ $low }–{ $high }), aus { $conversations ->
        [one] { $conversations } Gespräch
       *[other] { $conversations } Gesprächen
    } in { $nights ->
        [one] { $nights } Nacht
       *[other] { $nights } Nächten
    }{ $unknown ->
        [0] {""}
       *[other] ; von { $known } ist die Bearbeitungszeit bekannt, die anderen gelten als ebenso lang
    }{ $divided ->
        [less] ; { $shared } min, wenn die Zeit eines Gesprächs auf seine Themen verteilt wird
       *[alike] {""}
    }
costs-money = Kosten je Nacht
    .text = { $paid } ({ $low }–{ $high }) bei { $price } je Minute
costs-minutes = { $minutes } min
costs-minutes-under = unter { $number }

## Wiederkommen
costs-repeats = Wiederholte Kontakte
    .text = { $repeats ->
        [0] keines von { $known } Gesprächen mit bekanntem Kunden folgte
        [one] { $repeats } von { $known } Gesprächen mit bekanntem Kunden folgte
       *[other] { $repeats } von { $known } Gesprächen mit bekanntem Kunden folgten
    } innerhalb von 30 Tagen auf ein früheres zum selben Thema
costs-avoidable = Höchstens vermeidbar
    .text = { $share } Gesprächen

## Gehen
costs-customers = Kunden, die vom Gehen sprachen
    .few = weniger als { $least } von { $known } bekannten Kunden
    .text = { $share } bekannten Kunden{ $gone ->
        [told] ; { $left ->
            [0] keiner sagte, er sei schon gegangen
            [one] { $left } sagte, er sei schon gegangen
           *[other] { $left } sagten, sie seien schon gegangen
        }
        [few] ; weniger als { $least } sagten, sie seien schon gegangen
       *[untold] {""}
    }
costs-lost = Verlorene Kunden
    .text = { $paid } ({ $low }–{ $high }) für { $left ->
        [one] den { $left }, der sagte, er sei schon gegangen
       *[other] die { $left }, die sagten, sie seien schon gegangen
    }, zu je { $price }
costs-leaving = Vom Gehen gesprochen
    .text = { $here } Gesprächen; in allen anderen { $others }: { $points }

## Alle Gespräche ohne die des Themas
costs-csat = Zufriedenheit (CSAT) ohne dieses Thema
    .text = { $without } statt { $usual } ({ $low } bis { $high }); { $known } der { $every } Gespräche mit einer Bewertung sind dafür ausgelassen
costs-without-resolved = Gelöst ohne dieses Thema
    .text = { $without } statt { $usual }: { $points }
costs-without-leaving = Vom Gehen gesprochen ohne dieses Thema
    .text = { $without } statt { $usual }: { $points }
costs-points = { $points } { $count ->
    [one] Punkt
   *[other] Punkte
} ({ $low } bis { $high })
costs-points-fine = { $points } Punkte ({ $low } bis { $high })

## Wie Themen geordnet sind: der Kopf einer Spalte, was nach `nach` steht, und was davon gesagt wird
costs-head-money = Kosten je Nacht
costs-head-minutes = Minuten je Nacht
costs-by-cost = Kosten
costs-by-handling-time = Bearbeitungszeit
costs-by-customers = Kunden
costs-by-conversations = Gesprächen
costs-together = Zusammen { $worth } je Nacht, die Zeit jedes Gesprächs auf seine Themen verteilt.
costs-last = { $count ->
    [one] { $count } Thema, dessen Bearbeitungszeit unbekannt oder von zu wenigen Kunden ist, steht am Ende, nach { $by ->
        [conversations] Gesprächen
       *[customers] Kunden
    } geordnet.
   *[other] { $count } Themen, deren Bearbeitungszeit unbekannt oder von zu wenigen Kunden ist, stehen am Ende, nach { $by ->
        [conversations] Gesprächen
       *[customers] Kunden
    } geordnet.
}
