# Wie Gespräche verliefen und was sie den Kunden kosteten: wie jede Zeile heißt, und was sie sagt.

## Wie es ausging, nach den Worten
effort-solved = Gelöst (erschlossen)
    .text = { $share } Gesprächen, deren Ausgang nur aus den Worten hervorgeht
effort-unsolved = Nicht gelöst (erschlossen)
    .text = { $share } Gesprächen, deren Ausgang nur aus den Worten hervorgeht
effort-sent-away = Weggeschickt (erschlossen)
    .text = { $share } Gesprächen, deren Ausgang nur aus den Worten hervorgeht
effort-sent-away-closed = Weggeschickt, doch als gelöst geschlossen (erschlossen)
    .text = { $share } Gesprächen, die als gelöst geschlossen wurden

## Wie lange es dauerte
effort-first-answer = Erste Antwort
    .text = { $median }, der Median von { $known } Gesprächen mit Zeitangabe
effort-longest-wait = Längstes Warten
    .text = { $median }, der Median von { $known } Gesprächen mit Zeitangabe
effort-hold = In der Warteschleife
    .text = { $share } Gesprächen, deren Quelle es angibt
    .median = { $share } Gesprächen, deren Quelle es angibt; die Hälfte davon mindestens { $median }

## Wie oft es weitergereicht wurde
effort-passed-on = Weitergereicht
    .text = { $share } Gesprächen, deren Quelle es angibt
effort-passed-on-inferred = Weitergereicht (erschlossen)
    .text = { $share } Gesprächen, deren Quelle es nicht angibt; es können mehr sein

## Wie oft der Kunde schon gekommen war
effort-before-7 = Kam deswegen schon in den 7 Tagen davor
    .text = { effort-before }
effort-before-30 = Kam deswegen schon in den 30 Tagen davor
    .text = { effort-before }
effort-before = { $share } Gesprächen, deren Kunde bekannt ist{ $rest ->
    [0] {""}
    [one] ; { $rest } weiteres Gespräch eines bekannten Kunden wurde nicht betrachtet
   *[other] ; { $rest } weitere Gespräche bekannter Kunden wurden nicht betrachtet
}
