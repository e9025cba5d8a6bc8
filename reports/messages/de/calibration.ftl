# Wie gut sich das Erwartete an den Zahlen dieser Nacht bewährt hat.

calibration-topic = Themen
calibration-signal = Verhalten
calibration-tested = { $counts ->
    [one] { $counts } Zahl
   *[other] { $counts } Zahlen
} aus { $nights ->
    [one] { $nights } Nacht
   *[other] { $nights } Nächten
}, jede an den Nächten vor ihr gemessen: { $share } lagen im erwarteten Bereich (richtig sind { $right } oder etwas mehr).
calibration-rare = so hoch wie in 1 von { $nights } Nächten: { $found } (wo nichts geschieht { $right })
calibration-alerts = { $alerts ->
    [one] In diesen Nächten hätte es { $alerts } Alarm gegeben.
   *[other] In diesen Nächten hätte es { $alerts } Alarme gegeben.
}
