"""E-mail addresses, telephone numbers, URLs and user names: what counts and what only looks alike."""

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str, entity: str, key: str = "") -> list[str]:
    """The texts of the spans of one entity; what two rules find at one place is there once."""
    [spans] = engine.detect([Field(text, key)])
    return [text[a:b] for a, b in dict.fromkeys((s.start, s.end) for s in spans if s.entity == entity)]


@pytest.mark.parametrize(
    "address",
    [
        "bob@example.com",
        "bob.smith+tag@mail.example.co.uk",
        "bob@corp.internal",
        "root@localhost",
        '"bob smith"@example.com',
        "o'neil@example.ie",
        "jürgen@müller.example.de",
        "用户@例子.example",
        "x@xn--bcher-kva.example",
        "a_b-c%d@sub.sub.example.org",
        "BOB@EXAMPLE.COM",
        "bob@[192.168.1.7]",
    ],
)
def test_an_address_is_found_whole(engine: BatchEngine, address: str) -> None:
    """An e-mail address is one span, in a sentence as in an assignment."""
    assert found(engine, f"write to {address}, please", "EMAIL_ADDRESS") == [address]
    assert found(engine, f"user={address}", "EMAIL_ADDRESS") == [address]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("メールはbob@example.orgです。", "bob@example.org"),
        ("自宅は先頭1-5です。メールはbob@example.orgまで。", "bob@example.org"),
        ("이메일은 bob@localhost입니다", "bob@localhost"),
        ("邮箱bob.smith@example.com。谢谢", "bob.smith@example.com"),
        ("张三.li@example.cn", "张三.li@example.cn"),
        ("张三_2020@example.cn", "张三_2020@example.cn"),
    ],
)
def test_an_address_ends_where_its_script_does(engine: BatchEngine, text: str, address: str) -> None:
    """Where no blank stands between words, the words of the sentence are no part of a Latin address."""
    assert found(engine, text, "EMAIL_ADDRESS") == [address]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("bounce+bob.smith=example.com@mail.example.org", "bounce+bob.smith=example.com@mail.example.org"),
        ("list-bounces-bob=example.com@x.org", "list-bounces-bob=example.com@x.org"),
        ("--user-mail=bob.smith@example.com", "bob.smith@example.com"),
        ("ssh bob.smith@198.51.100.7 -p 22", "bob.smith@198.51.100.7"),
    ],
)
def test_who_stands_in_the_local_part(engine: BatchEngine, text: str, address: str) -> None:
    """Returned mail names whom it was sent to; on a machine without a name the user still is somebody."""
    assert found(engine, text, "EMAIL_ADDRESS") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "root@198.51.100.7",
        "my.package@1.2.3",
        "npm i lodash@4.17.21",
        "icon@2x.png",
        "Started getty@tty1.service",
        "git@github.example.com:org/repo.git",
        "@app.route('/x')",
        "meet at 5 @ noon",
        "image@sha256:abcdef",
        "a @ b",
    ],
)
def test_what_only_holds_an_at_sign_is_no_address(engine: BatchEngine, text: str) -> None:
    """Package versions, file names, units, remotes and decorators are no e-mail addresses."""
    assert found(engine, text, "EMAIL_ADDRESS") == []


@pytest.mark.parametrize(
    "number",
    [
        "+1 415 555 2671",
        "+44 20 7946 0958",
        "+49 (0)30 901820",
        "+33612345678",
        "+41 (0)96 471 07 95",
        "0049 30 901820",
        "(555) 123-4567",
        "555-123-4567",
        "555.123.4567",
        "345-899-3560x4587",
        "001-518-640-0854",
        "1-800-555-0199",
        "07700 900123",
        "06 12 34 56 78",
        "01.84.17.61.18",
        "030/12345678",
        "0961-7596216",
        "98765 43210",
        "(11) 98765-4321",
        "138 1234 5678",
        "(08) 8747 6301",
        "0412 345 678",
        "0490 75 40 81",
        "08-123 45 67",
        "02/ 555 12 34",
        "098765 43210",
        "(351) 912 345 678",
        "83 3699-9470",
        "11 98765-4321",
        "1-129-476-7519",
        "129-476-7519 x668",
    ],
)
def test_a_number_written_like_one_needs_no_word_beside_it(engine: BatchEngine, number: str) -> None:
    """Country codes, national groupings and brackets are enough, and the span is the whole number."""
    assert found(engine, f"it was {number} yesterday", "PHONE_NUMBER") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("phone: 699 956 915", "699 956 915"),
        ("Phone:\n60-56-85-91\n", "60-56-85-91"),
        ("call me on 9472 7916", "9472 7916"),
        ("Mobile 5551234567", "5551234567"),
        ("434 14 557 office", "434 14 557"),
        ("Tel. 467 3395", "467 3395"),
        ("please call 5403926876 now", "5403926876"),
        ("Teléfono 612345678", "612345678"),
        ("phone 34 19 4555", "34 19 4555"),
        ("call 555-0199 today", "555-0199"),
        ("Kind regards\nT: 467 3395\nE: a", "467 3395"),
        ("E: a | T: 467 3395", "467 3395"),
        ("9647533679 is my new cell", "9647533679"),
        ("тел. 8 495 123-45-67", "8 495 123-45-67"),
        ("unter Telefon 28 70 37.", "28 70 37"),
        ("tel. 52864 | web", "52864"),
        ("call 094254292 now", "094254292"),
        ("or call **620 4789**.", "620 4789"),
        ("phone 601.18.91.90", "601.18.91.90"),
        ("tel 70.04.09.89", "70.04.09.89"),
        ("please call me back on 247693 after 5", "247693"),
        ("of telefoon 65215.", "65215"),
        ("call me back on 25 44 59 please", "25 44 59"),
        ("or call **90 1592**.", "90 1592"),
        ("could not deliver SMS to 251772: rejected", "251772"),
        ("dial 7 495 12 34", "7 495 12 34"),
        ("phone or mail us: mathilde.chevalier@student.example.org, 9218 7736; thanks", "9218 7736"),
        ("it is +54 9 3564 8980 again", "+54 9 3564 8980"),
        ("notify('8120 8228')  # cell of the engineer on duty", "8120 8228"),
        ("x = 50190137 // their landline", "50190137"),
        ("missed calls from 2213 5730 today", "2213 5730"),
        ("Her number is 7013 4615.", "7013 4615"),
        ('{"n": 1} sms {"to": "2127 0068"}', "2127 0068"),
        ("(T) 7615 8055 (F)", "7615 8055"),
        ("21-2348-3174, that's my landline", "21-2348-3174"),
        ("texted 320 7520 twice", "320 7520"),
        ("call our desk at 5126-5254 now", "5126-5254"),
        ("Acme Ltd | P 744-1245 | web", "744-1245"),
        ('user.setPhone("7616.0378");', "7616.0378"),
        ("Is 888 6346 a valid phone number?", "888 6346"),
        ("the support line is 2103 0771", "2103 0771"),
        ("Tél. : 628-136-478", "628-136-478"),
        ("Rückrufnummer 810 172 337, heute", "810 172 337"),
        ("bitte 810 495 489 anrufen", "810 495 489"),
        ("add 05083753001 to the WhatsApp group", "05083753001"),
        ("emergency contact (sister): 918274508", "918274508"),
        ("Jo Doe, T 6138 2853, web", "6138 2853"),
        ("p: 0234113795  e: a", "0234113795"),
        ("Office 912 319 849 | jo@example.org", "912 319 849"),
        ("unter 0123456198 bin ich ab 14 Uhr erreichbar", "0123456198"),
        ("caller 3181965779 waited", "3181965779"),
        ('pager: "3228 453"', "3228 453"),
        ("τηλεφώνου 6912997525", "6912997525"),
        ("is this number 2 2121 9253 valid", "2 2121 9253"),
        ("Jo Doe\nm: 601514679\ne: jo@example.org", "601514679"),
        ("could you tell me the phone of your partner?\nsure 612 34 28 08\nthanks", "612 34 28 08"),
        ("Callback: 51822023. Next", "51822023"),
        ("010 2057 7502번으로 연락 주세요", "010 2057 7502"),
        ("text 5551234 for details", "5551234"),
        ("sent to 5551234.", "5551234"),
        ("x = 5551234 -- mobile", "5551234"),
        ("is 5551234 a valid mobile number", "5551234"),
        ("tel: 12345\n20240102 ok", "12345"),
        ("\u260e 5126 5254", "5126 5254"),
        ("I am calling from 5551234, please hurry", "5551234"),
        ("contact via 51265254.", "51265254"),
        ("you can get him on 51265254", "51265254"),
        ("give us a shout on 5126 5254", "5126 5254"),
        ("Lena's number is 51265254", "51265254"),
        ("Work: 51265254", "51265254"),
        ("see wa.me/51265254", "51265254"),
        ("please call Ana Maria back on 42 7250-6545 tonight", "42 7250-6545"),
        ("unter 00422 076298 am besten zu erreichen", "00422 076298"),
        ("it came from 0536997261 today", "0536997261"),
        ("to be called on 6850821924839, thanks", "6850821924839"),
        ("Text STOP to 24764490 to leave", "24764490"),
        ("phones:\nAnna: 47708950", "47708950"),
        ("id: 1\ncontact_phone: 47708950", "47708950"),
        ("phones:\n  private: 47708950", "47708950"),
        ("leg=2 caller=7585847195406 ok", "7585847195406"),
        ("this number is 447911123456", "447911123456"),
        ("Jo Doe\n664 261 771\njo@example.org", "664 261 771"),
        ("jo@example.org\n664 261 771\n", "664 261 771"),
    ],
)
def test_a_word_makes_bare_digits_a_number(engine: BatchEngine, text: str, number: str) -> None:
    """Seven digits and more are a telephone number where a whole word nearby says so."""
    assert found(engine, text, "PHONE_NUMBER") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("telefonszámom 71 129 021", "71 129 021"),
        ("puhelinnumeroni on 3895 2601", "3895 2601"),
        ("mój numer telefonu to 955 072 902", "955 072 902"),
        ("позвоните по номеру 500 37428", "500 37428"),
        ("Llámame al 912 390 734", "912 390 734"),
        ("我的手机号是23 115101", "23 115101"),
        ("電話番号は333 093 240です", "333 093 240"),
        ("제 핸드폰 번호는 7013 9747 입니다", "7013 9747"),
        ("เบอร์โทร 7913 4808", "7913 4808"),
        ("मेरा फ़ोन नंबर 7018 2454 है", "7018 2454"),
        ("رقم هاتفي 3315 5259", "3315 5259"),
        ("הטלפון שלי 7413 8571", "7413 8571"),
        ("cep telefonum 5448 4582", "5448 4582"),
        ("pode me ligar no 14 0292-8855 depois", "14 0292-8855"),
        ("ni når mig på 0086-53 20 46", "0086-53 20 46"),
        ("escríbeme al 846157368", "846157368"),
        ("contattatemi al 346580730", "346580730"),
        ("kontakt mig 45807302", "45807302"),
        ("moje číslo je 601580730", "601580730"),
        ("beni 532 123 45 67 numaradan aray\u0131n", "532 123 45 67"),
        ("22-0033-2245までご連絡ください", "22-0033-2245"),
        ("连: 请联系23 115101", "23 115101"),
        ("連絡先: 17-0402-2984まで", "17-0402-2984"),
        ("matkapuhelin: 5551234", "5551234"),
        ("kotipuhelimeni on 5551234", "5551234"),
    ],
)
def test_words_of_other_languages_count_in_every_form(engine: BatchEngine, text: str, number: str) -> None:
    """Words that are inflected, joined to others or written without blanks make digits a number as well."""
    assert found(engine, text, "PHONE_NUMBER") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("<phone>71882</phone>", "71882"),
        ("<td>Telephone</td><td>35309</td>", "35309"),
        ('failed: {\\"tel\\": \\"4499\\"}', "4499"),
        ("- **Phone**: 3 21943", "3 21943"),
        ("Phone:\n  25 08 16", "25 08 16"),
        ("SUPPORT_PHONE=24681", "24681"),
        ("my number is 64218", "64218"),
        ("Kind regards\nT: 23-321\n", "23-321"),
        ("ring 35913 and ask", "35913"),
        ("Sie erreichen mich unter 48418.", "48418"),
        ("Mobile: 1 46058", "1 46058"),
        ("invalid number for sms: '27.45.81'", "27.45.81"),
        ("联系电话\uff1a23689", "23689"),
        ('{"n": 1} "mobilePhone" : "27349"', "27349"),
        ("Vous pouvez me joindre au numéro 73234 ou", "73234"),
        ("bitte unter Telefon 33.84.66 melden", "33.84.66"),
        ("The witness gave her phone number as 30698.", "30698"),
        ("the phone number you asked for - 35913", "35913"),
        ("Telefon 12345 ext 5", "12345"),
        ("rufnummer. 123456 ok", "123456"),
        ("phone#123456 at 10:22", "123456"),
        ("telefon 12345%20", "12345"),
        ("fax:12345%", "12345"),
        ("numero:12345", "12345"),
        ("мой номер 12345", "12345"),
        ("ring: 22 33 44", "22 33 44"),
        ("Kind regards\nT: 24681\n", "24681"),
        ("Telefon 12345-", "12345"),
        ("Telefon 12345\u2026", "12345"),
        ("matkapuhelin: 55512", "55512"),
    ],
)
def test_short_numbers_stand_directly_behind_their_word(engine: BatchEngine, text: str, number: str) -> None:
    """Four to six digits are a number behind a label, an own number or a request to call."""
    assert found(engine, text, "PHONE_NUMBER") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "mobile 100000 users",
        "phone sales 2024 and 2025",
        "Phone: 2024 was its year",
        "call 12345 failed",
        'TEXT="#000000"',
        "no system call\n279698 more",
        "a message of 64000 bytes",
        "my order 64218",
        "reach 50000 requests",
        "cell (12, 20), number 35309 of 99999",
        "tool_calls: 18080",
        "hotel 12345, titel 23456",
        "to=64218 from=12345678",
        "total 12345678  # of all rows",
        "iPhone: 14000 sold",
        "un numéro 73234 de série",
        "phone support costs: 12000",
        "callback() -> 1352",
        "let i = 1000000; function callback() {}",
        "call on 27.07.65",
        "phone use 12345%",
        "text 1234567 tokens",
        "sent to 1048576 bytes",
        "try 1234567 of 2000000",
        "called 1234567 times",
        "LIMIT 1000000 -- cell count",
        "size=1048576 -- mobile page size",
        "expected 1234567 valid number",
        "1234567 is valid number",
        "ring: 65536",
        "ring 12345 nodes",
        "phones: 1024",
        "sms: 12345 sent",
        "phoneId: 12345",
        "phone calls: 12345",
        "version phone: 1.2345",
        "| M 16384 |",
        "T: 12345",
        "order номер 123456",
        "destination: 1234567 call failed",
        "GET /phone/12345",
        "cell#12345 is empty",
    ],
)
def test_other_digits_behind_such_words_are_none(engine: BatchEngine, text: str) -> None:
    """Counts, years, colours and ids near the words of telephones are left alone."""
    assert found(engine, text, "PHONE_NUMBER") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("write to +246 38\n4 7029 for this", "+246 38\n4 7029"),
        ("+4930\r\n901820", "+4930\r\n901820"),
        ("phone 6120\n9002", "6120\n9002"),
        ("Tel.: 030\n901820 or", "030\n901820"),
    ],
)
def test_a_line_end_inside_hides_no_number(engine: BatchEngine, text: str, number: str) -> None:
    """A number goes over a line end where its country has it, or the word stands directly before it."""
    assert found(engine, text, "PHONE_NUMBER") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "count\n6120\n9002\n1234",
        "phone\n6120\n9002\n1234",
        "mobile 6120\n9002 users",
        "total 6120\n9002",
        "diff +1267\n4455 -12",
    ],
)
def test_numbers_below_each_other_are_not_joined(engine: BatchEngine, text: str) -> None:
    """The rows of a column, and lines that only begin with digits, stay numbers of their own."""
    assert found(engine, text, "PHONE_NUMBER") == []


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ("17,a,+49 30 901820,4111111111111111", "+49 30 901820"),
        ("17,043 148 19 74,379604978801589", "043 148 19 74"),
        ("17,(555) 123-4567,12", "(555) 123-4567"),
        ("2,555-123-4567,3", "555-123-4567"),
    ],
)
def test_a_comma_between_cells_is_no_decimal_sign(engine: BatchEngine, row: str, number: str) -> None:
    """In a line of CSV a number is found although digits stand on both sides of it."""
    assert found(engine, row, "PHONE_NUMBER") == [number]


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        ("name,phone\nA,7775888\nB,20-36-34", "PHONE_NUMBER", ["7775888", "20-36-34"]),
        ("| name | mobile phone |\n|---|---|\n| A. B. | 7775888 |", "PHONE_NUMBER", ["7775888"]),
        ("date\tssn\n2026-02-01\t078051120\n2026-02-02\t219099981", "US_SSN", ["078051120", "219099981"]),
        ('"user";"password"\r\n"a";"hunter22"\r\n', "PASSWORD", ["hunter22"]),
    ],
)
def test_a_heading_is_the_key_of_its_column(
    engine: BatchEngine, text: str, entity: str, values: list[str]
) -> None:
    """In CSV, TSV and Markdown what stands below a telling heading is found, row after row."""
    assert list(dict.fromkeys(found(engine, text, entity))) == values


@pytest.mark.parametrize(
    "text",
    [
        "I lost my phone, wallet, and password\nhello, my, world",
        "id,phone\nsize,count,total\n1,7775888,3",
        "order,total\n7775888,12",
    ],
)
def test_a_sentence_is_no_table(engine: BatchEngine, text: str) -> None:
    """A list of words in prose has no columns, and a table ends with the first line of another width."""
    assert found(engine, text, "PHONE_NUMBER") == found(engine, text, "PASSWORD") == []


def test_the_key_makes_bare_digits_a_number(engine: BatchEngine) -> None:
    """A value under a telephone key is a number, under any other key it is an id."""
    assert found(engine, "5551234567", "PHONE_NUMBER", "customerPhone") == ["5551234567"]
    assert found(engine, "79266", "PHONE_NUMBER", "phone") == ["79266"]
    assert found(engine, "5551234567", "PHONE_NUMBER", "order_id") == []
    assert found(engine, "5551234", "PHONE_NUMBER", "phone_calls") == []
    assert found(engine, "5551234", "PHONE_NUMBER", "phoneId") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Tel. 06 50 07 51 53 oder neu: 022337301", ["06 50 07 51 53", "022337301"]),
        ("two numbers, +34 818 096 958 or 05012414813", ["+34 818 096 958", "05012414813"]),
        ("it was +48 512 345 678 and 0223456789", ["+48 512 345 678", "0223456789"]),
        ("it was +48 512 345 678, 4223456789", ["+48 512 345 678"]),
        ("it fails for +48 512 345 678 and for 0223456789", ["+48 512 345 678", "0223456789"]),
        ("home 555-0133\nwork 22 639 13 33\ncell 555-0144", ["555-0133", "22 639 13 33", "555-0144"]),
        ("phone 030 901820, invoice 98019731", ["030 901820"]),
        ("phone +1 212 555 0142, evenings 51265254", ["+1 212 555 0142", "51265254"]),
        ("phone +1 212 555 0142, mobile 51265254", ["+1 212 555 0142", "51265254"]),
        ("Jo Doe - 612 09 94 39 - jo@example.org", ["612 09 94 39"]),
        ("confirm to jo@example.org or 02079460958", ["02079460958"]),
        ("values (3828279, 'jo@example.org', '21 164 637', 1)", ["21 164 637"]),
        ("insert into t (id, phone) values (3828279, 1)", []),
        ("insert into t values (3828279, 'phone')", []),
        ("insert into t (phone, id) values (3828279, 1)", ["3828279"]),
        ("phone values (4155550133)", ["4155550133"]),
        ("my phone, insert values (4155550133)", ["4155550133"]),
        ("call customer number 4155550133", ["4155550133"]),
        ("please phone the customer no 4155550133", ["4155550133"]),
        ("phone number for ticket: 9876543210", ["9876543210"]),
        ("whatsapp, customer number 4155550133", ["4155550133"]),
        ("callback for case number 4155550133", ["4155550133"]),
        ("account number 18757 47096", ["18757 47096"]),
        ("account number (008) 8353 8592", ["(008) 8353 8592"]),
        ("id 82341/76497 ok", ["82341/76497"]),
        ("100234567,jo@example.org,12,2024-03-12", []),
        ("jo@example.org, 12-04-2025, 1 234 567", []),
    ],
)
def test_what_is_joined_to_a_number_is_another(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """The word before the first number of a list, or an e-mail address beside it, speaks of the others."""
    assert found(engine, text, "PHONE_NUMBER") == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hi,my phone number is:\n7385432966", "7385432966"),
        ("Dear Sir,kindly call me at\n9876543210", "9876543210"),
        ("Lieber Tom,meine Handynummer ist\n17612345678", "17612345678"),
        ("Call me asap|my cell is\n5551234567", "5551234567"),
        ("mob\tis\n5551234567", "5551234567"),
        ("well,my cell\n555-0133", "555-0133"),
        ("Hi,my phone number is:\n7385432966,thanks", "7385432966"),
        ("name,phone\n9876543210", "9876543210"),
        ("name\tphone\n9876543210", "9876543210"),
        ("phone,name\n9876543210,x", "9876543210"),
        ("phone,name\n9876543211,x\n9876543210,y", "9876543210"),
    ],
)
def test_a_sentence_with_a_comma_speaks_of_the_line_below(
    engine: BatchEngine, text: str, number: str
) -> None:
    """What is above a number is a row of headings only where the number's own line has as many cells."""
    assert number in found(engine, text, "PHONE_NUMBER")


@pytest.mark.parametrize(
    "text",
    [
        *("id,phone\n7013364,", "id\tthe phone\tsum\r\n7013364\tx\t1\r\n"),
        "id,name,phone\n7013364,ana,\n7013365,ines,\n",
        "id;mail;phone\r\n7013364;a@b.io;\r\n7013365;a@c.io;\r\n7013366;a@d.io;",
    ],
)
def test_headings_say_nothing_of_another_column(engine: BatchEngine, text: str) -> None:
    """The first value of a row stands below the name of its own column."""
    assert found(engine, text, "PHONE_NUMBER") == []


def test_an_address_far_away_is_not_beside(engine: BatchEngine) -> None:
    """The letter of a signature before bare digits counts near an e-mail address, not anywhere in a text."""
    assert found(engine, f"jo@example.org{' ok' * 20}\nT: 5551234567", "PHONE_NUMBER") == ["5551234567"]
    assert found(engine, f"jo@example.org{' ok' * 200}\nt: 85551234567", "PHONE_NUMBER") == []


@pytest.mark.parametrize(
    ("key", "value", "there"),
    [
        ("to", "912 365 371", True),
        ("contacts", "76 34 78 60", True),
        ("contacts", "12 34", False),
        ("cell", "5551234", True),
        ("cell", "2153", False),
        ("args.recipient", "3441-7379", True),
        ("from", "02822566594", True),
        ("to", "0211261477", True),
        ("to", "1200000000", False),
        ("from", "2025-03-04", False),
        ("to", "12 34", False),
        ("total", "912 365 371", False),
    ],
)
def test_where_a_message_goes_stands_a_number(engine: BatchEngine, key: str, value: str, there: bool) -> None:
    """Under `to` and `from` a whole value in the groups of some country's numbers is one."""
    assert (
        set(found(engine, value, "PHONE_NUMBER", key)) == {value}
        if there
        else not found(engine, value, "PHONE_NUMBER", key)
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T23:31:34.123456Z",
        "2026-11-21 23:31:34",
        "21/11/2026 10:00",
        "took 1732231894 ns, epoch 1732231894123",
        "peer 192.168.100.200:9092",
        "ratio 0.0078 31.3992",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "offset=1234567890 size=1048576000",
        "version 2026.11.21.1",
        "sha 4f2a1234567890ab4f2a1234567890ab",
        "1 2 3 4 5 6 7 8 9 10",
        "rows 123 456 789",
        "00017 163-86-7862",
        "phone book of 12 11 2024",
        "x: 5, t: 1767222000",
        "mobile 100000 users",
        "call 12345 failed at 10:15",
        "call on 12-05-24",
        "cost 1,234 567 8901 and 0,1234567",
        "$1 234 567",
        "segment 00000000000000012345.log",
        "tile 1/98676/27297",
        "caller=server.go:1234567 msg=done",
        "pager duty incident 12345678",
        "customer number 100234567, contract 2019-88-4471",
        "id,name,phone,sum\n7013364,x,y,1",
        "order number 4500012345",
        "registered order 4500012345",
        "tile 1/98676/27297 and /98676/27297",
        "phones sold in the last quarter of the year, all shops: 12 345 678.",
        "phones sold in the last quarter of the year, all shops: 612 34 28 08 pieces",
        "x\nt: 1741080765\nm: 0.12345678",
        "by jo@example.org\nt: 1741080765",
        "User(id=3168578, mail='a@xn--d-a.example', phone=None)",
    ],
)
def test_numbers_of_machines_are_no_telephone_numbers(engine: BatchEngine, text: str) -> None:
    """Dates, epochs, addresses, decimals, ids and sizes are left alone."""
    assert found(engine, text, "PHONE_NUMBER") == []


@pytest.mark.parametrize(
    "text",
    [
        "phone +1 212 555 0142, order INV-2024-59012",
        "Tel. +49 30 901820, ORD-39528148",
        "phone +1 212 555 0142 (file 8832/2024)",
        "phone +1 212 555 0142 (file 2024/8832)",
        "sms to=+4791234567 latency_ms=8383.5003",
        'mobile=+4791234567 seq="12345678"',
        "ring +47 22 34 56 78 om bestilling 09997528",
        "telefonum +90 212 555 12 34, siparişim 9048738",
        "+81 90-1234-5678へお電話ください。注文番号は09997528です",
        "请拨打+86 138 1234 5678 订单号09997528",
        "+1 212 555 0142 # ids 1084508",
        "mon numéro de commande est 12345678",
        "mi número de pedido es 12345678",
        "il mio numero d'ordine è 12345678",
        "mój numer zamówienia 12345678",
        "my number for the order is 12345678",
        "he told me on 20240115",
        "charged us on 15012024",
        "mailed them at 1732231894",
        "took 08-15 12 30 45",
        "(351) 100000000",
        "  491   596  7036 README.md",
        "vol 12 2023-2024",
        "tool call_#12298 done",
        "+61 412 153 098   8356",
        "TEL:+1 212 555 0142\nEMAIL:jo@example.org\nREV:1658790471444",
        "phone: +1 212 555 0142\nuid: 51265254",
        "60459 67156 71234 8",
        "12 60459 67156",
        "row 491 596 7036 221 333 4444",
        "1    491 596 7036    13",
        "phone +1 212 555 0142, claim 51265254",
        "phone +1 212 555 0142, UPC 012345678905",
        "Tel. +49 30 901820, Zählernummer 51265254",
        "it came from 0036997261 today",
        "it came from 053699726 today",
        "read with 0536997261 bytes",
        "block 0536997261 today",
    ],
)
def test_a_word_does_not_speak_of_other_digits(engine: BatchEngine, text: str) -> None:
    """Codes, file numbers, values of other names, orders and days stay, however near a telephone is."""
    numbers = found(engine, text, "PHONE_NUMBER")
    assert [number for number in numbers if not number.startswith("+")] == []


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("see https://bob:pw@db.example.com/x now", "CREDENTIAL_URL", "https://bob:pw@db.example.com/x"),
        ("amqp://svc:s3cr%40t@mq:5672/v", "CREDENTIAL_URL", "amqp://svc:s3cr%40t@mq:5672/v"),
        ("GET https://example.com/users/jdoe/orders.", "USER_URL", "https://example.com/users/jdoe/orders"),
        ("https://example.com/~jdoe", "USER_URL", "https://example.com/~jdoe"),
        ("(https://example.com/p?email=a%40b.c&x=1)", "USER_URL", "https://example.com/p?email=a%40b.c&x=1"),
        ("https://bob@example.com/", "USER_URL", "https://bob@example.com/"),
        ("https://github.com/jdoe", "USER_URL", "https://github.com/jdoe"),
        ("https://bitbucket.org/jdoe", "USER_URL", "https://bitbucket.org/jdoe"),
        (
            "https://stackoverflow.com/users/1234/j-doe",
            "USER_URL",
            "https://stackoverflow.com/users/1234/j-doe",
        ),
        ("<https://example.com/user?id=jdoe>", "USER_URL", "https://example.com/user?id=jdoe"),
        ("https://example.com/i?owner=jdoe#3", "USER_URL", "https://example.com/i?owner=jdoe#3"),
        ("see https://sarah-harper.github.io/x", "USER_URL", "https://sarah-harper.github.io/x"),
        ("https://sarah-harper-dev.github.io", "USER_URL", "https://sarah-harper-dev.github.io"),
        ("https://blog-of-becky79.tumblr.com", "USER_URL", "https://blog-of-becky79.tumblr.com"),
        ("https://example.com/p?usr=jdoe", "USER_URL", "https://example.com/p?usr=jdoe"),
        ("open /home/jdoe/notes.txt", "USERNAME", "jdoe"),
        (r"C:\Users\Alice Smith\x", "USERNAME", "Alice Smith"),
        ("/Users/alice/x", "USERNAME", "alice"),
    ],
)
def test_urls_and_paths_that_name_somebody(engine: BatchEngine, text: str, entity: str, value: str) -> None:
    """A URL with a password or a user is one span; of a path only the user's name is."""
    assert found(engine, text, entity) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/v1/users/42/orders",
        "https://example.com/users/me",
        "https://example.com/docs?page=2",
        "git clone ssh://git@example.com/org/repo",
        "/home/runner/work /home/ubuntu/x",
        "PATCH /users/reinvent HTTP/1.1",
        "https://api.example.com/users/{id}",
        "redis://user:***@cache:6379",
        "https://huggingface.co/datasets",
        "https://bitbucket.org/product",
        "https://huggingface.co/acme/model-7b",
        "https://stackoverflow.com/questions/1234/how-to",
        "https://example.com/user?id=42",
        "https://example.com/i?owner=me",
        "https://kubernetes.github.io/ingress-nginx",
        "https://open-telemetry-docs.github.io",
        "https://sarah-harper.example.io",
        "https://scikit-learn.github.io/x",
        "https://opentelemetry-python.github.io",
        "https://netflix-techblog.medium.com",
        "https://ray-project.github.io",
        "https://stan-dev.github.io/loo",
        "https://julia-lang.github.io",
        "https://crystal-lang.github.io/x",
        "https://victoria-metrics.github.io/helm",
        "https://spring-cloud.github.io",
        "https://stanford-nlp.github.io",
        "https://pandas-dev.github.io",
        "https://ruby-team-docs.gitlab.io",
        "https://docs.example.com/d?usr=sharing",
    ],
)
def test_urls_and_paths_that_name_nobody_stay(engine: BatchEngine, text: str) -> None:
    """Routes, ids, service accounts and masked passwords are left alone."""
    assert engine.detect([Field(text)])[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "{ana.ruiz,bob.lee}@corp.io",
        "{ana.ruiz, bob.lee}@mail.corp.edu",
        "(ana.ruiz|bob.lee)@corp\\.io",
        "[ana; bob]@corp.io",
    ],
)
def test_local_parts_in_braces_share_a_domain(text: str) -> None:
    """As on the first page of papers: no name of the list stays."""
    redacted = shipped_redactor("structured").redact_text(f"Contact: {text} (equal work)").text
    assert redacted == "Contact: <EMAIL_ADDRESS> (equal work)"


@pytest.mark.parametrize(
    "text",
    ["{a,b}@v2", "f(a, b)@cache", "{a,b}@", "rows[a,b]@index.x1", "img@{tag,digest}", "(a, b)@numpy.array"],
)
def test_other_braces_before_the_sign_stay(text: str) -> None:
    """Versions, decorators and indexes are no domains."""
    assert shipped_redactor("structured").redact_text(text).text == text
