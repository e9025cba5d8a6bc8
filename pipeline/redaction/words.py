"""The few words the rules know. Names are the most common English given names, from general knowledge."""

from __future__ import annotations

UNITS: dict[str, str] = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9",
}  # fmt: skip
TEENS: dict[str, str] = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
TENS: dict[str, str] = {
    "twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
    "eighty": "80", "ninety": "90",
}  # fmt: skip
TIMES: dict[str, int] = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
SCALES: dict[str, str] = {"hundred": "00", "thousand": "000"}
NUMBER_WORDS: tuple[str, ...] = tuple(sorted({*UNITS, *TEENS, *TENS, *SCALES}, key=lambda word: (-len(word), word)))
ORDINALS: tuple[str, ...] = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth".split()
)
MONTHS: tuple[str, ...] = tuple(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)

AMBIGUOUS = frozenset(
    "will may mark rose grace hope joy bill frank grant art chase drew pat sue jack dean max ray rob bob "
    "guy gene dawn "
    "april june august summer autumn eve ivy lily daisy iris faith jordan austin charlotte sydney victoria madison "
    "chelsea florence paris georgia virginia dallas israel carol crystal jade ruby amber pearl angel earl duke miles "
    "cash chance hunter mason carter cooper tyler page paige robin star brook dale glen wade rich harry "
    "josh jean don "
    "alexa siri jo al ed vi bo carol christian chad kenya india china savannah phoenix brandy sandy "
    "stormy jasmine nick "
    "sky lane melody harmony heather holly olive penny destiny norm pierce reed skip trace van ben".split()
)
"""Given names that are words, places or brands as well: a name only where something says so."""

GIVEN = (
    frozenset(
        "james john robert michael william david richard joseph thomas charles christopher daniel matthew "
        "anthony donald "
        "steven steve paul andrew joshua kenneth ken kevin brian george edward ronald timothy tim jason "
        "jeffrey jeff ryan "
        "jacob gary nicholas eric jonathan jon stephen larry justin scott brandon benjamin samuel sam gregory greg "
        "alexander alex patrick dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle "
        "noah ethan "
        "jeremy walter christian keith roger terry sean gerald carl arthur lawrence dylan jesse bryan joe "
        "bruce billy "
        "jordan albert willie gabriel alan allan allen juan logan wayne ralph roy eugene randy vincent "
        "russell louis philip "
        "phil bobby johnny bradley brad martin tom mike dave chris matt dan danny tony andy jim jimmy ron "
        "fred freddie "
        "oliver liam lucas leo simon neil graham nigel ian stuart stewart colin derek gavin craig darren lee trevor "
        "malcolm hugh rory callum connor ewan hamish declan patrick niall mohammed muhammad mohamed ahmed "
        "ali omar hassan "
        "ibrahim yusuf raj ravi amit rahul sanjay vijay arjun suresh carlos luis miguel pedro pablo diego "
        "javier antonio "
        "francisco fernando mario marco giovanni luca pierre jacques hans klaus jurgen stefan lars sven erik "
        "ivan dmitri "
        "sergei vladimir hiroshi kenji wei ming "
        "mary patricia jennifer jenny linda elizabeth barbara susan jessica sarah sara karen lisa nancy betty sandra "
        "margaret ashley kimberly kim emily donna michelle carol amanda melissa deborah debbie stephanie "
        "dorothy rebecca "
        "becky sharon laura cynthia kathleen amy angela shirley anna anne ann brenda pamela emma nicole "
        "helen samantha "
        "katherine catherine kathy cathy kate katie christine debra rachel carolyn janet maria catherine "
        "olivia diane "
        "diana julie joyce victoria kelly christina joan evelyn judith judy lauren megan cheryl andrea "
        "hannah jacqueline "
        "martha gloria teresa theresa sara janice julia jane kathryn alice alison allison marie denise tammy beverly "
        "danielle marilyn natalie natasha theresa diana brittany doris kayla alexis lori tiffany abigail "
        "abby sophia sophie "
        "isabella isabel ella mia chloe zoe lucy ellie molly ruth wendy tracy tracey lorraine maureen gillian fiona "
        "heather nicola claire clare joanne joanna louise gemma leanne siobhan niamh aoife fatima aisha "
        "ayesha zainab "
        "priya anita sunita deepa neha pooja carmen rosa lucia elena sofia ana isabelle camille ingrid "
        "astrid greta heidi "
        "katja olga irina natalia svetlana yuki mei ling leah naomi esther miriam hilary hillary erin shannon kerry "
        "tara monica veronica vanessa valerie audrey peggy stella bella maggie annie rosie libby".split()
    )
    | AMBIGUOUS
)

COMMON = frozenset(
    "sirs madam "
    "a about above account accounts actually after afternoon again against ago agent airline airlines airport all "
    "already also alright always am an and android another any anybody anyone anything anyway app apple "
    "appreciate are "
    "around as ask asked asking assistance at available away awful back bad bag bags bank basically be because been "
    "before being below best better between big bill billing bit booked booking both boss bought british "
    "broken brother "
    "but buy by bye call called caller calling came can cancel cancelled cannot cant card care case cell chat check "
    "cheers city click clearly code come coming company complaint completely complicated confirm contact correct cos "
    "could country course credit currently customer customers dad date daughter day days dear definitely "
    "delay delayed "
    "delivered delivery delta department desk did didnt different disappointed disgusted do does doesnt "
    "doing done dont "
    "double down drive due during each earlier early easier either else email english enough even evening ever every "
    "everybody everyone everything exactly extremely facebook family far fault feel few fine first fix "
    "flight flights "
    "flying folks follow following for forward four friday friend from front frustrated full furious further general "
    "get gets getting give given glad go god goes going gone gonna good google got great guess guys had half happen "
    "happy hard has hate have having he hello help helpful helping her here hes hey hi him his hold "
    "holiday home honest "
    "honestly hope hour hours house how however hows huge husband i id ideas if ill im important in "
    "indeed information "
    "instead internet into iphone is isnt issue issues it its ive january february march april june july august "
    "september october november december just keep kind kindly know ladies ladys last late later laptop "
    "least left less "
    "let lets letter level like line listed little live local location lol long look looking lost lot love luggage "
    "ma'am maam mail make makes making management manager many mate matter maybe me mean member merry message method "
    "might mind mine minute minutes miss missing mobile monday money month months more morning most "
    "mother mr mrs much "
    "mum mom music must my myself name names need needs neither never new news next nice night no nobody none nope "
    "normal not nothing now number obviously of off offer office oh ok okay old on once one online only "
    "open option or "
    "order orders other our ours out over own package page parents partner passenger password pay payment people "
    "perfect perhaps person phone place plan plane please pleasure plus pm possible problem product probably provide "
    "purchase put question questions quick quite rather ready really reason received recently reference "
    "refund regarding "
    "regards reply report request response ridiculous right room said same saturday say saying says seat second see "
    "seems seen send sent serious seriously service services several shall she shes should showing sick simply since "
    "sir site sister so some somebody someone something sometimes son soon sorry speak speaking spell spelled spelt "
    "spoke staff start started station still stop store stuck stupid such sunday super supervisor supply support "
    "supposed sure surely switch system take taken talk talking team tech technical tell terrible test "
    "than thank thanks "
    "that thats the their them then there theres these they thing things think third this those though three through "
    "thursday ticket till time times tired to today together told tomorrow tonight too took totally tried trip true "
    "truly trust try trying tuesday twitter two uh ugh uk um under unable understand united unfortunately until up "
    "update upset urgent us usa use user using usually valued very via wait waiting wanna want wanted "
    "wants was wasnt "
    "way we website wednesday week weeks welcome well went were what whatever whats when where which while who whole "
    "whom whos whose why wife windows wish with within without wont word work working worst would wow wrong yeah "
    "year years yep yes yesterday yet you young your youre yours yourself youve zero amazon microsoft "
    "samsung sky virgin "
    "vodafone verizon comcast sprint netflix spotify uber tesco sainsburys asda argos nike xbox "
    "playstation sony hulu "
    "instagram paypal ebay visa mastercard amex youtube chipotle starbucks mcdonalds walmart target "
    "southwest american "
    "jetblue ryanair easyjet lufthansa emirates royal christmas easter xmas english french german "
    "european london york "
    "angeles chicago boston atlanta england scotland ireland wales france germany spain italy europe "
    "america australia "
    "canada nothing literally absolutely apparently waste wonderful brilliant fantastic amazing "
    "excellent lovely poor "
    "dr prof professor doctor madam gentlemen team's surname forename firstname lastname initial holder insurance "
    "premium gold silver platinum diamond medallion star wars mac macbook ipad ios outlook office wifi bluetooth "
    "aware based born interested worried concerned curious stranded annoyed confused fuming livid shocked appalled "
    "traveling travelling trapped locked logged unsubscribed forced charged sitting standing sat cold hot fed able "
    "connecting connected currently different down fairly finally five six seven eight nine ten hundred thousand "
    "guide guides group groups advisor adviser representative rep operator automated virtual assistant bot everyday"
    .split()
)  # fmt: skip
"""Words that are no name even where a name is expected."""
