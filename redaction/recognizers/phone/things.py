"""Words of many languages for what else is numbered, counted or paid: digits directly behind them are no telephone.

Whole words and beginnings of words; of scripts that put no blank between words, or whose vowel signs are no letters to
`re`, pieces. Those of English and of what stands in sentences are in `redaction.recognizers.phone.unsaid_words`.
"""

# ruff: noqa: RUF001  # letters of other scripts are what stands in texts

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.phone.unsaid_words import OF_WHOM, THINGS

__all__ = ["OF_SYSTEMS", "names_a_thing", "names_any"]

_WHOLE: Final = frozenset({
    *("iban", "bic", "swift", "pin", "otp", "cvv", "cvc", "dni", "nie", "nif", "nip", "cif", "rut", "cpf"),
    *("cnpj", "rg", "cnic", "jmbg", "oib", "emso", "emšo", "cnp", "cui", "afm", "αφμ", "αμκα", "αδτ", "tc"),
    *("tckn", "vkn", "hetu", "cpr", "cvr", "nik", "ktp", "npwp", "kk", "mst", "cmnd", "cccd", "kt", "bsn"),
    *("kvk", "ičo", "ico", "dič", "rč", "siret", "siren", "tva", "iva", "mwst", "ust", "imei", "imsi", "iccid"),
    *("vin", "isbn", "ean", "art", "инн", "ипн", "іпн", "рнокпп", "снилс", "огрн", "огрнип", "кпп", "окпо"),
    *("бик", "унп", "єдрпоу", "егрпоу", "еик", "егн", "јмбг", "пин", "отп", "ттн", "иин", "бин", "жсн", "бсн"),
    *("ид", "ід", "код", "коды", "кода", "кодом", "год", "года", "году", "рік", "року", "жил", "чек", "чека"),
    *("сум", "сума", "суму", "цена", "ціна", "ціни", "цены", "цене", "цену", "цін", "число", "лот", "счет"),
    *("счёт", "счета", "счёта", "счету", "счёту", "сметка", "rok", "roku", "år", "året", "ár", "év", "yıl"),
    *("yılı", "jahr", "année", "año", "ano", "anno", "cena", "ceny", "kod", "koden", "kodu", "kód", "code"),
    *("codes", "kode", "codice", "codigo", "código", "koodi", "kodi", "koda", "cont", "contul", "conto"),
    *("konto", "kontot", "cuenta", "compte", "conta", "tili", "tilin", "kontu", "llogari", "llogaria"),
    *("llogarisë", "hesap", "hesabı", "hesab", "hisob", "akaunti", "akaun", "şot", "шот", "данс", "poste"),
    *("plz", "zip", "cap", "cep:", "psč", "prijs", "preis", "prix", "precio", "prezzo", "preço", "pris"),
    *("prisen", "hinta", "fiyat", "fiyatı", "sum", "suma", "summa", "betrag", "total", "totalt", "tutar"),
    *("kwota", "sag", "sak", "saken", "sagen", "sprawa", "sprawy", "lasku", "ordin", "ordinul", "oda", "agizo"),
    *("porosi", "version", "versión", "versione", "versja", "build", "lote", "lot", "resi", "kargo", "ordre"),
    *("ordine", "order", "carte", "carta", "kart", "kartı", "kort", "kortet", "card", "tarjeta", "cartão"),
    *("cartao", "thẻ", "mã", "giá", "номенклатура", "стр", "страница", "гост", "уч", "дело", "справа"),
    *("протокол", "акт", "лист", "док", "документ", "약", "총", "عام", "سنة", "سال", "ποσό", "ποσού", "summe"),
    *("summan", "montant", "polisa", "polisy", "poliçe", "polizza", "ценой", "ціною", "ரூபாய்", "රුපියල්"),
    *("գին", "գինը", "տարի", "թվական", "კოდი", "კოდია", "ფასი", "წელი", "წელს", "بطاقة", "רכב", "שנת", "שנה"),
    *("תיק",),
})  # fmt: skip
OF_SYSTEMS: Final = frozenset({
    *("session", "sessions", "request", "requests", "req", "sid", "uid", "gid", "pid", "tid", "subscription"),
    *("agent", "thread", "chat", "trace", "span", "node", "replica", "pod", "worker", "process"),
    *("attempt", "sn", "key", "token", "event", "record", "log", "txn", "tx", "uuid", "guid", "conversation"),
    *("message", "msg", "queue", "tenant", "org", "crm", "lead", "deal", "quote", "application", "app"),
    *("member", "profile", "meter", "asset", "unit", "shard", "partition", "block", "nonce", "gas", "latency"),
    *("retry", "checksum", "uptime", "cursor", "units", "offset", "rows", "next"),
    *("duration", "took", "elapsed", "bytes", "ms", "object", "entity", "file", "image", "chunk", "batch"),
    *("run", "step", "epoch", "frame", "tick", "counter", "campaign", "segment", "cohort", "lease", "cluster"),
    *("instance", "vm", "disk", "volume", "snapshot", "backup", "subscriber", "terminal"),
    *("merchant", "bin", "tin", "ref", "opportunity"),
})  # fmt: skip
"""What stands in logs beside a telephone number and has a number, too."""
_BEGINNINGS: Final = (
    *("bestell", "bestill", "beställ", "pedido", "command", "comand", "encomend", "zamówien", "zamowien"),
    *("objedn", "rendelés", "rendeles", "sipariş", "siparis", "παραγγελ", "naročil", "narudžb", "narudzb"),
    *("užsakym", "pasūtīj", "tellimu", "tilau", "pöntun", "pesanan", "buyurtma", "sifariş", "archeb", "eskaer"),
    *("ordni", "nomborpesanan", "rekening", "račun", "racun", "účet", "účt", "ucet", "számla", "szamla"),
    *("λογαριασμ", "reikning", "arveldus", "sąskait", "cyfrif", "cuntas", "kontonu", "kontonr", "iban"),
    *("factu", "faktu", "fatur", "fattura", "rechnung", "τιμολόγ", "τιμολογ", "kvitto", "kvitter", "quittung"),
    *("recibo", "ricevut", "paragon", "invoice", "lasku", "arve", "ticket", "dossier", "expedient", "pratica"),
    *("sygnatur", "referen", "ärende", "zgłosz", "zglosz", "reklamac", "kunde", "klient", "client", "klant"),
    *("müşteri", "asiakas", "ügyfél", "zákazn", "πελάτ", "πελατ", "kliendi", "vertrag", "contrat", "contract"),
    *("umow", "smlouv", "zmluv", "szerződ", "sözleşme", "ugovor", "póliz", "συμβόλα", "kártya", "kartya"),
    *("kredit", "kortti", "korti", "κάρτ", "καρτ", "kreditn", "kartic", "passport", "reisepass", "pasaport"),
    *("passaport", "passeport", "paszport", "pasport", "pasaporte", "διαβατήρ", "ταυτότ", "ταυτοτ", "ausweis"),
    *("cédula", "cedula", "carné", "kimlik", "henkilöt", "personnum", "personnr", "fødselsn", "kennital"),
    *("isikukood", "asmens", "orgn", "organisas", "steuer", "matricul", "matrícul", "sendung", "seguim"),
    *("rastre", "przesył", "zásilk", "csomag", "gönderi", "paket", "αποστολ", "tracking", "colis", "import"),
    *("valor", "częs", "částk", "összeg", "amount", "belopp", "beløp", "beløb", "κωδικ", "postal", "postcod"),
    *("postleit", "postnum", "postnr", "serien", "serial", "artikel", "artícul", "einwohn", "bevölker"),
    *("poblac", "populaț", "populac", "habitant", "abitant", "mieszka", "πληθυσμ", "κατοίκ", "sinistr"),
    *("skade", "vahin", "verze", "wersj", "versio", "έκδοσ", "τιμή", "τιμέ", "έτος", "έτους", "заказ"),
    *("замовл", "поръчк", "нарачк", "поруџб", "рахун", "сметк", "рачун", "инвойс", "накладн", "квитанц"),
    *("билет", "квит", "тикет", "заявк", "заявл", "звернен", "обращен", "случа", "клієнт", "клиент", "договор"),
    *("договір", "уговор", "полис", "поліс", "карт", "паспорт", "посылк", "посил", "трек", "сумм", "стоимост"),
    *("вартіст", "стойност", "населен", "жител", "мешкан", "количес", "кільк", "версі", "верси", "артикул"),
    *("серий", "серій", "партия", "партії", "модел", "индекс", "індекс", "идентиф", "ідентиф", "удостовер"),
    *("посвідч", "размер", "ширин", "высот", "длин", "глубин", "объем", "объём", "формул", "сесси", "процес"),
    *("задач", "токен", "байт", "запис", "телеметр", "период", "період", "довжин", "розмір", "обсяг", "задан"),
    *("завдан", "счетчик", "порт", "кредит", "кадастр", "тапсырыс", "захиалг", "буюртма", "транзакц", "платеж"),
    *("платіж", "операц", "ошибк", "помилк", "бюджет", "выручк", "прибыл", "доход", "расход", "оборот"),
    *("примерн", "приблиз", "შეკვეთ", "ანგარიშ", "ბარათ", "პირად", "ხელშეკრ", "თანხ", "ინვოის", "მოსახლ"),
    *("საფოსტო", "ვერსი", "ბილეთ", "պատվեր", "պատվ", "հաշ", "քարտ", "անձնագ", "պայմանագ", "գումար", "ապրանք"),
    *("բնակչ", "փոստ", "տարբերակ", "ծածկագ", "կոդ", "הזמנ", "חשבו", "כרטיס", "תעוד", "ת״ז", "לקוח", "חוזה"),
    *("סכום", "מחיר", "מיקוד", "קוד", "דרכון", "משלוח", "קבל", "אוכלוס", "תושבים", "גרס", "מק״ט", "תז", "ת.ז"),
    *("ח.פ", "ח״פ", "עוסק", "פוליס"),
)  # fmt: skip
_PIECES: Final = re.compile(
    "|".join((
        *("строк", "смещени", "хэш", "хеш", "ключ", "памят", "пользовател", "запрос", "площад", "байт", "行数", "行數"),
        *("访问量", "訪問量", "製造", "バイト", "सीरियल", "पंक्ति", "שורה", "سطر", "γραμμ", "σύνολο", "바이트", "줄"),
        *("طلب", "حساب", "فاتور", "بطاق", "هوي", "جواز", "جنسي", "عقد", "مبلغ", "سعر", "ثمن", "رمز", "كود"),
        *("شحن", "تتبع", "سكان", "إصدار", "ضريب", "عميل", "تذكر", "سفارش", "کارت", "کدپ", "شناسنام", "ملی"),
        *("قیمت", "تومان", "ریال", "جمعیت", "نسخه", "فاکتور", "قرارداد", "مشتری", "پیگیری", "بیمه", "شناسه"),
        *("آرڈر", "اکاؤنٹ", "کھات", "کارڈ", "شناختی", "کوڈ", "روپے", "آبادی", "ٹکٹ", "چالان", "ऑर्डर", "आर्डर"),
        *("खात", "अकाउंट", "कार्ड", "आधार", "पैन", "कोड", "कीमत", "मूल्य", "राशि", "रुप", "जनसंख्या", "वर्ष"),
        *("टिकट", "चालान", "बिल", "पिन", "इनवॉइस", "पॉलिसी", "आईडी", "पीएनआर", "ग्राहक", "संस्करण", "₹"),
        *("অর্ডার", "একাউন্ট", "অ্যাকাউন্ট", "হিসাব", "কার্ড", "আইডি", "আধার", "কোড", "টাকা", "দাম"),
        *("জনসংখ্যা", "টিকিট", "চালান", "বিল", "ইনভয়েস", "সাল", "গ্রাহক", "ஆர்டர்", "கணக்கு", "அட்டை"),
        *("குறியீ", "விலை", "மக்கள்", "டிக்கெட்", "ஆதார்", "ఆర్డర్", "ఖాతా", "కార్డ్", "ఆధార్", "కోడ్", "ధర"),
        *("ఓర్డર", "ઓર્ડર", "ખાત", "કાર્ડ", "આધાર", "કોડ", "કિંમત", "ਆਰਡਰ", "ਖਾਤ", "ਕਾਰਡ", "ਆਧਾਰ", "ಆರ್ಡರ್"),
        *("ಖಾತೆ", "ಕಾರ್ಡ್", "ಆಧಾರ್", "ഓർഡർ", "അക്കൗണ്ട", "കാർഡ", "ആധാർ", "ඇණවුම", "ගිණුම", "හැඳුනුම්", "කාඩ්"),
        *("මිල", "주문", "계좌", "카드", "송장", "사업자", "주민", "금액", "가격", "인구", "코드", "예약"),
        *("회원", "접수", "계약", "버전", "우편", "품번", "모델", "注文", "口座", "カード", "マイナンバー"),
        *("コード", "金額", "価格", "人口", "予約", "会員", "受付", "伝票", "請求", "管理", "追跡", "郵便"),
        *("〒", "型番", "品番", "约", "約", "总", "総", "订单", "訂單", "账", "帳", "卡号", "卡號", "身份"),
        *("身分", "证件", "編號", "编号", "单号", "單號", "快递", "运单", "发票", "發票", "邮编", "郵遞", "价"),
        *("價", "金额", "共", "第", "会员", "會員", "合同", "工单", "工單", "版本", "代码", "代碼", "验证码"),
        *("驗證碼", "สั่งซื้อ", "ออเดอร์", "บัญชี", "บัตร", "ประจำตัว", "รหัส", "ราคา", "จำนวน", "ประชากร"),
        *("ปี", "พัสดุ", "ใบแจ้ง", "เลขที่", "พ.ศ", "ประมาณ", "ยอด", "បញ្ជា", "គណនី", "អត្តសញ្ញាណ", "កូដ"),
        *("តម្លៃ", "ປະຊາກອນ", "ບັນຊີ", "ລາຄາ", "ລະຫັດ", "ບັດ", "အော်ဒါ", "အကောင့်", "မှတ်ပုံတင်", "ကုဒ်"),
        *("ဈေး", "ငွေ", "ትዕዛዝ", "ሂሳብ", "መታወቂያ", "ኮድ", "ዋጋ", "ዓመት", "ዓ.ም", "ብር"),
    ))
)  # fmt: skip
_TOKEN: Final = re.compile(r"[^\s0-9\"'(),;:!?/|<>=\[\]{}\u060c\u061b\u0964\u3001\u3002\uff0c\uff1a]+")
_CLAUSE: Final = re.compile(r"[,;!?\n\u060c\u061b\u0964\u3001\u3002\uff0c]")
_NEAR: Final = 3
"""Words before digits that may say what they are."""
_FAR: Final = 40
_SIGNS: Final = tuple("№#$€£¥₽₴₸₾֏₪฿₩~≈±<>=")


def names_any(words: list[str]) -> bool:
    """Whether one of some words, in lower case, names a thing, an amount or a time.

    Args:
        words: Without the signs around them.
    """
    return any(
        word in _WHOLE
        or word in THINGS
        or word in OF_SYSTEMS
        or word in OF_WHOM
        or word.startswith(_BEGINNINGS)
        or (not word.isascii() and _PIECES.search(word) is not None)
        for word in words
    )


def names_a_thing(text: str, start: int, *, signs: bool = True) -> bool:
    """Whether the last words of the clause before `text[start:]` name what its digits are, and it is no telephone.

    Args:
        text: The field.
        start: First digit, code point.
        signs: Whether a sign of programs directly before says it, too.
    """
    before = text[max(0, start - _FAR) : start].rstrip(" (+\u00a0")
    if signs and before.endswith(_SIGNS):
        return True
    clause = _CLAUSE.split(before)[-1]
    return names_any([word.rstrip(".-").lower() for word in _TOKEN.findall(clause)[-_NEAR:]])
