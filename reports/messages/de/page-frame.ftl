# Was auf jeder Seite steht, und die Seiten, die kaum mehr sind als das.

## Um den Text herum
page-skip = Zum Text
page-nav = Seiten
page-product = Produkt
page-marketing = Marketing
page-topics = Themen
page-archive = Archiv
page-about = Zu diesen Zahlen
page-edition-of = Ausgabe vom { $date }.
page-made = Wie diese Ausgabe entstand
page-product-edition = Produktausgabe
page-marketing-edition = Marketingausgabe

## Was mehrere Seiten sagen
page-changed = Was sich verändert hat
page-judged = Wie das beurteilt wird
page-costs-how = Wie Kosten gezählt werden
page-slices-how = Was verglichen wird
page-together = Was zusammen auftritt, nicht, was was verursacht.
page-uneven = Dasselbe Anliegen, unterschiedlich behandelt
page-uneven-note = Was zusammen auftritt, nicht, was was verursacht: die Gruppen können verschiedene Kunden haben.
page-quote-read = das Gespräch lesen

## Das Archiv
page-archive-title = { $company }: Archiv
page-archive-newest = Neueste Ausgabe
page-archive-none = Noch keine Ausgabe
page-archive-first = Die erste erscheint, sobald die erste Nacht gelesen ist.

## Ein Gespräch
page-evidence = Gespräch
page-evidence-title = { $channel } vom { $date } ({ $company })
page-evidence-head = { $channel }, { $date }
page-evidence-of = Ein Gespräch vom { $date }.
page-evidence-made = Wie die Ausgabe dieser Nacht entstand
page-evidence-topics = Zu { $topics }
page-evidence-hidden = Namen, Nummern und Adressen von Menschen wurden herausgenommen, bevor irgendetwas gespeichert wurde.

## Alle Themen
page-topics-title = Alle Themen ({ $company })
page-topics-all = Alle Themen
page-topics-find = Thema suchen
page-topics-none = Noch wurde kein Thema gefunden.

## Ein Thema, das mit einem anderen gezählt wird oder keines mehr ist
page-topic-id = Thema { $id }
page-moved-title = { $name } zählt jetzt zu { $other }
page-moved = Dieses Thema wird jetzt mit { $topic } gezählt. Seine Adresse bleibt und führt dorthin.
page-gone-title = { $name } ist kein Thema mehr
page-gone = Dies ist kein Thema mehr.
page-gone-split = Es war von { $topic } abgetrennt worden.
page-gone-note = Was es enthielt, zählt bei den Themen, aus denen es kam, oder bei keinem. Seine Adresse bleibt, weil ältere Ausgaben auf sie verweisen.
