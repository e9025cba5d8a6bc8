# Zahlen, Daten und Mengen: woraus jeder Satz gemacht ist.

## Muster der Daten, wie in https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
date-long = EEEE, d. MMMM y
date-full = d. MMMM y
date-short = d. MMMM
date-day = EEEE, d. MMMM
date-table = EEE d. MMMM y
date-axis = d. MMM
date-month = MMMM y
date-weekday = EEEE

## Anteile
percent = { $number } %
percent-under = unter { $number } %
percent-over = über { $number } %
ratio = { $part ->
    [0] 0 von { $whole }
   *[other] { $part } von { $whole }
}
ratio-base = { $ratio } von { $whole }
ratio-interval = { $ratio } ({ $interval }) von { $whole }

## Geld: eine Währung als Zeichen, und eine als Kürzel
money-sign = { $number } { $currency }
money-code = { $number } { $currency }

## Mengen
conversations = { $count ->
    [one] { $count } Gespräch
   *[other] { $count } Gespräche
}
customers = { $count ->
    [one] { $count } Kunde
   *[other] { $count } Kunden
}
nights = { $count ->
    [one] { $count } Nacht
   *[other] { $count } Nächte
}
topics = { $count ->
    [one] { $count } Thema
   *[other] { $count } Themen
}
people = { $conversations ->
    [one] { $conversations } Gespräch
   *[other] { $conversations } Gespräche
} von { $customers ->
    [one] { $customers } Kunden
   *[other] { $customers } Kunden
}
people-unknown = { $conversations ->
    [one] { $conversations } Gespräch
   *[other] { $conversations } Gespräche
} von { $customers } bekannten Kunden und { $unknown } unbekannten

## Kanäle: ein Gespräch, und viele
channel-voice = Anruf
channel-chat = Chat
channel-email = E-Mail
channel-sms = SMS
channel-social = Beitrag
channel-ticket = Ticket
channels-voice = Anrufe
channels-chat = Chats
channels-email = E-Mails
channels-sms = SMS
channels-social = Beiträge
channels-ticket = Tickets
channel-all = nur { $channels }
channel-share = { $share } { $channels }

## Was die Schwärzung herausnahm
hidden = [{ $kind } verborgen]
hidden-phone = Telefonnummer
hidden-email = E-Mail-Adresse
hidden-person = Name
hidden-card = Kartennummer
hidden-cvv = Prüfziffer
hidden-card-expiry = Ablaufdatum
hidden-pin = PIN
hidden-ssn = Sozialversicherungsnummer
hidden-bank-account = Kontonummer
hidden-iban = IBAN
hidden-ip = IP-Adresse
hidden-url-secret = Link
hidden-address = Anschrift
hidden-date-of-birth = Geburtsdatum
hidden-id = Kunden- oder Bestellnummer
hidden-other-id = Kunden- oder Bestellnummer

## Was im Satz großgeschrieben wird: nur Namen, oder auch Hauptwörter (names, nouns)
capitals = nouns

## Wie lange
duration-none = unter 1 s
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days = { $count } Tage

## Von wie lange bis wie lange
durations = { $low } bis { $high }
durations-none = unter 1 bis { $high } s
durations-seconds = { $low } bis { $high } s
durations-minutes = { $low } bis { $high } min
durations-hours = { $low } bis { $high } h
durations-days = { $low } bis { $high } Tage
