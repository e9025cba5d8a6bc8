# Die Produktausgabe.

page-product-title = { $company }: Produktausgabe, { $date }
page-changed-how = Was als Veränderung zählt
page-fixes = Als behoben gemeldet: ging es zurück?
page-recounted-which = Welche das sind

## Was am meisten schmerzt
page-hurts = Was am meisten schmerzt
page-hurts-caption = { $by ->
    [cost] Was am meisten schmerzt, nach Kosten
    [handling-time] Was am meisten schmerzt, nach Bearbeitungszeit
    [conversations] Was am meisten schmerzt, nach Gesprächen
   *[customers] Was am meisten schmerzt, nach Kunden
}
page-hurts-all = { $count ->
    [0] Alle Themen
    [one] Alle Themen ({ $count })
   *[other] Alle { $count } Themen
}
page-praised = Was Kunden loben
page-praised-caption = Was Kunden loben, nach Kunden

## Oberthemen
page-themes = Das Ganze im Überblick
page-themes-note = Alle Themen nach Oberthemen: jedes Thema gehört zu einem.
page-themes-how = Wie Oberthemen entstehen
page-themes-region = Oberthemen
page-themes-caption = Oberthemen, nach Kunden

## Was geschieht, und wo
page-crossed = Was in diesen Gesprächen geschieht
page-hits = Wo es trifft
page-hits-caption = Kanäle, Produkte, Kunden und Zeiten, die es mehr trifft als andere
page-hits-note = Der Balken ist der Anteil dort mit seiner Spanne, der Strich der Anteil anderswo.

## Wie Gespräche verliefen
page-heard = Wie Gespräche verliefen
page-heard-caption = Wie oft was zu hören war
page-heard-none = Nichts davon war zu hören.
page-spots = Wo wir Kunden so behandeln
page-spots-caption = Teams, Warteschlangen und Kanäle, in denen Mitarbeiter etwas mehr oder weniger tun als anderswo
page-spots-how = Von wem hier die Rede ist
page-pace = Wie lange Kunden warteten
page-pace-caption = Warten nach Kanal: Mediane mit ihren Spannen
page-pace-how = Wie Warten gezählt und verglichen wird
page-uncovered = Was nicht erfasst ist

## Folded parts, the choice of a period, the list of all topics
page-changed-else = Was sich noch geändert hat
page-changed-over = { $count ->
    [one] { $count } weiteres ist vorbei: wieder wie üblich
   *[other] { $count } weitere sind vorbei: wieder wie üblich
}
page-heard-more = { $count ->
    [one] { $count } weiteres
   *[other] { $count } weitere, seltener gehört
}
page-period = Gezählt in
page-col-channels = Kanäle
page-topics-show = Welche Themen
page-topics-all-only = Alle
page-topics-rising-only = Steigend
page-topics-falling-only = Fallend
page-topics-new-only = Neu in dieser Woche
page-topics-cared-only = Mit Zuständigen, Stand oder Vorrang
page-topics-praise-only = Lob
page-about-title = { $company }: über diese Zahlen, { $date }
page-topics-csv = Als CSV herunterladen
