# Was sich seit gestern geändert hat: Kennworte, Schlagzeilen und die Sätze darunter.

## Kennworte vor dem Namen eines Themas
news-new = Neu
news-found = Gefunden
news-rising = Steigt
news-rising-in-one-place = Steigt an einer Stelle
news-back = Wieder da
news-falling = Geht zurück
news-falling-in-one-place = Geht an einer Stelle zurück
news-rose = War gestiegen
news-rose-in-one-place = War an einer Stelle gestiegen
news-over = Vorbei
news-over-in-one-place = An einer Stelle vorbei
news-told-apart = Neu unterschieden
news-split = Getrennt
news-merged = Zusammengelegt
news-fix-up = Nach der Behebung gestiegen
news-fix-same = Kein Rückgang zu sehen
news-fix-early = Noch zu früh
news-fix-down = Nach der Behebung zurückgegangen

## Wofür auf der Titelseite kein Platz ist: „3 weitere steigen“
more-new = { $count ->
    [one] { $count } weiteres ist neu
   *[other] { $count } weitere sind neu
}
more-found = { $count ->
    [one] { $count } weiteres wurde gefunden
   *[other] { $count } weitere wurden gefunden
}
more-rising = { $count ->
    [one] { $count } weiteres steigt
   *[other] { $count } weitere steigen
}
more-rising-in-one-place = { $count ->
    [one] { $count } weiteres steigt an einer Stelle
   *[other] { $count } weitere steigen an einer Stelle
}
more-back = { $count ->
    [one] { $count } weiteres ist wieder da
   *[other] { $count } weitere sind wieder da
}
more-falling = { $count ->
    [one] { $count } weiteres geht zurück
   *[other] { $count } weitere gehen zurück
}
more-falling-in-one-place = { $count ->
    [one] { $count } weiteres geht an einer Stelle zurück
   *[other] { $count } weitere gehen an einer Stelle zurück
}
more-rose = { $count ->
    [one] { $count } weiteres war gestiegen
   *[other] { $count } weitere waren gestiegen
}
more-rose-in-one-place = { $count ->
    [one] { $count } weiteres war an einer Stelle gestiegen
   *[other] { $count } weitere waren an einer Stelle gestiegen
}
more-over = { $count ->
    [one] { $count } weiteres ist vorbei
   *[other] { $count } weitere sind vorbei
}
more-over-in-one-place = { $count ->
    [one] { $count } weiteres ist an einer Stelle vorbei
   *[other] { $count } weitere sind an einer Stelle vorbei
}

## Die Nacht in einer Zeile
headline-new = Neu: „{ $topic }“
headline-found = Gefunden: „{ $topic }“
headline-rising = „{ $topic }“ steigt
headline-rising-in-one-place = „{ $topic }“ steigt an einer Stelle
headline-back = „{ $topic }“ ist wieder da
headline-falling = „{ $topic }“ geht zurück
headline-falling-in-one-place = „{ $topic }“ geht an einer Stelle zurück
headline-rose = „{ $topic }“ war gestiegen, letzte Nacht wie gewohnt
headline-rose-in-one-place = „{ $topic }“ war an einer Stelle gestiegen, letzte Nacht wie gewohnt
headline-over = „{ $topic }“: wieder wie gewohnt
headline-over-in-one-place = „{ $topic }“: an einer Stelle wieder wie gewohnt
headline-none = Noch zu wenige Gespräche, um ein Thema zu nennen
headline-first = Die ersten Nächte: „{ $topic }“ schmerzt am meisten
headline-quiet = Eine ruhige Nacht; „{ $topic }“ schmerzt weiter am meisten
headline-partial = Eine unvollständige Nacht; „{ $topic }“ schmerzt weiter am meisten

## Hinter Kennwort und Namen eines Themas, wo kein Alarm es sagt
changes-new = { $people }, erstmals gehört am { $day }.
changes-found = In den Einstellungen genannt; nun zum ersten Mal gehört.
changes-back = Seit dem { $day } nach einer Pause wieder zu hören.
changes-rising = { $now ->
    [one] { $now } Gespräch
   *[other] { $now } Gespräche
} in den letzten 7 Nächten, { $before } in den { $nights_before ->
    [7] 7 davor
   *[other] { $nights_before } Nächten, die wir davor haben
}: { $now_share } aller Gespräche, davor { $before_share } ({ $less } bis { $more } Prozentpunkte mehr).
changes-falling = { $now ->
    [one] { $now } Gespräch
   *[other] { $now } Gespräche
} in den letzten 7 Nächten, { $before } in den { $nights_before ->
    [7] 7 davor
   *[other] { $nights_before } Nächten, die wir davor haben
}: { $now_share } aller Gespräche, davor { $before_share } ({ $less } bis { $more } Prozentpunkte weniger).
changes-told-apart = { $people } in { $nights ->
    [one] { $nights } Nacht
   *[other] { $nights } Nächten
} der letzten 28. Schon seit dem { $day } zu hören, aber erst jetzt häufig genug für einen eigenen Namen.
changes-split = Seit dem { $day } getrennt von „{ $other }“ gezählt.
changes-merged = Jetzt mit „{ $other }“ gezählt: Die beiden sind dasselbe.

## Unter den Änderungen: wie sie gefunden wurden, oder warum keine genannt werden
changes-first = { $nights ->
    [one] Änderungen werden ab der zehnten Nacht genannt, wenn sich zwei Wochen vergleichen lassen; bisher ist es { $nights } Nacht.
   *[other] Änderungen werden ab der zehnten Nacht genannt, wenn sich zwei Wochen vergleichen lassen; bisher sind es { $nights } Nächte.
}
changes-more = In der Liste aller Themen: { $more }.
changes-compared = { $topics ->
    [one] { $topics } Thema verglichen, die letzten 7 Nächte mit den 7 davor.
   *[other] { $topics } Themen verglichen, die letzten 7 Nächte mit den 7 davor.
}
changes-none-compared = { $topics ->
    [one] Nichts Ungewöhnliches: { $topics } Thema mit der Woche davor verglichen, ohne klare Änderung.
   *[other] Nichts Ungewöhnliches: { $topics } Themen mit der Woche davor verglichen, keines klar verändert.
}
changes-by-chance = { $topics ->
    [one] Etwa { $topics } davon sähe schon durch Zufall verändert aus.
   *[other] Etwa { $topics } davon sähen schon durch Zufall verändert aus.
}
changes-partial = Diese Nacht wird mit nichts verglichen: { $why }.
changes-unwatched = Noch kein Thema ist lange genug zu hören, um zu sagen, was von ihm zu erwarten ist.
changes-watched = { $topics ->
    [one] { $topics } Thema beobachtet
   *[other] { $topics } Themen beobachtet
}; { $usual ->
    [0] keines ist unauffällig.
    [one] { $usual } ist unauffällig.
   *[other] { $usual } sind unauffällig.
}
changes-none-watched = { $topics ->
    [one] Nichts Ungewöhnliches: { $topics } Thema beobachtet, es weicht nicht vom Erwarteten ab.
   *[other] Nichts Ungewöhnliches: { $topics } Themen beobachtet, keines weicht vom Erwarteten ab.
}

## Wie sich unser eigenes Zählen geändert hat
recounted-apart = { $apart ->
    [one] Anders gezählt: { $apart } Thema wurde neu unterschieden; frühere Nächte sind neu gezählt, damit Verläufe vergleichbar bleiben.
   *[other] Anders gezählt: { $apart } Themen wurden neu unterschieden; frühere Nächte sind neu gezählt, damit Verläufe vergleichbar bleiben.
}
recounted-joined = { $joined ->
    [one] Anders gezählt: { $joined } Thema wurde mit einem anderen zusammengelegt; frühere Nächte sind neu gezählt, damit Verläufe vergleichbar bleiben.
   *[other] Anders gezählt: { $joined } Themen wurden mit anderen zusammengelegt; frühere Nächte sind neu gezählt, damit Verläufe vergleichbar bleiben.
}
recounted-both = Anders gezählt: { $apart ->
    [one] { $apart } Thema wurde neu unterschieden
   *[other] { $apart } Themen wurden neu unterschieden
}, { $joined ->
    [one] { $joined } mit einem anderen zusammengelegt
   *[other] { $joined } mit anderen zusammengelegt
}; frühere Nächte sind neu gezählt, damit Verläufe vergleichbar bleiben.
