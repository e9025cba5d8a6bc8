# Dasselbe Anliegen, unterschiedlich behandelt: wie weit Teams, Tageszeiten und Segmente auseinanderliegen.

## Was verglichen wird, neben dem Verhalten der Mitarbeiter
uneven-resolved = Gelöst
uneven-solved = Gelöst (erschlossen)
uneven-sent-away = Weggeschickt (erschlossen)

## Ein Unterschied: seine Enden sind `uneven-end`, oder `uneven-end-few`, wo die Basis klein ist
uneven-told = { $title }: am seltensten { $lowest }, am häufigsten { $highest }; { $groups } { $kind ->
    [team] Teams
    [hour] Tageszeiten
   *[segment] Segmente
}, { $conversations } Gespräche{ $left_out ->
    [0] {""}
    [one] ; { $left_out } { $kind ->
        [team] weiteres Team
        [hour] weitere Tageszeit
       *[segment] weiteres Segment
    } ist zu klein für eine Aussage
   *[other] ; { $left_out } weitere { $kind ->
        [team] Teams
        [hour] Tageszeiten
       *[segment] Segmente
    } sind zu klein für eine Aussage
}. Das ist mehr, als der Zufall erklärt: Ohne ihn liegen sie noch { $points ->
    [0] weniger als 1 Punkt
    [one] etwa { $points } Punkt
   *[other] etwa { $points } Punkte
} von ihrem Mittel entfernt.
uneven-end = { $ratio } ({ $place }, { $interval })
uneven-end-few = { $ratio } ({ $place })

## Was nicht gezeigt wird
uneven-none = Kein Thema wird zwischen { $groups } klar unterschiedlich behandelt.
uneven-between-team = Teams
uneven-between-hour = Tageszeiten
uneven-between-segment = Segmenten
uneven-greatest = Die { $shown } größten von { $count }; die anderen stehen auf den Seiten der Themen.
uneven-withheld = { $count ->
    [one] { $count } klarer Unterschied wird nicht gezeigt: Hinter einer seiner Zahlen stehen weniger als { $least } Kunden.
   *[other] { $count } klare Unterschiede werden nicht gezeigt: Hinter einer ihrer Zahlen stehen weniger als { $least } Kunden.
}
