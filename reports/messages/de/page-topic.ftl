# Die Seite eines Themas.

page-topic-description = In den Worten eines Kunden: { $words }
page-topic-praise = Die meisten Äußerungen hier loben etwas; darum steht das Thema nicht unter dem, was schmerzt. Wer es festhält, reiht es bei den anderen ein.

## Im Lauf der Zeit
page-topic-trend = Wie es verlief
page-topic-alerts = Wann es auffiel
page-topic-expected = Was zu erwarten ist, und wie sicher eine Meldung ist

## Wen es trifft, und wie es ihnen erging
page-topic-who = Wen es trifft
page-topic-who-caption = Kanäle, Produkte, Kunden und Zeiten
page-topic-who-note = Der Anteil der Gespräche dort, die von diesem Thema handeln, mit seiner Spanne; der Strich ist der Anteil anderswo.
page-topic-went = Wie es ihnen erging
page-topic-usual = (alle Gespräche: { $usual })
page-topic-treatment-none = Nichts, was Mitarbeiter oder Kunden tun, fällt hier in genug Gesprächen auf.
page-topic-went-how = Was erschlossen ist, und wie Warten gezählt wird
page-topic-costs = Was es kostet
page-topic-costs-note = Was zusammen auftritt, nicht, was was verursacht: ohne dieses Thema wären diese Kunden vielleicht wegen etwas anderem gekommen. Jede Spanne gilt für dieses Thema allein; wo viele Themen betrachtet werden, weichen einige durch Zufall ab.

## Wie wir sie behandelten
page-topic-treated = Wie wir sie behandelten, und was sie dann sagten
page-topic-treated-caption = Wie viele Kunden vom Gehen sprachen, in Gesprächen dieses Themas mit einem Verhalten von Mitarbeitern und ohne
page-topic-treated-what = Was Mitarbeiter taten
page-topic-treated-with = Sprachen damit vom Gehen
page-topic-treated-without = Ohne
page-topic-treated-verdict = Damit
page-topic-treated-note = Nur die Gespräche dieses Themas; Kunden drohten zu gehen oder sagten, sie seien gegangen. Was zusammen auftritt, nicht, was was verursacht; was zuerst kam, wird nicht betrachtet.

## In ihren Worten
page-topic-words = In ihren Worten
page-topic-terms = Wörter, die dieses Thema kennzeichnen: { $terms }
page-topic-beside = Fast dasselbe, aber hier nicht gezählt
page-topic-beside-under = Gezählt unter { $topic }

## Sein Leben, und wer sich kümmert
page-topic-life = Sein Leben
page-topic-life-none = Es ist keine Entscheidung verzeichnet.
page-topic-near = Verwandte Themen
page-topic-apart = Was es von ihnen unterscheidet
page-topic-care = Wer sich kümmert
page-topic-care-none = Niemand ist benannt, und kein Stand ist gesetzt.
page-topic-correct = Richtigstellen
page-topic-correct-note = Stimmt hier etwas nicht? Wer painpoints betreibt, kann es sagen; was Menschen entscheiden, macht keine Nacht rückgängig.
page-topic-commands = Die Befehle dafür
page-topic-address = Bleibende Adresse dieser Seite: { $address }
