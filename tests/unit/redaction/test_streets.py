"""Street addresses by their form: found in every field, beside as many look-alikes."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.street.recognizer import ScrublineStreetRecognizer
from redaction.recognizers.vicinity import LONG
from redaction.spans import Field
from tests.shipped import shipped_redactor

STRUCTURED = shipped_redactor("structured")


def _found(text: str) -> list[str]:
    findings = STRUCTURED.redact_text(text).findings
    return [text[f.start : f.end] for f in findings if f.entity == "STREET_ADDRESS"]


ADDRESSES = [
    "221B Baker Street",
    "1600 Amphitheatre Pkwy, Mountain View, CA 94043",
    "742 Evergreen Terrace, Springfield, OR 97403",
    "12 N. Main St., Apt 4B, Dayton, OH 45402",
    "717 6th St",
    "9800 Wilshire Blvd Suite 200, Beverly Hills, CA 90212",
    "318 Willow Bend Dr, Plano, TX 75024",
    "24 Sussex Drive, Ottawa, ON K1M 1M4",
    "10 Downing Street, London SW1A 2AA",
    "16 St Mary's Close, Oxford OX4 3BB",
    "48 Pirrama Road, Pyrmont NSW 2009",
    "99 PARK AVENUE, NEW YORK, NY 10016",
    "4455 Maple Avenue\nPortland, ME 04101",
    "Hauptstraße 12, 10115 Berlin",
    "Lindenstr. 7",
    "Mariahilfer Straße 88a, 1070 Wien",
    "Kärntner Ring 5-7, 1010 Wien",
    "Rosenweg 15, 22303 Hamburg",
    "Kerkstraat 5",
    "Keizersgracht 126, 1015 CW Amsterdam",
    "12 rue de la Paix, 75002 Paris",
    "5 bis avenue Victor Hugo, 69006 Lyon",
    "14 place de la Bastille, 75011 Paris",
    "30 cours de Vincennes 75012 Paris",
    "Sortierstraße 4, 04103 Leipzig",
    "8 place Bellecour, 69002 Lyon",
    "Calle Mayor 5",
    "Calle Mayor n.º 5",
    "Av. Insurgentes Sur n.º 62, 22264 Barcelona",
    "calle de Alcalá 120",
    "Calle 93 # 11-27",
    "Paseo de la Reforma 222",
    "Via Roma 10",
    "Piazza San Marco 1, 30124 Venezia",
    "Corso Vittorio Emanuele II 14",
    "Rua das Flores, nº 12, 4050-262 Porto",
    "ul. Marszałkowska 10",
    "ul. Nowy Świat 15/17, 00-029 Warszawa",
    "Váci utca 19, 1052 Budapest",
    "Drottninggatan 53, 111 21 Stockholm",
    "Karl Johans gate 22, 0159 Oslo",
    "Nørrebrogade 44, 2200 København",
    "Mannerheimintie 5",
    "İstiklal Caddesi No: 45",
    "улица Пушкина, д. 15",
    "Невский проспект 28",
    "北京市朝阳区建国路88号",
    "渋谷区神南1丁目19-11",
    "P.O. Box 1234, Austin, TX 78701",
    "PO Box 77",
    "Postfach 4711",
    "PSC 4095, Box 8316\nAPO AE 85103",
    "Rue de la Loi 16, 1000 Bruxelles",
    "Postbus 90801, 2509 LV Den Haag",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_are_found_whole(address: str) -> None:
    """Street, number, unit, town and code are one finding: alone, behind a word for addresses and in a long text."""
    assert _found(address) == [address]
    assert _found(f"ship it to {address}, please") == [address]
    prose = "nothing else was said about it in any of the letters that came after. " * (LONG // 60)
    assert _found(f"{prose}Address: {address}\n{prose}") == [address]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("i moved to 45 oak street last week", "45 oak street"),
        ("she lives at 24 Sussex Drive.", "24 Sussex Drive"),
        ("Anschrift: Brunnenweg 17", "Brunnenweg 17"),
        ("Familie Vogt, Am Alten Markt 3, 39104 Magdeburg", "Am Alten Markt 3, 39104 Magdeburg"),
        ("parcel for 3/45 Bourke Street, Melbourne VIC 3000", "3/45 Bourke Street, Melbourne VIC 3000"),
        ("post it to Unit 4, 15 Harbour Road, Howth", "15 Harbour Road"),
        ("direcci\u00f3n: Av. Corrientes 1234", "Av. Corrientes 1234"),
        ("My new place is 19 Larkspur Lane. Come over!", "19 Larkspur Lane"),
        ("residente in via Dante Alighieri 7, Firenze", "via Dante Alighieri 7"),
        ("address=1234 Oak Hill Road", "1234 Oak Hill Road"),
        ("Il habite 3 cours de Vincennes.", "3 cours de Vincennes"),
        ("J'habite au 7 place des Vosges", "7 place des Vosges"),
        ("Adresse : 22 route de Genas", "22 route de Genas"),
        ("Anschrift: Sortierstraße 4", "Sortierstraße 4"),
        ("Wir warten vor der Walzmühlstraße 14", "Walzmühlstraße 14"),
        ("geocode failed for '871 Pine Street' retry=1", "871 Pine Street"),
    ],
)
def test_a_sentence_can_say_it(text: str, address: str) -> None:
    """Weak words count behind words that say that an address follows."""
    assert _found(text) == [address]


LOOK_ALIKES = [
    "INFO 5 Main thread started",
    "3 Way handshake completed in 12 ms",
    "HTTP/1.1 400 Bad Request, 400 Bad Gateway Drive",
    "10 St, 3 St, Dr. Smith closed 4 Court cases",
    "1 Lane detected, 16 PCIe Lane, 3 Traffic Lane",
    "node 12 drive 3 failed, 12 Hard Drive errors, 4 Google Drive files",
    "In 2003 District Court ruled, No. 12 District Court",
    "Season 12 Sesame Street, 7 Sesame Street episodes",
    "5 Wall Street bankers said, in 2011 Occupy Wall Street began",
    "on May 5 Abbey Road was reissued",
    "1991-1994, Thomas G. Lane.",
    "Bus 42 Kings Road, Line 12 High Street, Fig. 4 Main Road",
    "on 12/05 Fleet Street was closed, at 18:30 Fleet Street reopened",
    "$12 Main Street, 1,200 Main Street, 12% Main Street, main.py:12 Main Street",
    "5 Event Loop lag, 12 File Path, 3 Random Walk steps, 1 Windows Vista",
    "Step 2 Close Window, 2 Place Holders were replaced, 12 Square Feet",
    "64 bit drive letter, 3 one way street segments, 10 open street map tiles",
    "moved to 3 different lane configs, lives at 3 street corners",
    "via Kafka 3, via HTTP 2, Via Proxy 10, via Route 53",
    "place Order 4411 failed, Place Order 12, 2 place Holders",
    "Steckplatz 2, Speicherplatz 12 GB, Speicherplatz 10, 20000 Dateien, Umweg 2",
    "Aggregate 12, 10000 Rows, Navigate 5, Brigade 5, Cookie 12, String 12, 50000 Items",
    "Clustering 5, 10000 Points, Milchstraße 3, Hauptstraße 5 km, Instr. 12",
    "Vaswani et al. Attention 2017, av. Latency 12, r. Squared 2",
    "Calle 13 released it, la calle tiene 5 casas, rua 5, ul. 5",
    "po_box=null, PO 4500012345, Inbox 12, box 5, Postfach 12 MB, B.P. 120",
    "Im Test 12, 10000 Anfragen",
    "Parallelstr. 2x, Hauptstraße 5 m",
    "赛道5号, ул. 5, проспект 5 этажей",
    "J'ai suivi 3 cours de Python et 2 cours de SQL., Il reste 12 cours d'Anglais, 1 place de Concert",
    "On a 4 cours de Maths, Java 2024, 2 passages, 1 passage de Proust, 3 route de Kafka, 2 Place du Marché",
    "Verpackungsstraße 3 gestartet, Sortierstraße 4, Kommissionierstraße 2 meldet Fehler, Endmontagestraße 7 steht",
    "Kaltwalzstraße 2, Schweißstraße 11, Abfüllstraße 3, Lackierstraße 5, Mischstr. 2, Fertigungsstraße 1",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_counts_and_names_stay(text: str) -> None:
    """A number beside a word that streets are called by, too, is no address; each part is none alone either."""
    assert _found(text) == []
    assert [part for part in text.split(", ") if _found(part)] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("street", "Unter den Linden 77"),
        ("street_address", "12 Oak"),
        ("address_line1", "24 Sussex Drive"),
        ("addressLine2", "Apt 4B"),
        ("billing_address", "Vodičkova 12, 110 00 Praha 1"),
        ("street", "Kings Road"),
        ("address", "24 Sussex Drive"),
        ("address", "Rosenweg 15"),
        ("street", "Bohaterów 12"),
        ("street", "River Bank 7 Flat 2"),
        ("address1", "12 Oak"),
        ("address1", "Kings Road"),
        ("address1", "Kings Road 5"),
        ("address1", "Unter den Linden 77"),
        ("address1", "Vodičkova 12, 110 00 Praha 1"),
        ("address2", "Apt 4B"),
        ("addr1", "24 Sussex Drive"),
        ("addr1", "Rosenweg 15"),
        ("address_2", "Suite 300"),
        ("address", "Unter den Linden 77, 10117 Berlin"),
    ],
)
def test_a_key_can_say_it(key: str, value: str) -> None:
    """Under a key for streets a name with a number is enough; under `address` it must look like one."""
    assert STRUCTURED.redact_records([{key: value}]).records == [{key: "<STREET_ADDRESS>"}]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("address", "bus 0 device 3"),
        ("address", "localhost:8080"),
        ("address", "12 Hard Drive"),
        ("address", "Rank 3, node 12"),
        ("memory_address", "Page 12"),
        ("server_address", "Server 12"),
        ("street", "turn 3"),
        ("street", "n/a"),
        ("street", "Flop 3 Turn 4 River 5"),
        ("street", "Turn 4"),
        ("addr1", "Device 3"),
        ("address1", "Bank 5"),
        ("address1", "Kanal 5"),
        ("address2", "Port 8080"),
        ("address_2", "Slot 5, Port 3"),
        ("addr1", "16 Bytes"),
        ("addr", "Board Ring 3"),
        ("address_type", "Home 1"),
    ],
)
def test_addresses_of_machines_stay(key: str, value: str) -> None:
    """Keys that name another kind of address, and values that are none."""
    assert STRUCTURED.redact_records([{key: value}]).records == [{key: value}]


def test_with_names_an_address_is_one_finding() -> None:
    """What the rules, the shapes and the model find of one address becomes one."""
    redactor = shipped_redactor("default")
    for address in ("350 Fifth Avenue, Suite 3300, New York, NY 10118", "Hauptstraße 12, 10115 Berlin"):
        redacted = redactor.redact_records([{"content": f"Please send it to {address}."}])
        assert redacted.records == [{"content": "Please send it to <STREET_ADDRESS>."}]


@pytest.mark.parametrize("backend", ["hyperscan", "re2", "python"])
def test_backends_agree(backend: str) -> None:
    """Whether a scan says where its gates match or not, the same is found."""
    texts = [*ADDRESSES, *LOOK_ALIKES, " ".join(ADDRESSES), "\n".join(ADDRESSES), ", ".join(LOOK_ALIKES)]
    fields = [Field(text) for text in texts]
    expected = [
        {(span.start, span.end) for d in ScrublineStreetRecognizer.DETECTORS for span in d.find(text, 0, "")}
        for text in texts
    ]
    found = BatchEngine(entities=["STREET_ADDRESS"], backend=backend).detect(fields)
    assert [{(span.start, span.end) for span in spans} for spans in found] == expected
