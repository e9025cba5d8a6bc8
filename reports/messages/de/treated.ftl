# Wie Mitarbeiter Kunden behandelten: was Kunden dann sagten, und wo es häufiger geschieht als anderswo.

## Wie oft Kunden vom Gehen sprachen, wo Mitarbeiter etwas taten
treated-more = häufiger
treated-less = seltener
treated-unclear = kein klarer Unterschied

## Statt eines Anteils, der nicht genannt wird
treated-none = keines von { $whole }
treated-few = weniger als { $least } von { $whole }
treated-most = alle bis auf weniger als { $least } von { $whole }
treated-many = mindestens { $least } von { $whole }

## Was ein Ort ist
treated-kind-team = Team
treated-kind-queue = Warteschlange
treated-kind-channel = Kanal

## Was nicht gezeigt wird
treated-nowhere = Kein Team und kein Kanal fällt klar auf.
treated-nowhere-queues = Kein Team, keine Warteschlange und kein Kanal fällt klar auf.
treated-greatest = Die { $shown } größten von { $count } klaren Unterschieden.
treated-withheld = { $count ->
    [one] { $count } klarer Unterschied wird nicht gezeigt: Hinter ihm, oder anderswo, stehen weniger als { $least } Kunden oder { $agents } Mitarbeiter.
   *[other] { $count } klare Unterschiede werden nicht gezeigt: Hinter ihnen, oder anderswo, stehen weniger als { $least } Kunden oder { $agents } Mitarbeiter.
}
treated-withheld-more = { $count ->
    [one] { $count } weiterer klarer Unterschied wird nicht gezeigt: Hinter ihm, oder anderswo, stehen weniger als { $least } Kunden oder { $agents } Mitarbeiter.
   *[other] { $count } weitere klare Unterschiede werden nicht gezeigt: Hinter ihnen, oder anderswo, stehen weniger als { $least } Kunden oder { $agents } Mitarbeiter.
}
