# Wo ein Thema häufiger aufkommt als anderswo.

places-share = { $here } Gesprächen; anderswo { $elsewhere }.
places-nowhere = Kein Kanal, kein Segment, kein Produkt, keine Warteschlange, kein Team, keine Phase, keine Dauer als Kunde, keine Uhrzeit und kein Wochentag fällt auf.
places-too-few = Zu wenige Kunden, um zu sagen, wo es aufkommt.
places-withheld = { $count ->
    [one] { $count } klarer Unterschied wird nicht gezeigt: Hinter ihm, oder anderswo, stehen weniger als { $least } Kunden.
   *[other] { $count } klare Unterschiede werden nicht gezeigt: Hinter ihnen, oder anderswo, stehen weniger als { $least } Kunden.
}
