# Die Köpfe und Felder der Tabellen, und was neben einem Diagramm steht.

## Köpfe
page-col-topic = Thema
page-col-theme = Oberthema
page-col-customers = Kunden
page-col-conversations = Gespräche
page-col-share = Anteil an allen
page-col-weeks = Letzte 7 Nächte, die 7 davor
page-col-trend = Verlauf
page-col-resolved = Gelöst
page-col-repeat = Kam wieder
page-col-state = Stand
page-col-largest = Größte Themen
page-col-channel = Kanal
page-col-where = Wo
page-col-here = Hier
page-col-elsewhere = Anderswo
page-col-chart = Diagramm
page-col-night = Nacht
page-col-expected = Erwartet
page-col-heard = Was zu hören war
page-col-said = Was gesagt wurde
page-col-spot = Was Mitarbeiter taten, und wo
page-col-first-answer = Erste Antwort
page-col-tenth = Eines von zehn über
page-col-longest-wait = Längstes Warten
page-col-held = In der Warteschleife
page-col-hold = Wie lange
page-col-stage = Schritt
page-col-unit = Einheit
page-col-read = Gelesen
page-col-kept = Behalten
page-col-set-aside = Beiseitegelegt
page-col-rejected = Abgewiesen
page-col-reasons = Warum es fehlt
page-col-seconds = Sekunden
page-col-with-statement = Mit Problem oder Bitte
page-col-with-topic = In einem Thema

## Felder: die Basis eines Anteils, allein und nach seiner Spanne
page-of = von { $whole }
page-interval-of = { $interval } von { $whole }
page-share-of = { $share } ({ $interval }) von { $whole }

## Ein Verlauf
page-trend-region = Verlauf, seitlich verschiebbar
page-trend-table = Dasselbe als Tabelle
page-trend-nights = Gespräche je Nacht
