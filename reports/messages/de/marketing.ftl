# Die Marketingausgabe: was Kunden über uns sagen, und warum.

## Die Fragen der Leser, und was dort steht, wo nichts zu hören war
marketing-leave = Warum Kunden gehen
marketing-leave-none = Niemand sagte, dass er ging oder gehen will.
marketing-recommend = Warum sie uns loben und empfehlen
marketing-recommend-none = Weder Lob noch eine Empfehlung war zu hören.
marketing-promise = Versprechen, die wir nach ihren Worten brachen
marketing-promise-none = Niemand sagte, dass wir ein Versprechen brachen.
marketing-tell = Was sie anderen erzählen
marketing-tell-none = Niemand sagte, dass er anderen davon erzählt.

## Ihre Zahlen in der ersten Zeile
marketing-short-churn-threat = drohten { $count }
marketing-short-churned = gingen { $count }
marketing-short-praise = lobten { $count }
marketing-short-recommends = empfahlen { $count }
marketing-short-price-or-discount-dispute = Preis oder Rabatt { $count }
marketing-short-loyalty-unrewarded = Treue { $count }
marketing-short-tells-others = { $count }
marketing-short-none = keine
marketing-base = von { $count ->
    [one] { $count } Gespräch
   *[other] { $count } Gesprächen
} { $window }

## Die Schlagzeile; das Subjekt des zweiten Satzes fällt weg
marketing-subject = Kunden
marketing-headline = { $title } in { $count ->
    [one] { $count } Gespräch
   *[other] { $count } Gesprächen
} { $window }
marketing-headline-both = { $title } in { $count ->
    [one] { $count } Gespräch
   *[other] { $count } Gesprächen
} und { $other } in { $more }, { $window }
marketing-headline-few = Wenige Kunden sprachen { $window } vom Gehen oder lobten uns
marketing-headline-none = Niemand sprach { $window } vom Gehen, und niemand lobte uns

## Etwas, das Kunden sagen
marketing-voice = { $people } { $window }, { $share } von allen.
marketing-voice-few = { $people } { $window }.
marketing-change-up = Mehr als in der Woche davor: { $now }, davor { $before }.
marketing-change-down = Weniger als in der Woche davor: { $now }, davor { $before }.
marketing-change-unclear = Keine klare Änderung zur Woche davor: { $now }, davor { $before }.
marketing-expected-up = Mehr als von den letzten 7 Nächten zu erwarten war: { $now }, erwartet { $expected }.
marketing-expected-down = Weniger als von den letzten 7 Nächten zu erwarten war: { $now }, erwartet { $expected }.
marketing-expected-unclear = In den letzten 7 Nächten { $now }, erwartet { $expected }: Der Unterschied kann Zufall sein.
marketing-expected-level = In den letzten 7 Nächten { $now }, wie zu erwarten war.
marketing-about = { $here }; alle anderen { $others }
marketing-about-kind = Thema

## Wo es nichts zu sagen gibt
marketing-manners-empty = Noch zu wenige Gespräche, um die Worte der Mitarbeiter mit dem Ausgang zu vergleichen.
marketing-slices-empty = In keinem Kanal oder Segment gehen, loben oder erzählen Kunden klar häufiger als sonst.
marketing-moments-empty = Kein Angebot und kein Kaufwunsch von { $least } Kunden oder mehr.

## Wettbewerber
rivals-none = Von keinem Wettbewerber war zu hören. Die meisten entgehen uns, solange ihre Namen nicht in den Einstellungen stehen.
rivals-nobody = Weniger als { $least } Kunden waren zu hören, die einen Wettbewerber nannten oder von einem sprachen.
rivals-few = In { $count ->
    [one] { $count } Gespräch
   *[other] { $count } Gesprächen
} war von einem Wettbewerber die Rede, doch keinen Namen sagten { $least } Kunden oder mehr.
rivals-rare = Auch genannt, jeweils von weniger als { $least } Kunden: { $names }.

## Was aus dem Versprechen wurde, sich zu melden
promises-none = Kein Mitarbeiter versprach, sich zu melden.
promises-few = Mitarbeiter versprachen weniger als { $least } Kunden, sich zu melden.
promises-unknown = Zu wenige davon sind von bekannten Kunden, liegen eine Woche zurück und haben ähnliche Gespräche, um zu sagen, wer wiederkam.

## Gelegenheiten
offers-answered = Mitarbeiter machten in { $share } davon ein Angebot, das passte.
offers-unanswered = Mitarbeiter machten in keinem davon ein Angebot, das passte.

## Worum Kunden bitten
asks = Sie sagen, was sie wollen: { $people }.
asks-apart = Sie sagen, was sie wollen: { $people }, jedes einzelne von weniger als { $least } Kunden; zum Beispiel:

## Wörter: bei wie vielen Kunden die eine Seite sie gebraucht, und die andere
terms-theirs-none = { $here }; wir nie
terms-theirs-few = { $here }; wir: weniger als { $least }
terms-theirs-some = { $here }; wir: { $there }
terms-ours-none = { $here }; sie nie
terms-ours-few = { $here }; sie: weniger als { $least }
terms-ours-some = { $here }; sie: { $there }

## Behandlung nach Kanal und Segment
board-empty = Zu wenige Kanäle und Segmente mit genug Kunden, um sie zu vergleichen.
board-note = { $count ->
    [one] { $count } Feld bleibt leer
   *[other] { $count } Felder bleiben leer
}: weniger als { $least } Kunden oder zu wenige Mitarbeiter stehen dahinter oder hinter dem, was daraus folgt.
