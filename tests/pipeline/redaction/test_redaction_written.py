"""What people type: every kind with its exact result, and what must stay."""

from __future__ import annotations

import pytest

from pipeline.redaction import FINGERPRINT, PLACEHOLDERS, redact, without_placeholders


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please charge 4111 1111 1111 1111 today", "Please charge [CARD] today"),
        ("amex 3782-822463-10005, ok?", "amex [CARD], ok?"),
        ("charge 4111 1111\n1111 1111 today", "charge [CARD] today"),
        ("charge 4111_1111_1111_1111 today", "charge [CARD] today"),
        ("the one ending in 4417 was declined", "the one ending in [CARD] was declined"),
        ("XXXX-XXXX-XXXX-4417 was charged twice", "[CARD] was charged twice"),
        ("expires 04/27, cvv 319", "expires [CARD_EXPIRY], cvv [CVV]"),
        ("my PIN is 8812 and it fails", "my PIN is [PIN] and it fails"),
        ("the password is Tr0ub4dor!x", "the password is [PIN]"),
        ("ssn 219-09-9999", "ssn [SSN]"),
        ("my national insurance number is QQ123456C ok", "my national insurance number is [SSN] ok"),
        ("NI AB 12 34 56 C", "NI [SSN]"),
        ("IBAN GB82 WEST 1234 5698 7654 32 please", "IBAN [IBAN] please"),
        ("sort code 20-30-40, account number 55779911", "sort code [BANK_ACCOUNT], account number [BANK_ACCOUNT]"),
        ("routing number 021000021", "routing number [BANK_ACCOUNT]"),
        ("ring +44 20 7946 0958 or (212) 555-0187", "ring [PHONE] or [PHONE]"),
        ("call me back on 07700900123", "call me back on [PHONE]"),
        ("write to jo.bloggs+x@mail.example.co.uk.", "write to [EMAIL]."),
        ("mail jo.bloggs (at) example (dot) com", "mail [EMAIL]"),
        ("from 203.0.113.77 and 2001:db8::7334", "from [IP] and [IP]"),
        ("see https://shop.example/reset?token=ab12cd", "see [URL_SECRET]"),
        ("I live at 221b Baker Street", "I live at [ADDRESS]"),
        ("send it to 9 Elm Avenue, Apt 4, Springfield, IL 62704", "send it to [ADDRESS]"),
        ("PO Box 1187 please", "[ADDRESS] please"),
        ("my postcode is SW1A 2AA", "my postcode is [ADDRESS]"),
        ("zip code 62704", "zip code [ADDRESS]"),
        ("born on 12/05/1971 in Leeds", "born on [DATE_OF_BIRTH] in Leeds"),
        ("DOB: 3 March 1990", "DOB: [DATE_OF_BIRTH]"),
        ("order number 90417 is late", "order number [ID] is late"),
        ("booking reference KX7PQ2 again", "booking reference [ID] again"),
        ("it was 12345678901", "it was [ID]"),
        ("@4420117 hello", "[ID] hello"),
    ],
)
def test_written_values_are_hidden(text: str, expected: str) -> None:
    """Each written form gives its placeholder and leaves the rest."""
    assert redact(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My name is Jane Doe and I am cross", "My name is [PERSON] and I am cross"),
        ("my name is oluwaseun adeyemi and i am cross", "my name is [PERSON] and i am cross"),
        ("hello this is john speaking how can i help", "hello this is [PERSON] speaking how can i help"),
        ("I'm Ngozi Okonkwo from Leeds", "I'm [PERSON] from Leeds"),
        ("Hi Anna, no news yet", "Hi [PERSON], no news yet"),
        ("Dear Mrs Lindqvist,", "Dear Mrs [PERSON],"),
        ("the name on the account is wei zhang thanks", "the name on the account is [PERSON] thanks"),
        ("It broke.\nKind regards,\nJane Doe", "It broke.\nKind regards,\n[PERSON]"),
        ("My name is Tobias Mertens. Tobias, not Thomas!", "My name is [PERSON]. [PERSON], not [PERSON]!"),
        ("i spoke to mr o'hara's office", "i spoke to mr [PERSON]'s office"),
    ],
)
def test_names_are_hidden(text: str, expected: str) -> None:
    """Names go where words around them say that they are names, and again wherever they come back."""
    assert redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was $1,299.00, now £1,499.99",
        "at 14:30 or 2.30pm",
        "24/7 support, 365 days",
        "error 404 and 0x80070005",
        "iOS 17.4 on version 11.1.2",
        "flight DL4047 from gate 27, seat 12A",
        "2 x 500 GB for 45.99 a month",
        "on 12/05/2023",
        "since 2017, not 2019-2021",
        "95% of the time, 3rd time this week",
        "call 911",
        "the model is X300 with firmware 2.4.17",
        "I miss you guys",
        "Will you be there in May?",
        "Thanks team, you rock",
        "Dear Sir or Madam,",
        "Hi there, anyone?",
        "my name is not on the list",
        "the pin is wrong",
        "the password is wrong",
        "https://example.com/help/returns",
        "we waited 40 minutes in the drive through",
        "the number is wrong",
        "I paid 300 AM CT to no avail",
        "this is ridiculous",
        "I'm calling about a refund",
        "I'm stuck here from Tuesday",
        "take a look at example dot com for prices",
    ],
)
def test_harmless_text_stays(text: str) -> None:
    """Prices, times, versions, flights and common words are left alone."""
    assert redact(text).text == text


def test_placeholders_are_constant_and_named() -> None:
    """The same sentence with other values gives the same text; the fingerprint is a SHA-256."""
    assert redact("cvv 123").text == redact("cvv 999").text == "cvv [CVV]"
    assert len(set(PLACEHOLDERS.values())) == len(PLACEHOLDERS) == 15
    assert len(FINGERPRINT) == 64


def test_placeholders_come_out_cleanly() -> None:
    """Taking placeholders out leaves a tidy sentence."""
    assert without_placeholders("Hi [PERSON], card [CARD] , [CVV] fails.") == "Hi, card, fails."


@pytest.mark.parametrize(
    "said",
    [
        "The doctor will see you on Thursday.",
        "the captain kept us informed",
        "I asked the lady behind me.",
        "My doctor recommends rest.",
        "You won't miss kickoff.",
        "sir I'm looking at the notes",
        "Dear Sirs, the parcel is late.",
    ],
)
def test_a_title_that_is_none_hides_nothing(said: str) -> None:
    """With an article it is a noun, and to miss is a verb."""
    assert redact(said).text == said


@pytest.mark.parametrize("said", ["doctor smith called", "I spoke to miss jones", "Captain Miller told us"])
def test_a_name_after_a_title_is_hidden(said: str) -> None:
    """In any case, as calls are written down."""
    assert "[PERSON]" in redact(said).text
