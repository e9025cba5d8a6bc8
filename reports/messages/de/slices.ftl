# Merkmale und ihre Werte: wie sie nebeneinander heißen, und im Satz (`.where`).

## Wie jedes heißt; ein Wert, den die Quelle nennt

slice-channel = Kanal
    .where = in { $value }
slice-segment = Segment
    .where = im Segment { $value }
slice-product = Produkt
    .where = beim Produkt { $value }
slice-queue = Warteschlange
    .where = in der Warteschlange { $value }
slice-team = Team
    .where = im Team { $value }
slice-stage = Phase
    .where = in der Phase { $value }
slice-tenure = Dauer als Kunde
    .where = bei { $value }
slice-hour = Tageszeit
    .where = { $value }
slice-weekday = Wochentag
    .where = { $value }

## Kanäle
slice-channel-voice =
    .where = in Anrufen
slice-channel-chat =
    .where = in Chats
slice-channel-email =
    .where = in E-Mails
slice-channel-sms =
    .where = in SMS
slice-channel-social =
    .where = in Beiträgen
slice-channel-ticket =
    .where = in Tickets

## Was der Kunde gerade mit uns zu tun hatte
slice-stage-order = Bestellung
    .where = beim Bestellen
slice-stage-delivery = Lieferung
    .where = bei der Lieferung
slice-stage-use = Nutzung
    .where = bei der Nutzung
slice-stage-billing = Rechnung
    .where = bei der Rechnung
slice-stage-return = Rückgabe und Kündigung
    .where = bei Rückgabe und Kündigung
slice-stage-complaint = Beschwerden über uns
    .where = bei Beschwerden über uns

## Wie lange er schon Kunde ist
slice-tenure-under-1-month = Kunden seit weniger als 1 Monat
    .where = bei Kunden seit weniger als 1 Monat
slice-tenure-1-to-12-months = Kunden seit 1 bis 12 Monaten
    .where = bei Kunden seit 1 bis 12 Monaten
slice-tenure-1-to-5-years = Kunden seit 1 bis 5 Jahren
    .where = bei Kunden seit 1 bis 5 Jahren
slice-tenure-over-5-years = Kunden seit über 5 Jahren
    .where = bei Kunden seit über 5 Jahren

## Wann das Gespräch begann
slice-hour-0-6 = zwischen 0 und 6 Uhr
    .where = zwischen 0 und 6 Uhr
slice-hour-6-9 = zwischen 6 und 9 Uhr
    .where = zwischen 6 und 9 Uhr
slice-hour-9-12 = zwischen 9 und 12 Uhr
    .where = zwischen 9 und 12 Uhr
slice-hour-12-15 = zwischen 12 und 15 Uhr
    .where = zwischen 12 und 15 Uhr
slice-hour-15-18 = zwischen 15 und 18 Uhr
    .where = zwischen 15 und 18 Uhr
slice-hour-18-24 = zwischen 18 und 24 Uhr
    .where = zwischen 18 und 24 Uhr
slice-weekday-mon = montags
    .where = montags
slice-weekday-tue = dienstags
    .where = dienstags
slice-weekday-wed = mittwochs
    .where = mittwochs
slice-weekday-thu = donnerstags
    .where = donnerstags
slice-weekday-fri = freitags
    .where = freitags
slice-weekday-sat = samstags
    .where = samstags
slice-weekday-sun = sonntags
    .where = sonntags
