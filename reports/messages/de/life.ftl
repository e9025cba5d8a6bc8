# Was aus einem Thema wurde: jede Entscheidung, der Maschine oder von Menschen, als ein Satz.

life-new = Zum ersten Mal als eigenes Thema erkannt.
life-known = In den Einstellungen genannt, damit danach gesucht wird: „{ $other }“.
life-same = Wiedererkannt.
life-merged = Mit „{ $other }“ zusammengelegt.
life-merged-none = Mit einem anderen Thema zusammengelegt.
life-joined = „{ $other }“ wurde mit diesem Thema zusammengelegt.
life-split = Getrennt: Es und „{ $other }“ werden für sich gezählt.
life-split-none = Getrennt: Es und ein anderes Thema werden für sich gezählt.
life-sleeping = Eine Weile nicht gehört: Es ruht.
life-retired = Mehr als ein Jahr nicht gehört: Es ist stillgelegt.
life-returned = Wieder gehört.
life-named = „{ $other }“ genannt.
life-themed = Gezählt unter dem Oberthema „{ $other }“.
life-theme-opened = Als Oberthema eröffnet: „{ $other }“.
life-theme-named = Das Oberthema heißt jetzt „{ $other }“.
life-retracted = Eine frühere Entscheidung wurde zurückgenommen.
life-described = Beschrieben: „{ $other }“.
life-described-none = Wieder von der Maschine beschrieben.
life-seeded = Eine Aussage wurde genannt, die dazugehört.
life-pinned = Festgehalten: Die Maschine legt es weder mit anderen zusammen noch still.
life-unpinned = Nicht mehr festgehalten.
life-owned = Zuständig: { $other }.
life-owned-none = Niemand ist mehr zuständig.
life-status = { $status }.
life-priority = Dringlichkeit: { $priority }.
life-priority-none = Ohne Dringlichkeit.
life-ticket = Ticket: { $other }.
life-ticket-none = Mit keinem Ticket mehr verbunden.
life-hidden-product = In der Produktausgabe weggelassen.
life-hidden-marketing = In der Marketingausgabe weggelassen.
life-shown-product = In der Produktausgabe wieder gezeigt.
life-shown-marketing = In der Marketingausgabe wieder gezeigt.
life-moved = Eine Aussage wurde hierher gelegt.
life-linked = Zwei Aussagen gehören zusammen.
life-unlinked = Nie mit „{ $other }“ zusammen zu zählen.
life-unlinked-none = Nie mit einem bestimmten anderen Thema zusammen zu zählen.
life-acknowledged = Der Alarm { $other } wurde gesehen.
life-marked-release = Vermerkt am { $day }: Release „{ $text }“.
life-marked-campaign = Vermerkt am { $day }: Kampagne „{ $text }“.
life-marked-other = Vermerkt am { $day }: „{ $text }“.

## Wer es entschied, hinter dem Satz
life-decided-by = Entschieden von { $who }.

## Hinter einer Entscheidung, die nicht mehr gilt
life-taken-back = zurückgenommen
life-taken-back-by = zurückgenommen von { $who }
life-taken-back-why = zurückgenommen von { $who } ({ $why })

## Auf der Seite von etwas, das nie ein Thema wurde
gone-rerun = Die Nacht, in der es entstanden war, wurde noch einmal gerechnet und kam ohne es aus.
gone-taken-back = { $who } nahm in der Nacht vom { $day } zurück, woraus es entstanden war.
