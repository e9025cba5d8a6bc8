# Wie eine Ausgabe entstand.

page-run-title = { $company }: wie die Ausgabe vom { $date } entstand
page-run = Wie sie entstand

## Die Bücher
page-run-books = Die Bücher
page-run-books-note = Für jeden Schritt gilt: gelesen = behalten + beiseitegelegt + abgewiesen.
page-run-books-caption = Was jeder Schritt las, behielt und wegließ
page-run-coverage = Was erfasst ist
page-run-coverage-caption = Was von der Nacht erfasst ist, nach Kanal
page-run-hidden = Was verborgen wurde
page-run-hidden-none = In den Gesprächen dieser Nacht fand sich nichts Persönliches.
page-run-dropped = Sätze, die weder Problem noch Bitte sind

## Was entschieden und neu gezählt wurde
page-run-decided = In dieser Nacht entschieden
page-run-decided-none = Jedes Thema blieb, wie es war.
page-run-restated = Nächte mit anderen Gesprächen als in der Ausgabe davor
page-run-recounted = Wie sich das Zählen in den letzten 7 Nächten änderte
page-run-recounted-note = Vergangene Nächte wurden mit diesen Themen neu gezählt, damit Verläufe vergleichbar bleiben.

## Wie weit man sich darauf verlassen kann
page-run-held = Traf ein, was zu erwarten war?
page-run-held-note = Was in diesen Nächten auch geschah, ist darin enthalten; seltene Zahlen sind darum etwas häufiger als in Nächten, in denen nichts geschah.
page-run-held-how = Wie das beurteilt wird
page-run-partial = Unvollständige Nächte
page-run-steady = Wie beständig die Themen sind

## Was sie gemacht hat
page-run-versions = Versionen
page-run-settings = Einstellungen
page-run-snapshot = Momentaufnahme
page-run-format = Format der Ausgabe
