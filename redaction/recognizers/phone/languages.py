"""Words of many languages that say: this is a telephone number.

`redaction.recognizers.phone.words` makes its contexts of them. Whole words and phrases, beginnings of words where a
language inflects or joins them, and pieces for scripts that put no blank between words.
"""

from __future__ import annotations

from typing import Final

__all__ = ["BEHIND_JOINED", "JOINED_PIECES", "OTHERS", "OWN", "SIGNING_OFF", "STEMS"]

OTHERS: Final = (
    *("tél", "soita", "soittaa", "numeroon"),
    *("handynr", "telnr", "číslo telefonu", "звонить"),
    *("handy", "fono", "móvil", "movil", "portable", "tlf", "tlfn", "tfno", "fon", "fone"),
    *("mobil", "mobiel", "mobilní", "puh", "tel nr", "тел", "моб", "τηλ", "κιν", "telp", "sđt", "sdt", "hp saya"),
    *("nomor hp", "no hp", "điện thoại", "gọi", "cep", "foon", "selfoon", "ffôn", "sími", "mobitel", "tālr"),
    *("erreichbar unter", "erreichen mich unter", "erreichen uns unter", "rufen sie", "ruf mich"),
    *("ring mig", "ring meg", "ring til", "bel mij", "bel me", "bel ons", "bellen naar", "bel naar", "me liga"),
    *("ligue para", "ligar para", "liga para", "liga pra", "liga no", "appeler au", "joindre au", "joignable au"),
    *("telf", "tfn", "tlfno", "telem", "tlm"),
    *("contacter au", "moi au"),
    *("marcar al", "marque al", "contattarmi al", "numaral\u0131", "numaram"),
    *("ligar no", "ligue no", "liga pro", "ligue pro", "me ligar", "me ligue", "chama no", "chame no"),
    *("marcar el", "marque el", "contactarme al", "comunicarse al", "localizarme en el"),
    *("contattarci al", "contattaci al", "contattami al", "raggiungermi al", "reperibile al"),
    *("erreichen unter", "mich unter", "uns unter", "zu erreichen", "melden unter", "bereikbaar op", "bereiken op"),
    *("nå mig på", "når mig på", "nå oss på", "når oss på", "nås på", "nå meg på", "når meg på", "treffes på"),
    *("fat i mig på", "træffes på", "kontaktes på", "ringa mig", "ringa oss", "ring oss", "ring os", "ringe meg"),
    *("ringe mig", "ringe til", "ringa på", "ring på", "ringe på", "na čísle", "na číslo", "suna la"),
    *("sunați mă la", "număr de telefon", "nomor wa"),
    *("llama al", "llamen al", "comuníquese al", "comunícate al", "escríbeme al", "escríbenos al"),
    *("número de contacto",),
    *("contattatemi al", "contattateci al", "mi trova al", "mi trovi al", "mi trovate al", "ci trovate al"),
    *("kontakt mig", "kontakt os", "kontakt meg", "kontakt oss", "kontakta mig", "kontakta oss", "meu zap", "no zap"),
    *("ligue me", "fale comigo", "fala comigo", "falar comigo", "fale conosco", "fale connosco"),
    *("sich unter", "ihn unter", "durchklingeln unter"),
    *("au bout du fil", "composer le", "composez le", "joignez moi"),
    *("contactez", "contactez moi", "devuelva la llamada"),
    *("devolver la llamada", "devuélvame", "márcame", "márqueme"),
    *("contactarse al", "contactar al", "ubicarme al", "ubicarme en el", "ubicar al", "mi cel", "su cel", "tu cel"),
    *("retorno em", "retorno no", "retorno para", "retornar no", "retornar em", "retornar para", "retorne no"),
    *("contactar o", "contatar no", "contactar no", "falar no", "me encontra no", "me encontre no", "contatar pelo"),
    *("contactar através do", "raggiungibile al", "sentirci al", "contattabile al", "richiamare al"),
    *("bereikbaar via", "bereiken via", "terugbellen op", "gebeld op", "nummer te bereiken", "bel gerust"),
    *("fange mig på", "fanger mig på", "fanges på"),
    *("fange os på", "få fat på mig på", "fatt i meg på", "tak i meg på"),
    *("slå en signal på", "ringer mig på", "ringer meg på"),
    *("få tag på mig på", "kontakt pod", "dzwonić pod", "pod nr"),
    *("volat", "volať", "volajte", "ozvěte se na", "ozvite sa na", "dovoláte", "dovoláte se", "tel č", "moje tel"),
    *("sunați", "sunaţi", "sunati la", "sunat la"),
    *("apelați", "apelaţi", "contacta la", "contactați la", "mă găsiți la"),
    *("iletişim", "gsm no", "cep no", "νούμερο", "στο νούμερο", "связаться", "вотсап", "ватсап", "viber", "вайбер"),
    *("số máy", "liên hệ", "nhắn tin", "qua số", "theo số", "đt", "alo", "talian", "wa saya", "no wa", "chat ke"),
    *("call karo", "call karna", "call karein", "phone karo", "par call", "pe call"),
    *("marque", "marcar", "localizarme en", "localizarnos en", "mensaje al", "mensaje a"),
    *("numer kontaktowy", "numer do kontaktu", "kontakt telefoniczny", "mensagem para", "mensagem no", "chamar no"),
    *("chamar em", "disponível no", "contato pelo", "contacto pelo", "pelo número", "per informazioni"),
    *("per prenotazioni", "bellen op", "appje naar", "app naar", "letişim", "nomor saya", "di nomor", "ke nomor"),
    *("telepon ke", "wa ke", "numerosta", "numerossa", "numerooni", "numeroomme"),
    *("hívj", "hívjon", "sunați la", "sună la", "звоните", "набер", "recapito"),
)  # fmt: skip
# A number, somebody's: of what the words that follow may say, "número de pedido".
OWN: Final = (
    *("my number", "his number", "her number", "our number", "their number", "new number", "s number is", "my num"),
    *("numéro", "mi número", "su número", "tu número", "nuestro número", "meu número", "seu número", "nosso número"),
    *("il mio numero", "il tuo numero", "il suo numero", "il nostro numero", "al numero", "al número", "ao número"),
    *("au numéro", "meine nummer", "deine nummer"),
    *("seine nummer", "ihre nummer", "unsere nummer", "unter der nummer"),
    *("mijn nummer", "zijn nummer", "haar nummer", "ons nummer", "op nummer", "op het nummer", "på nummer"),
    *("mitt nummer", "mit nummer", "hans nummer", "hennes nummer", "hendes nummer", "vores nummer", "vårt nummer"),
    *("mój numer", "jego numer", "jej numer", "nasz numer", "pod numer", "pod numerem", "мой номер"),
    *("ваш номер", "наш номер", "мій номер", "на номер", "по номеру"),
    *("nuevo número", "novo número", "nuovo numero", "neue nummer", "nieuwe nummer", "nieuw nummer", "nya nummer"),
    *("nytt nummer", "nye nummer", "nyt nummer", "nowy numer", "новый номер", "новий номер", "nummeret mitt"),
    *("har nummer", "har nummeret", "hat die nummer", "heeft nummer", "heeft als nummer", "a le numéro"),
    *("tiene el número", "ha il numero", "tem o número", "tem número", "ma numer", "has number", "numéro est le"),
    *("numurs ir", "mans numurs", "mano numeris", "moja številka", "številko", "moj broj", "na broj", "minu number"),
    *("nummeret hans", "nummeret hennes", "moje číslo", "nové číslo", "számom"),
    *("numeroni", "numeromme", "αριθμός μου", "αριθμό μου"),
    *("αριθμός του", "αριθμός της", "στον αριθμό", "número dela"),
    *("número dele", "numărul meu", "a számunk", "numaram\u0131z"),
)  # fmt: skip
STEMS: Final = (
    *("telef", "teléf", "telèf", "telefó", "téléph"),
    *("phonenu", "handynu", "mobilnu", "mobilte", "mobielnu", "mobilsz"),
    *("celular", "cellulare", "telemóv", "telemov", "puhelin"),
    *("puhelim", "kännyk", "komórk", "rufnummer", "durchwahl"),
    *("rückruf", "zurückruf", "notruf"),
    *("festnetz", "телефон", "мобильн", "мобільн", "мобилн", "позвон", "дзвон", "τηλέφ", "τηλεφ", "κινητ"),
    *("zadzwo", "dzwoni", "volejte", "zavolej", "llám", "llamar", "llame", "llamad", "appele", "rappele", "chiama"),
    *("chiami", "anruf", "anzuruf", "telepon", "hubungi"),
    *("mobiltelefon", "whatsapp", "matkapuh", "kotipuh", "työpuh"),
    *("rappel", "richiam", "telemó", "dihubungi", "menghubungi", "tavoit", "yhteyt", "zavola", "dozvon", "elérhet"),
    *("visszahív", "felhív", "hívás", "hívhat", "ulaşab", "ulaş\u0131n", "ulaş\u0131l", "τηλεφω", "επικοινων"),
    *("перезвон", "созвон", "дозвон", "сотов", "свяжит", "зателефон"),
    *("передзвон", "terugbel", "zastih", "tekstiviest", "yhteys", "contattar"),
    *("contattat",),
    *("poklič", "pokliči", "kličite", "skambin", "paskambin", "zvan", "piezvan", "tālru", "helista", "nazov"),
    *("zovite", "pozovi", "обад", "позвън", "hringd", "símanú", "truqu", "glaoigh", "ffoniwch", "ffonio", "nipigi"),
    *("tumawag", "tawagan", "հեռախոս", "զանգ", "ტელეფონ", "დარეკ", "დამირეკ", "zəng", "қоңырау"),
    *("oddzwo", "dzwoń", "soitta", "καλέσ", "arayabil", "infolini", "contáct"),
)  # fmt: skip
# Scripts without blanks between words, or whose vowel signs are no letters to `re`.
JOINED_PIECES: Final = (
    *("☎", "✆", "📞", "📱", "📲", "拨打", "致电", "號碼", "撥打"),
    *("电话", "電話", "手机", "手機", "携帯", "联系方式", "聯絡", "連絡先", "ケータイ", "전화"),
    *("请联系", "請聯絡", "微信同号", "微信同號", "제 번호", "내 번호"),
    *("휴대폰", "핸드폰", "연락처", "اتصل", "واتساب", "התקשר"),
    *("โทร", "มือถือ", "เบอร์", "هاتف", "جوال", "موبايل", "تلفون", "تلفن", "موبایل", "טלפון", "נייד", "פלאפון"),
    *("打给", "打給", "来电", "來電", "座机", "座機", "热线", "熱線", "联系我"),
    *("聯繫我", "回电", "回電", "请打", "請打", "可打", "ติดต่อ"),
    *("اتصال", "هاتفي", "محمول", "تواصل"),
    *("تماس", "فون نمبر", "رابطہ", "کال کر", "תקשר", "חייג"),
    *("חזרו אל", "לחזור אל", "להשיג אותי", "למספר", "וואטסאפ", "המספר שלי"),
    *("कॉल", "संपर्क", "नंबर", "কল কর", "যোগাযোগ", "নম্বর", "নাম্বার", "அழை", "కాల్"),
    *("फ़ोन", "फोन", "मोबाइल", "फ़ोन", "ফোন", "মোবাইল", "தொலைபேசி", "ఫోన్"),
    *("ફોન", "ਫ਼ੋਨ", "ਫੋਨ", "ಫೋನ್", "ഫോൺ", "දුරකථන", "ဖုန်း", "ទូរស័ព្ទ", "ໂທ", "ስልክ", "утас"),
)  # fmt: skip
# Where the verb stands behind the number, after a particle.
BEHIND_JOINED: Final = (
    *("전화", "연락", "문자", "電話", "連絡", "联系", "聯繫", "聯絡", "致电", "致電"),
    *("कॉल", "फ़ोन", "फोन", "संपर्क", "کال", "فون", "رابطہ", "কল", "ফোন", "যোগাযোগ"),
)
SIGNING_OFF: Final = (
    *(
        "regards",
        "sincerely",
        "cheers",
        "grüßen",
        "grüße",
        "cordialement",
        "atentamente",
        "saludos",
        "saluti",
        "groet",
    ),
    *(
        "groeten",
        "mvh",
        "hilsen",
        "hälsningar",
        "terveisin",
        "pozdrawiam",
        "pozdravem",
        "sayg\u0131lar\u0131mla",
    ),
    *("atenciosamente", "abraços", "уважением", "повагою", "üdvözlettel"),
)
"""What stands above a name at the end of a letter; below the name stand its numbers."""
