# Die Zeilen und Zellen, die mehrere Seiten teilen.

## Die Nächte, die gezählt werden: im Satz, und als Überschrift
window-in = { $nights ->
    [one] in der letzten Nacht
   *[other] in den letzten { $nights } Nächten
}
window-head = { $nights ->
    [one] Letzte Nacht
   *[other] Letzte { $nights } Nächte
}

## Was eine Ausgabe weglässt
tables-left-out = { $count ->
    [one] { $count } Thema fehlt: es ist nicht gefestigt, oder jemand hat es so entschieden.
   *[other] { $count } Themen fehlen: sie sind nicht gefestigt, oder jemand hat es so entschieden.
}
tables-unsettled = Nicht gefestigt
tables-unsettled-text = { $count ->
    [one] { $count } Thema: in zu wenigen Teilen der Gespräche wiedergefunden, um verlässlich zu sein; siehe alle Themen.
   *[other] { $count } Themen: in zu wenigen Teilen der Gespräche wiedergefunden, um verlässlich zu sein; siehe alle Themen.
}
tables-unsettled-heard = { $count ->
    [one] { $count } Thema
   *[other] { $count } Themen
} mit { $conversations ->
    [one] { $conversations } Gespräch
   *[other] { $conversations } Gesprächen
}: in zu wenigen Teilen der Gespräche wiedergefunden, um verlässlich zu sein; siehe alle Themen.
tables-few-said = Auch gehört, je von weniger als { $least } Kunden: { $titles }.

## Wie beständig die Themen sind
steady-agreement = Übereinstimmung mit der Nacht davor
steady-agreement-text = { $agreement }; 1 ist ganz, 0 nicht mehr als durch Zufall.
steady-looked-for = Themen, die in Teilen der Gespräche gesucht wurden
steady-unsettled = Nicht gefestigt
steady-left-out = In den Ausgaben weggelassen

## Der Stand eines Themas
state-merged = zusammengelegt
state-retired = ausgemustert
state-not-heard = nicht gehört
state-silent = still seit { $day }
state-known-from = bekannt ab { $day }
state-new = neu
state-new-unsettled = neu, nicht gefestigt
state-since = seit { $day }
state-since-unsettled = seit { $day }, nicht gefestigt
