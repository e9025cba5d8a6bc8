# Auffälligkeiten: was gezählt wurde, was zu erwarten war, seit wann, und was um diese Zeit geschah.

## Welche Nächte gezählt wurden, hinter einer Zahl von Gesprächen oder Kunden
alert-span-night = am { $day }
alert-span-new = bisher
alert-span-returned = in den letzten 7 Nächten
alert-span-week = in den 7 Nächten bis zum { $day }
alert-span-nights = in { $nights } der 7 Nächte bis zum { $day }

## Was gezählt wurde; keine Zahl, wo zu wenige Kunden dahinter stehen
alert-counted = { $count ->
    [one] { $count } Gespräch { $span }
   *[other] { $count } Gespräche { $span }
}
alert-counted-expected = { $count ->
    [one] { $count } Gespräch { $span }, erwartet { $expected } ({ $low }–{ $high })
   *[other] { $count } Gespräche { $span }, erwartet { $expected } ({ $low }–{ $high })
}
alert-few = Weniger als { $least } Kunden { $span }
alert-few-less = Weniger als { $least } Kunden { $span }, weniger als erwartet
alert-few-more = Weniger als { $least } Kunden { $span }, mehr als erwartet
alert-many = { $least } Kunden oder mehr { $span }
alert-many-less = { $least } Kunden oder mehr { $span }, weniger als erwartet
alert-many-more = { $least } Kunden oder mehr { $span }, mehr als erwartet
alert-first = { $counted }, erstmals gehört am { $day }
alert-again = { $counted }, nach einer Pause

## Wann es am meisten auffiel, hinter einem Strichpunkt
alert-peak = Höchststand: { $counted }
alert-peak-few = stets von weniger als { $least } Kunden

## Sätze
alert-placed = { $place }: { $text }
alert-stands = { $counted }.
alert-over = Vorbei seit dem { $day }; { $peak }.
alert-calm = Letzte Nacht wieder wie gewohnt.
alert-still = Auch letzte Nacht ungewöhnlich viele.
alert-since = Ungewöhnlich seit { $day }.
alert-since-peak = Ungewöhnlich seit { $day }; { $peak }.
alert-marked-release = { $days ->
    [0] Am Tag, an dem es begann: Release „{ $text }“.
    [one] { $days } Tag, bevor es begann: Release „{ $text }“.
   *[other] { $days } Tage, bevor es begann: Release „{ $text }“.
}
alert-marked-campaign = { $days ->
    [0] Am Tag, an dem es begann: Kampagne „{ $text }“.
    [one] { $days } Tag, bevor es begann: Kampagne „{ $text }“.
   *[other] { $days } Tage, bevor es begann: Kampagne „{ $text }“.
}
alert-marked-other = { $days ->
    [0] Am Tag, an dem es begann: { $text }.
    [one] { $days } Tag, bevor es begann: { $text }.
   *[other] { $days } Tage, bevor es begann: { $text }.
}

## Auf der Seite eines Themas
alert-labelled = { $label }: { $counted }
alert-life-open = { $said }; noch offen.
alert-life-over = { $said }; vorbei am { $day }.
alert-seen = Gesehen von { $who }.
alert-seen-why = Gesehen von { $who }: { $why }.

## Warum eine Nacht nicht vollständig ist, mitten im Satz
partial-missing = keine { $channels }, die es an einem solchen Tag sonst immer gibt
partial-few = so wenige Gespräche, dass ein Teil fehlen könnte

## Eine Woche in der Zelle einer Tabelle, und als Anteil
lately = { $count }, erwartet { $expected }
lately-up = mehr: { $count }, erwartet { $expected }
lately-down = weniger: { $count }, erwartet { $expected }
lately-rate = { $rate } von je 1.000 Gesprächen ({ $low }–{ $high })
