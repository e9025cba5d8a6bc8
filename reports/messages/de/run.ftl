# Wie die Ausgabe entstand: die Bücher der Stufen und die Abdeckung, die auch auf jeder Seite als Erstes steht.

## Die erste Zeile jeder Seite
coverage-nothing = Diese Nacht wurde kein Gespräch gelesen.
coverage-conversations = { $count ->
    [one] { $count } Gespräch
   *[other] { $count } Gespräche
}
coverage-customers = { $conversations ->
    [one] { $conversations } Gespräch
   *[other] { $conversations } Gespräche
} ({ $customers ->
    [one] { $customers } Kunde
   *[other] { $customers } Kunden
})
coverage-known = { $conversations ->
    [one] { $conversations } Gespräch
   *[other] { $conversations } Gespräche
} ({ $customers ->
    [one] { $customers } bekannter Kunde
   *[other] { $customers } bekannte Kunden
})
coverage-also = { $mix }; dazu { $others }
coverage-input = { $share } der Eingabe gelesen
coverage-broken = ein Teil einer Datei war nicht zu lesen
coverage-rejected = { $count ->
    [one] { $count } Datensatz abgewiesen
   *[other] { $count } Datensätze abgewiesen
}
coverage-with-statement = { $share } mit einem Problem oder einer Bitte
coverage-with-topic = { $share } in einem Thema

## Die Tabelle der Abdeckung
coverage-all = Alle
coverage-note = { $channels }: nicht einzeln genannt, einen dieser Kanäle nutzten weniger als { $least } Kunden.

## Was die erste Stufe wegließ
run-rejected = Abgewiesen
run-set-aside = Beiseitegelegt
run-left-out = { $count ->
    [one] { $count } Datensatz: { $reasons }.
   *[other] { $count } Datensätze: { $reasons }.
}

## Die Stufen, der Reihe nach
run-stage-ingest = Einlesen
run-stage-embed = Vergleichbar machen
run-stage-discover = Entdecken
run-stage-identify = Wiedererkennen
run-stage-detect = Verhalten finden
run-stage-measure = Zählen
run-stage-edition = Ausgabe

## Was jede zählt
run-unit-records = Datensätze
run-unit-distinct-texts = verschiedene Texte
run-unit-statements-of-the-window = Aussagen der letzten Nächte
run-unit-statements = Aussagen
run-unit-conversations = Gespräche
run-unit-nights-of-the-history = Nächte der Geschichte
run-unit-editions = Ausgaben

## Warum etwas beiseitegelegt wurde
run-reason-other-night = andere Nacht
run-reason-delivered-again = noch einmal geliefert
run-reason-in-no-topic = in keinem Thema
run-reason-late-night = Nacht kam zu spät
run-reason-too-few = zu wenige
run-reason-alike-to-too-few = zu wenigen ähnlich
run-reason-no-signal = nichts gefunden

## Warum ein Datensatz abgewiesen wurde
run-reason-truncated-gzip = gzip-Datei abgebrochen
run-reason-corrupt-gzip = gzip-Datei beschädigt
run-reason-file-too-big = Datei zu groß
run-reason-bomb-ratio = zu stark gepackt
run-reason-not-parquet = keine Parquet-Datei
run-reason-line-too-long = Zeile zu lang
run-reason-not-utf8 = kein UTF-8
run-reason-wrong-encoding = falsche Zeichenkodierung
run-reason-not-json = kein JSON
run-reason-not-object = kein Objekt
run-reason-dup-key = Schlüssel doppelt
run-reason-too-deep = zu tief verschachtelt
run-reason-lone-surrogate = kaputtes Zeichen
run-reason-unclosed-quote = Anführungszeichen nicht geschlossen
run-reason-bad-quote = Anführungszeichen falsch
run-reason-ragged-row = Zeile mit falscher Spaltenzahl
run-reason-missing-column = Spalte fehlt
run-reason-dup-column = Spalte doppelt
run-reason-bad-cell = Zelle unlesbar
run-reason-missing-id = ohne Kennung
run-reason-bad-id = Kennung ungültig
run-reason-missing-start = ohne Beginn
run-reason-bad-time = Zeit ungültig
run-reason-time-out-of-range = Zeit außerhalb des Möglichen
run-reason-no-turns = ohne Wortmeldungen
run-reason-bad-turns = Wortmeldungen ungültig
run-reason-too-many-turns = zu viele Wortmeldungen
run-reason-all-blank = ganz leer
run-reason-bad-turn = Wortmeldung ungültig
run-reason-turn-too-long = Wortmeldung zu lang
run-reason-unknown-speaker = Sprecher unbekannt
run-reason-unmarked-text = Text ohne Sprecher
run-reason-bad-at = Zeitpunkt ungültig
run-reason-negative-time = Zeit negativ
run-reason-bad-order = Reihenfolge falsch
run-reason-unknown-channel = Kanal unbekannt
run-reason-bad-channel = Kanal ungültig
run-reason-bad-customer-id = Kundenkennung ungültig
run-reason-bad-agent-id = Mitarbeiterkennung ungültig
run-reason-bad-queue = Warteschlange ungültig
run-reason-bad-team = Team ungültig
run-reason-bad-product = Produkt ungültig
run-reason-bad-segment = Segment ungültig
run-reason-bad-language = Sprache ungültig
run-reason-bad-customer-since = Kunde-seit ungültig
run-reason-bad-resolved = Gelöst-Angabe ungültig
run-reason-bad-csat = Zufriedenheit ungültig
run-reason-bad-handle-seconds = Bearbeitungszeit ungültig
run-reason-bad-hold-seconds = Wartezeit ungültig
run-reason-bad-transfers = Weitergaben ungültig
run-reason-bad-updated-at = Änderungszeit ungültig

## Verborgene Angaben zu Menschen
run-hidden-card = Kartennummern
run-hidden-cvv = Prüfziffern von Karten
run-hidden-card-expiry = Ablaufdaten von Karten
run-hidden-pin = PINs
run-hidden-ssn = Sozialversicherungsnummern
run-hidden-bank-account = Kontonummern
run-hidden-iban = IBANs
run-hidden-phone = Telefonnummern
run-hidden-email = E-Mail-Adressen
run-hidden-ip = IP-Adressen
run-hidden-url-secret = Geheimes in Links
run-hidden-address = Anschriften
run-hidden-date-of-birth = Geburtsdaten
run-hidden-person = Namen von Menschen
run-hidden-other-id = andere Kennungen

## Warum ein Satz weder Problem noch Bitte ist
run-dropped-greeting = Gruß
run-dropped-thanks = Dank
run-dropped-farewell = Abschied
run-dropped-identity = Angaben zur Person
run-dropped-holding = Warten
run-dropped-confirmation = Bestätigung
run-dropped-small-talk = Plauderei
run-dropped-echo = Nachgesprochenes
run-dropped-menu = Menüauswahl
run-dropped-filler = Füllwörter
run-dropped-too-short = zu kurz
run-dropped-vague = zu vage
run-dropped-no-pain = weder Problem noch Bitte
run-dropped-duplicate = doppelt
run-dropped-minor = nebensächlich
run-dropped-beyond-limit = über der Höchstzahl

## Neben den Versionen der Pakete
run-model = Modell
