# Frühere Nächte, die andere Gespräche enthalten als beim Druck der Ausgabe davor.

restated-late = { $nights ->
    [one] Die Nacht vom { $first } wurde seit der letzten Ausgabe noch einmal gelesen: { $what }.
   *[other] { $nights } Nächte zwischen dem { $first } und dem { $last } wurden seit der letzten Ausgabe noch einmal gelesen: { $what }.
}
restated-missing = { $nights ->
    [one] Die Nacht vom { $first } fehlte in der letzten Ausgabe und wurde seither gelesen: { $what }.
   *[other] { $nights } Nächte zwischen dem { $first } und dem { $last } fehlten in der letzten Ausgabe und wurden seither gelesen: { $what }.
}
restated-moved = { $count ->
    [one] { $count } Gespräch wechselte in eine andere Nacht.
   *[other] { $count } Gespräche wechselten in andere Nächte.
}
restated-moved-one-way = { $count ->
    [one] { $count } Gespräch wechselte vom { $before } auf den { $after }.
   *[other] { $count } Gespräche wechselten vom { $before } auf den { $after }.
}
restated-again = Diese Nacht wurde seit ihrem ersten Druck noch einmal gelesen: { $what }.
restated-end = Alles Folgende zählt sie, wie sie jetzt sind.

## Was aus Gesprächen wurde; in einer Aufzählung nennt das erste, was gezählt wird, die anderen (-more) nicht
restated-came = { $count ->
    [one] { $count } Gespräch kam verspätet
   *[other] { $count } Gespräche kamen verspätet
}
restated-came-more = { $count ->
    [one] { $count } kam verspätet
   *[other] { $count } kamen verspätet
}
restated-changed = { $count ->
    [one] { $count } Gespräch kam mit anderem Inhalt noch einmal
   *[other] { $count } Gespräche kamen mit anderem Inhalt noch einmal
}
restated-changed-more = { $count ->
    [one] { $count } kam mit anderem Inhalt noch einmal
   *[other] { $count } kamen mit anderem Inhalt noch einmal
}
restated-gone = { $count ->
    [one] { $count } Gespräch fiel seither weg
   *[other] { $count } Gespräche fielen seither weg
}
restated-gone-more = { $count ->
    [one] { $count } fiel seither weg
   *[other] { $count } fielen seither weg
}
restated-moved-in = { $count ->
    [one] { $count } kam aus einer anderen Nacht hierher
   *[other] { $count } kamen aus anderen Nächten hierher
}
restated-moved-out = { $count ->
    [one] { $count } wechselte in eine andere Nacht
   *[other] { $count } wechselten in andere Nächte
}

## Eine Nacht für sich
restated-night = { $after ->
    [one] { $after } Gespräch, davor { $before }: { $what }.
   *[other] { $after } Gespräche, davor { $before }: { $what }.
}
restated-night-missing = { $after ->
    [one] { $after } Gespräch; davor fehlte die Nacht.
   *[other] { $after } Gespräche; davor fehlte die Nacht.
}
