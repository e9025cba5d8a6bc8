# Die Karte aller Themen: die Seite, was ihre Kreise sagen, und die Tabelle darunter.

## Die Seite
map-head = Karte aller Themen
map-title = Karte aller Themen ({ $company })
map-nav = Karte
map-note = { $topics ->
    [one] { $topics } Thema, gezählt { $window }
   *[other] { $topics } Themen, gezählt { $window }
}. Ähnliche Themen liegen beieinander und bleiben ungefähr da, wo sie in der Nacht davor waren.
map-none = Noch kein Thema wurde gefunden.
map-earlier = Diese Ausgabe entstand, bevor es Karten gab; die nächste hat eine.
map-link = Alle Themen auf einer Karte
map-skip = An der Karte vorbei, zu derselben als Tabelle
map-scrolls = Karte aller Themen, lässt sich seitlich verschieben

## Was Größe und Zeichen bedeuten, in einer Zeile
map-key-size = Die Fläche eines Kreises zeigt, wie viele Kunden damit kamen, oder Gespräche, wo Kunden unbekannt sind.
map-key-rising = steigt
map-key-falling = geht zurück
map-key-new = neu oder wieder da

## Was aus einem Thema wurde
map-rising = Steigt
map-falling = Geht zurück
map-new = Neu
map-back = Wieder da
map-usual = Wie erwartet
map-steady = Keine deutliche Änderung

## Ein Kreis, vorgelesen: „Mail kommt nicht an, 143 Kunden, steigt“
map-spoken = { $kind ->
    [rising] { $topic }, { $people }, steigt
    [falling] { $topic }, { $people }, geht zurück
    [new] { $topic }, { $people }, neu
    [back] { $topic }, { $people }, wieder da
    [usual] { $topic }, { $people }, wie erwartet
    [steady] { $topic }, { $people }, keine deutliche Änderung
   *[other] { $topic }, { $people }
}
map-at-least = mindestens { $count ->
    [one] { $count } Kunde
   *[other] { $count } Kunden
}
map-few = weniger als { $least } Kunden

## Die Tabelle
map-table = Dasselbe als Tabelle
map-table-caption = Alle Themen der Karte, nach Kunden
map-column-change = Änderung
map-column-nearest = Am ähnlichsten
map-column-nearness = Wie nah
map-very-near = sehr nah
map-near = nah
map-not-near = keines ist nah
