# Was Mitarbeiter taten, mit welchen Worten, und wie es damit ausging und ohne es.

manner-of-all = { $people }: { $share } ({ $interval }) von allen.
manner-of-few = { $people }: { $share } von allen.

## Was verglichen wird
manner-leaving = Danach war vom Gehen die Rede
manner-resolved = Gelöst
manner-resolved-by-words = Gelöst, soweit die Worte der Kunden es sagen

## Was daraus wurde
manner-verdict-more = häufiger
manner-verdict-less = seltener
manner-verdict-unclear = kein klarer Unterschied
manner-compared = { $share } ({ $interval }) von { $whole }; { $usual } von { $others } ähnlichen Gesprächen ohne das. Unterschied: { $low } bis { $high } Punkte.
manner-few = { $share }; nach { $others ->
    [one] { $others } ähnlichen Gespräch
   *[other] { $others } ähnlichen Gesprächen
} ohne das wären { $expected } zu erwarten.
manner-hidden-part = Weniger als { $least } Kunden von { $whole }, verglichen mit { $others } ähnlichen Gesprächen ohne das.
manner-hidden-rest = Alle bis auf weniger als { $least } Kunden von { $whole }, verglichen mit { $others } ähnlichen Gesprächen ohne das.

## Was sich nicht vergleichen ließ
manner-left-out = Nicht verglichen: { $what }.
manner-alone = { $count } ohne ein ähnliches ({ $pairs ->
    [one] { $pairs } Paar
   *[other] { $pairs } Paare
} aus Thema und Kanal)
manner-alone-few = weniger als { $least } Kunden ohne ein ähnliches
manner-rest-leaving = { $whom } zu keinem Thema oder schon vorher mit dem Gehen im Sinn
manner-rest-resolved = { $whom } zu keinem Thema oder ohne Angabe, ob es gelöst wurde
manner-rest-resolved-by-words = { $whom } zu keinem Thema, oder der Kunde sagt nicht, ob es gelöst ist

## Was sonst noch verglichen wird
manner-came-back = Kam in den 7 Nächten danach wieder
manner-named = Sprach vom Gehen
manner-rest-came-back = { $whom } zu keinem Thema, von unbekannten Kunden oder aus den letzten 7 Nächten
manner-rest-named = { $whom } zu keinem Thema
