# Was von einem Thema auf seiner Seite gesagt wird.

## In einer Zeile
topic-unheard = In den Einstellungen benannt, um danach zu suchen; in keiner der gezählten Nächte gehört.
topic-not-heard = Nicht gehört { $window }; zuletzt am { $day }.
topic-few = Weniger als { $least } Kunden { $window }.
topic-heard = { $people } { $window }.
topic-heard-share = { $people } { $window }, { $share } von allen ({ $interval }).
topic-small = Zu wenige Kunden: keine Zahl dieses Themas wird gezeigt und niemand zitiert, damit niemand zu erkennen ist.
topic-named-by-terms = Nach kennzeichnenden Wörtern benannt: keine Wendung der Kunden bestand die Prüfung für einen Namen.

## Die letzten sieben Nächte
topic-week-count = { $nights ->
    [7] { $count } in den letzten 7 Nächten
   *[other] { $count } in { $nights } der letzten 7 Nächte
}
topic-week = { $way ->
    [up] Ungewöhnlich viele: { topic-week-count }; erwartet { $expected }.
    [down] Ungewöhnlich wenige: { topic-week-count }; erwartet { $expected }.
   *[none] { topic-week-count }; erwartet { $expected }.
}
topic-week-rate = { $way ->
    [up] Ungewöhnlich viele: { topic-week-count }, { $rate }; erwartet { $expected }.
    [down] Ungewöhnlich wenige: { topic-week-count }, { $rate }; erwartet { $expected }.
   *[none] { topic-week-count }, { $rate }; erwartet { $expected }.
}
topic-change = { $way ->
    [up] Es nahm zu: { $now } in den letzten 7 Nächten, { $before } in den 7 davor.
    [down] Es ging zurück: { $now } in den letzten 7 Nächten, { $before } in den 7 davor.
   *[none] Keine klare Änderung: { $now } in den letzten 7 Nächten, { $before } in den 7 davor.
}

## Über die ganze Zeit
topic-history-none = Noch wurde keine Nacht gelesen.
topic-history = { $count ->
    [one] { $count } Gespräch
   *[other] { $count } Gespräche
} seit dem { $since }, in { $nights ->
    [one] { $nights } Nacht
   *[other] { $nights } Nächten
}.
topic-history-anew = Jede Nacht ist so gezählt, wie das Thema heute abgegrenzt ist.
topic-history-partly = Die Nächte seit dem { $day } sind so gezählt, wie das Thema heute abgegrenzt ist, frühere, wie es damals war.
topic-history-missing = { $nights ->
    [one] { $nights } Nacht fehlt und bleibt leer.
   *[other] { $nights } Nächte fehlen und bleiben leer.
}

## Was es von einem verwandten Thema unterscheidet
topic-apart = hier { $here }; dort { $there }
topic-apart-here = nur hier { $words }
topic-apart-there = nur dort { $words }

## Was sich tun lässt
topic-command-history = Alle Entscheidungen ansehen
topic-command-rename = Anders nennen
topic-command-merge = Mit einem anderen zählen
topic-command-split = Auseinandernehmen
topic-command-owner = Sagen, wer sich kümmert
topic-command-status = Sagen, dass es behoben ist
topic-command-pin = Bei dem einreihen, was schmerzt
