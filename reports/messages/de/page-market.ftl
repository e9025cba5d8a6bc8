# Was die Marketingausgabe neben den Stimmen und dem Umgang zeigt: Überschriften und Bezeichnungen.

page-market-how = Wie das gezählt wird
page-market-answers = Was Kunden sagen, in Zahlen
page-market-first = In ihren Worten
page-market-rivals = Wettbewerber, die sie nennen
page-market-promises = Versprechen der Mitarbeiter, sich zu melden
page-market-praise = Lob, das sich zitieren lässt
page-market-moments = Gelegenheiten, zu denen ein Angebot passte
page-market-stages = Wie oft, je nachdem, wo der Kunde mit uns steht (fett: klar häufiger oder seltener)
page-market-agent = Mitarbeiter:
page-market-asks = Darum bitten Kunden
page-market-theirs = Sie sagen, und wir nicht: { $words }
page-market-ours = Wir sagen, und sie nicht: { $words }
page-market-words = Wörter nach Kunden: wie viele sie sagen, und zu wie vielen Mitarbeiter.
page-market-board = Behandlung nach Kanal und Segment
page-market-board-note = Anteile an den Gesprächen des jeweiligen Ortes, mit der Spanne, in der der wahre liegt; „mehr“ und „weniger“, wo er sich klar von allen anderen Orten seiner Art unterscheidet.
page-market-more = mehr
page-market-less = weniger
page-market-spot = { $place }: { $direction ->
    [more] häufiger
   *[other] seltener
}, { $share }; sonst { $usual }.
