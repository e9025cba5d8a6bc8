# Die E-Mails einer Nacht, die Feeds, und was anderswo gesagt wird, wenn etwas auffällt.

digest-product = Produktausgabe
digest-marketing = Marketingausgabe
digest-from = { $company } · { $edition ->
    [product] Produktausgabe
   *[marketing] Marketingausgabe
}
digest-subject = { $headline } · { $day }
digest-updated = Neue Fassung: { $subject }

digest-changes = Was sich geändert hat
digest-more = { $count ->
    [one] { $count } weitere Änderung in der Ausgabe.
   *[other] { $count } weitere Änderungen in der Ausgabe.
}
digest-nothing = Die Ausgabe nennt keine Änderung.
digest-watched = { $count ->
    [one] { $count } Aussage von Kunden über uns wurde mit dem Erwarteten verglichen; sie weicht nicht davon ab.
   *[other] { $count } Aussagen von Kunden über uns wurden mit dem Erwarteten verglichen; keine weicht davon ab.
}
digest-unwatched = Was Kunden über uns sagen, wurde in dieser Nacht nicht mit dem Erwarteten verglichen.
digest-pains = Was am meisten schmerzt
digest-pains-note = { $conversations ->
    [one] { $conversations } Gespräch
   *[other] { $conversations } Gespräche
} aus { $nights ->
    [one] { $nights } Nacht
   *[other] { $nights } Nächten
}, nach { $by } geordnet.
digest-no-pains = Noch hat kein Thema einen Rang.
digest-week = Letzte 7 Nächte
digest-topic = Thema
digest-voice = Was gesagt wurde
digest-quotes = In ihren Worten
digest-quoted = „{ $text }“
digest-said = { $channel }, { $day }
digest-link-hidden = [Link verborgen]

digest-read-product = Zur Produktausgabe
digest-read-marketing = Zur Marketingausgabe
digest-read-run = Wie diese Nacht entstand
digest-lies = Die Seiten liegen im Ordner der Berichte:
digest-foot = painpoints schickt dies einmal je Nacht an alle, die für die { $edition ->
    [product] Produktausgabe
   *[marketing] Marketingausgabe
} genannt sind. Es lädt nichts nach, und niemand erfährt, ob sie geöffnet wurde.

feed-title = { $company }: was Kunden schmerzt, Nacht für Nacht
feed-about = Was Kunden { $company } sagten: zwei Ausgaben je Nacht, für Produkt und für Marketing.
feed-link = Die Ausgaben jeder Nacht
feed-item = { $edition ->
    [product] Produkt
   *[marketing] Marketing
}: { $headline }

webhook-one = Neu aufgefallen bei { $company }: { $name }
webhook-many = { $count } Dinge sind bei { $company } neu aufgefallen
webhook-more = { $count ->
    [one] Und { $count } weiteres.
   *[other] Und { $count } weitere.
}
webhook-night = Nacht vom { $day }
