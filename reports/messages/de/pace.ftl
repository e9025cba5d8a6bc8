# Wie lange Kunden warteten, und womit langes Warten einherging.

## Ein klarer Zusammenhang: `pace-link`, und `pace-link-few`, wo eine Seite klein ist; darüber stehen ihre Teile
pace-slow = { $wait ->
    [first_answer] Eine späte erste Antwort { $where } ({ $long } oder länger)
    [longest_wait] Langes Warten { $where } ({ $long } oder länger)
   *[hold] Zeit in der Warteschleife { $where }
}
pace-went = { $went ->
    [resolved-more] mehr Anliegen gelöst wurden
    [resolved-less] weniger Anliegen gelöst wurden
    [leaving-more] Kunden häufiger vom Gehen sprachen
    [leaving-less] Kunden seltener vom Gehen sprachen
    [came_back-more] mehr Kunden innerhalb von 7 Tagen mit demselben Anliegen wiederkamen
   *[came_back-less] weniger Kunden innerhalb von 7 Tagen mit demselben Anliegen wiederkamen
}{ $source ->
    [words] , soweit die Worte der Kunden es zeigen
   *[metadata] {""}
}
pace-fast = { $wait ->
    [first_answer] mit früher Antwort ({ $short } oder kürzer)
    [longest_wait] mit kurzem Warten ({ $short } oder kürzer)
   *[hold] ohne Warteschleife
}
pace-link = { pace-slow } ging damit einher, dass { pace-went }: { $share }; bei { $others } ähnlichen Gesprächen { pace-fast } waren es { $usual }. Unterschied: { $low } bis { $high } Punkte.
pace-link-few = { pace-slow } ging damit einher, dass { pace-went }: { $share }; nach { $others } ähnlichen Gesprächen { pace-fast } wären { $expected } zu erwarten.

## Was nicht gezeigt wird
pace-unknown = Es ist zu wenig bekannt, um Wartezeiten mit dem Verlauf der Gespräche zu vergleichen.
pace-no-link = Kein klarer Zusammenhang zwischen Wartezeiten und dem Verlauf der Gespräche, in { $count ->
    [one] { $count } Vergleich
   *[other] { $count } Vergleichen
}.
pace-withheld = { $count ->
    [one] { $count } klarer Zusammenhang, hinter dem weniger als { $least } Kunden stehen, wird nicht gezeigt.
   *[other] { $count } klare Zusammenhänge, hinter denen weniger als { $least } Kunden stehen, werden nicht gezeigt.
}
pace-small = { $count ->
    [one] { $count } Kanal, hinter dessen Zeiten weniger als { $least } Kunden oder { $agents } Mitarbeiter stehen, ist ausgelassen.
   *[other] { $count } Kanäle, hinter deren Zeiten weniger als { $least } Kunden oder { $agents } Mitarbeiter stehen, sind ausgelassen.
}
