# Die Produktausgabe: was neben ihren Tabellen steht, und wovon ihre Zahlen nicht sprechen.

front-most = Am meisten { $where }: { $sentence }
front-crossed-none = Kein Thema fällt dadurch auf, was Mitarbeiter oder Kunden darin tun.

## Womit die Tabellen die letzten Nächte vergleichen
front-compared-expected = Letzte 7 Nächte, erwartet
front-compared-before = Letzte 7 Nächte, die 7 davor

## Die Themen der Rangliste
front-ranked = { $nights ->
    [one] Letzte Nacht
   *[other] Letzte { $nights } Nächte
}, { $conversations ->
    [one] { $conversations } Gespräch
   *[other] { $conversations } Gespräche
}, { $topics ->
    [one] { $topics } Thema
   *[other] { $topics } Themen
} nach { $by ->
    [cost] Kosten
    [handling-time] Bearbeitungszeit
    [customers] Kunden
   *[conversations] Gesprächen
} geordnet.
front-praise = { $count ->
    [one] { $count } Thema mit Lob.
   *[other] { $count } Themen mit Lob.
}
front-small = { $count ->
    [one] { $count } Thema ist zu klein für die Rangliste.
   *[other] { $count } Themen sind zu klein für die Rangliste.
}

## Wovon die Zahlen nicht sprechen
front-no-topic = In keinem Thema
    .text = { $share } Gesprächen der letzten { $nights ->
        [one] Nacht
       *[other] { $nights } Nächte
    } enthalten nichts, was genug andere auch sagen.
    .few = Weniger als { $least } Kunden sagten nichts, was genug andere auch sagen.
front-too-small = Zu klein
    .text = { $count ->
        [one] { $count } Thema von weniger als { $least } Kunden: weder gezählt noch gereiht noch zitiert.
       *[other] { $count } Themen von je weniger als { $least } Kunden: weder gezählt noch gereiht noch zitiert.
    }
    .counted = { $count ->
        [one] { $count } Thema von weniger als { $least } Kunden
       *[other] { $count } Themen von je weniger als { $least } Kunden
    }, zusammen { $conversations ->
        [one] { $conversations } Gespräch
       *[other] { $conversations } Gespräche
    }: weder gezählt noch gereiht noch zitiert.
front-left-out = In dieser Ausgabe weggelassen
    .text = { $count ->
        [one] { $count } Thema: jemand hat es so entschieden; trotzdem gezählt, mit eigener Seite.
       *[other] { $count } Themen: jemand hat es so entschieden; trotzdem gezählt, jedes mit eigener Seite.
    }
front-unknown = Kunde unbekannt
    .text = { $whole ->
        [one] Das Gespräch nennt keinen Kunden; es zählt nur als Gespräch.
       *[other] { $share } Gesprächen nennen keinen Kunden; sie zählen nur als Gespräche.
    }
front-outcome = Ausgang
    .text = { $whole ->
        [one] Das Gespräch sagt nicht, ob das Anliegen gelöst wurde.
       *[other] { $share } Gesprächen sagen, ob das Anliegen gelöst wurde; Anteile gelöster Gespräche zählen nur diese.
    }
