# Was man vor jeder Zahl wissen muss.

caution-nothing-read = Für diese Nacht wurde nichts gelesen; die Zahlen unten sind die der Nächte davor.
caution-short = { $nights ->
    [one] Kurze Geschichte: nur { $nights } Nacht, der { $since }. Zahlen und Anteile gelten für diese Nacht.
   *[other] Kurze Geschichte: nur { $nights } Nächte, seit dem { $since }. Zahlen und Anteile gelten für diese Nächte.
}
caution-missing = { $nights ->
    [one] { $nights } der letzten 28 Nächte fehlt. Anteile zählen nur die anderen.
   *[other] { $nights } der letzten 28 Nächte fehlen. Anteile zählen nur die anderen.
}
caution-partial-night = Diese Nacht ist nicht vollständig: { $why }. Sie wird mit nichts verglichen.
caution-partial = { $count ->
    [one] { $days }: diese Nacht ist nicht vollständig und wird mit nichts verglichen.
   *[other] { $days }: diese Nächte sind nicht vollständig und werden mit nichts verglichen.
}
caution-partial-more = { $days } und { $more } weitere: diese Nächte sind nicht vollständig und werden mit nichts verglichen.
caution-topics-changed = Die Themen haben sich in dieser Nacht stark verändert: viele Aussagen werden anderswo gezählt als in der Nacht davor. Vergleiche mit früheren Ausgaben sind mit Vorsicht zu lesen.
