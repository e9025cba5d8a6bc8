# Die Marketingausgabe.

page-marketing-title = { $company }: Marketingausgabe, { $date }
page-voice-about = Worum es in diesen Gesprächen geht (fett: deutlich häufiger als in allen anderen)

## Was Mitarbeiter sagten
page-said = Was wir sagten, und wie es ausging
page-said-note = Was zusammen auftritt, nicht, was was verursacht; verglichen mit Gesprächen zum selben Thema im selben Kanal. Gezählt wird, was Mitarbeiter taten, mit welchen Worten auch immer; zitiert werden die Wendungen, die wiederkehren.
page-said-how = Wie das verglichen wird
page-said-trouble = Worte, mit denen es eher schlecht ausging
page-said-good = Worte, mit denen es eher gut ausging
page-said-none = Keine, bei denen der Unterschied deutlich ist.
page-said-unclear = Kein deutlicher Unterschied ({ $count })
page-manner-no-wording = Keine Wendung kehrt in genug davon wieder.
page-manner-topics = Meist zu { $topics }.

## Was schmerzt, und wo es gesagt wird
page-pains = Was schmerzt, in ihren Worten
page-pains-terms = Wörter, die sie gebrauchen: { $terms }
page-pains-none = Noch hat kein Thema genug Kunden.
page-slices = Welche Kanäle und Segmente
page-slices-caption = Kanäle und Segmente, in denen es mehr gesagt wird als anderswo
page-sequels-rest = Kein klarer Unterschied: { $labels }
page-more = { $count ->
    [one] { $count } weiteres
   *[other] { $count } weitere
}
