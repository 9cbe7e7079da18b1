"""More words that say telephone number: of smaller languages, of mobile money and networks, and whose number it is.

Goes with `redaction.recognizers.phone.languages`, which has those of the languages that most is written in.
"""

# ruff: noqa: RUF001  # letters of other scripts are what stands in texts

from __future__ import annotations

from itertools import product
from typing import Final

__all__ = ["BEGINNINGS", "MINE", "NOUNS", "NUMBER_PIECES", "PIECES", "WORDS"]

WORDS: Final = (
    *("envia m", "chámame", "chamame", "chámeme", "hots egin", "galwch", "galwch fi", "glaoigh", "glaoigh ar"),
    *("cuir fòn", "cempilli", "rufft mech", "ruff mech", "uruffen", "ring til mín", "jep ma", "ѕвони"),
    *("ѕвони ми", "јави ми се", "побарај ме", "тэлефануй", "qoʻngʻiroq", "qoʻngʻiroq qiling", "залга"),
    *("soo wac", "kira ni", "a kira ni", "kpọọ m", "kpoo m", "ngishayele", "ngithinte", "nditsalele"),
    *("ndifowunele", "antsoy", "kontakin", "call saya", "call garnu", "phone garnu", "peywendî", "rele m"),
    *("rele mwen", "waqyamuway", "voku min", "zvoni", "pozvoni", "pozvonite", "kallemni", "kalimni", "ettesel"),
    *("zang bezan", "pare me sto", "síminn", "síma", "símann", "símanum", "simi minn", "simanum", "gemsi"),
    *("gemsinn", "gemsa", "gemsann", "gemsanum", "hringja í", "hringdu í", "sláðu á", "fartlf", "telefonin"),
    *("nr tel", "më merr në", "merrni në", "nire telefonoa", "deitu", "deitu iezadazu", "sakelakoa", "guthán"),
    *("guthan", "fón póca", "fon poca", "glaoch", "fòn", "ffon", "symudol", "rhif ffôn", "mowbajl", "mobajl"),
    *("ċempel", "ċempilli", "ċemplu", "numru tat telefown", "pellgomz", "natel", "lüt mer a", "lüt mir a"),
    *("rüef mer a", "selnommer", "bel my", "skakel", "mòbil", "truca", "truca m", "móbil", "nazovi"),
    *("nazovite", "zovi", "zovi me", "zovite me", "fiksni broj", "kontakt broj", "javi se na", "javite se na"),
    *("kliči", "kliči me", "stacionarni", "skambinti", "rašykite", "zvani", "zvaniet", "zvanīt", "raksti uz"),
    *("helista mulle", "mobla", "зови", "зови ме", "назови", "назови ме", "јави се на", "моб тел"),
    *("обади се на", "джиесем", "стационарен", "тэл", "мабільны", "званіце", "мобилка", "мобилу", "мобила"),
    *("рабочий тел", "домашний тел", "городской тел", "ұялы", "уялы", "хабарласыңыз", "чалыңыз", "утас"),
    *("гар утас", "залгаарай", "qo ng iroq", "bog laning", "aloqa uchun", "əlaqə", "mobilim", "jaň ediň"),
    *("მობ", "ტელ", "տел", "հեռ", "բջջ", "σταθερό", "σταθερο", "stathero", "sabit hat", "ev telefonu"),
    *("iş telefonu", "simu", "simu yangu", "namba ya simu", "nambari ya simu", "nipigie", "piga simu"),
    *("nitumie kwa", "ifoni", "ucingo", "foonu", "ekwentị", "lambar waya", "wayata", "taleefan", "taleefoon"),
    *("bilbila", "finday", "telefoni", "telefoni yanjye", "hamagara", "tel mwen", "selpon", "cp number"),
    *("itext", "tawag sa", "i text", "text mo", "gcash", "paymaya", "bimbit", "whatsapp saya"),
    *("wassap", "wasap saya", "bkash", "mtn", "airtel", "safaricom", "vodacom", "etisalat", "9mobile"),
    *("digicel", "mpesa", "m pesa", "mtn momo", "momo no", "momo number", "ecocash", "airtel money"),
    *("orange money", "tigo pesa", "tigopesa", "halopesa", "easypaisa", "jazzcash", "vodafone cash"),
    *("zain cash", "zaincash", "opay", "palmpay", "yape", "nequi", "daviplata", "pago móvil", "pago movil"),
    *("sinpe", "mbway", "twint", "swish nr", "paytm", "phonepe", "gpay", "airtel number"),
    *("jio number", "whatsapp no", "whatsapp nr", "wa no", "wapp", "watsap", "sms originator"),
    *("originating number", "calling number", "calling party", "called party", "caller no", "shomare man"),
    *("shomaram", "raqmi", "rakami", "hamispar sheli"),
)  # fmt: skip
"""Words and phrases."""
BEGINNINGS: Final = (
    *("farsím", "farsim", "heimasím", "heimasim", "vinnusím", "simanum", "símanr", "fartelef", "teileaf"),
    *("telefown", "sakelek", "mugikor", "natelnum", "natelnr", "handysnum", "selfoon", "mobiltf", "тэлеф"),
    *("мабіл", "мобилен", "мобилни", "нөмірім", "номерим", "raqamim", "raqamimiz", "telefonim", "nömrəm"),
    *("nömrəmiz", "telefonum", "nomerim", "მობილურ", "ნომერია", "ტელეფ", "բջջայ", "համարս", "lambarkayg"),
    *("nambarkayg", "lambarkeen", "laharak", "nimerom"),
)  # fmt: skip
"""Beginnings of words."""
_MINE: Final = (
    ("númerið númer", "mitt okkar"),
    ("nummarið nummar", "mítt okkara"),
    ("nummeret nummer numret mobilen", "mitt mit vårt vores hans hennes hendes nya nye"),
    ("nummere nummerä nummara nummer", "mini mis myni üsi meng mäi dini neui mien myn"),
    ("nommer", "my ons myn"),
    ("numri numrin", "im tim yt yne ynë ri"),
    ("zenbakia", "nire gure"),
    ("uimhir", "mo m ár"),
    ("àireamh", "mo agam"),
    ("rhif", "fy ein"),
    ("niverenn", "ma"),
    ("numru", "tiegħi tieghi tagħna"),
    ("број бројот", "мој мојот мог наш нов"),
    ("broj", "moj moji mog mojeg naš nas novi"),
    ("številka številko stevilka stevilko", "moja mojo naša naso nova"),
    ("číslo", "moje mé nové naše"),
    ("номер номера номерът номерчето", "ми моя моят нашия мій моє"),
    ("нумар", "мой наш новы"),
    ("numeris numerį", "mano mūsų naujas"),
    ("numurs numuru", "mans manu mūsu jaunais"),
    ("number numbriks", "minu mu meie uus"),
    ("numărul numarul", "meu mea nostru nou"),
    ("nömrə nömrəsi", "mənim bizim"),
    ("raqam raqami nomer", "mening bizning"),
    ("нөмір", "менің біздің"),
    ("номер номерим", "менин биздин"),
    ("рақам", "менинг бизнинг ман"),
    ("дугаар", "миний манай утасны"),
    ("ნომერი ნომერს ნომერზე", "ჩემი ჩემს ჩვენი"),
    ("համար համարը համարն", "իմ մեր"),
    ("nambari namba nhamba nimero", "yangu yetu zangu yake yange yanjye"),
    ("inombolo", "yami yam yakho"),
    ("nomoro nomore", "yaka ka"),
    ("lamba lambar lambata", "ta tawa waya"),
    ("nọmba nomba", "mi m mu ahụ"),
    ("lakkoofsi lakkoofsa", "koo bilbilaa"),
    ("laharana", "ko findaiko"),
    ("nimewo", "mwen m nou"),
    ("nimero", "sama"),
    ("numero number", "ko namin aking nako"),
    ("nombor nomor nomer", "saya aku kami ku kulo"),
    ("nama", "taku waea"),
    ("number nambar numbar", "mero hamro hamara mera amar ente ennoda nanna maro maza mazha mage naa"),
    ("numara numarası", "benim bizim onun annemin babamın eşimin kardeşimin oğlumun kızımın iş ev"),
    ("nömrəsi", "onun anamın atamın həyat yoldaşımın evin"),
    ("numero", "mia nia sama ka"),
    ("nomer", "moj moi moy mij nash mi"),
    ("numeru", "nia nha"),
    ("namba nambala", "bilong blong yanga yathu yakwa"),
    ("nomru", "mi"),
    ("número", "che"),
)  # fmt: skip
"""Nouns for a number, and whose it is, language by language."""
MINE: Final = tuple(
    phrase
    for nouns, owners in _MINE
    for noun, owner in product(nouns.split(), owners.split())
    for phrase in (f"{noun} {owner}", f"{owner} {noun}")
)
"""Phrases for somebody's number."""
_OF_ENGLISH: Final = frozenset({"number", "mobilen", "nama", "lamba"})
NOUNS: Final = tuple(
    sorted(
        {noun for nouns, _ in _MINE for noun in nouns.split()} - _OF_ENGLISH,
        key=lambda noun: (len(noun), noun),
    )
)
"""Words for a number, of whatever: digits behind one must be those of some plan."""
NUMBER_PIECES: Final = (
    *("नंबर", "नम्बर", "নম্বর", "নাম্বার", "নম্বৰ", "નંબર", "ਨੰਬਰ", "ನಂಬರ್", "നമ്പർ", "നമ്പര്", "நம்பர்"),
    *("నంబర్", "నెంబర్", "නම්බර්", "ନମ୍ବର", "ເບີ"),
)  # fmt: skip
"""Pieces that say number, of a telephone where no other thing is named."""
PIECES: Final = (
    *("شماره من", "شمارهٔ من", "شماره‌ام", "شمارم", "شماره تماس", "همراه", "میرا نمبر", "ہمارا نمبر"),
    *("نمبر یہ", "نمبر ہے", "موبائل", "ژمارەی من", "ژمارەکەم", "مۆبایل", "تەلەفۆن", "ټلیفون", "موبايلي"),
    *("تلفوني", "جوالي", "מספר שלי", "מס׳ שלי", "הפון שלי", "அலைபேசி", "கைபேசி", "மொபைல்", "என் எண்"),
    *("எனது எண்", "మొబైల్", "ఫోను", "ಮೊಬೈಲ್", "മൊബൈൽ", "ഫോണ്‍", "મોબાઇલ", "મોબાઈલ", "ਮੋਬਾਈਲ", "ଫୋନ୍", "ମୋବାଇଲ"),
    *("ජංගම", "දුරකතන", "सम्पर्क", "फोन", "मोबाइल", "বিকাশ", "ទូរសព្ទ", "លេខខ្ញុំ", "លេខទូរ", "ໂທລະສັບ"),
    *("ဖုန်", "ཁ་པར", "ስልኬ", "ቁጥሬ", "ደውል", "ሞባይል", "ተሌፎን", "ފޯނު", "번호는", "폰은"),
)  # fmt: skip
"""The same in scripts without blanks between words, or whose vowel signs are no letters to `re`."""
