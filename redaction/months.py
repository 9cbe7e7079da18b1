"""Names of months, for everything that reads dates."""

# ruff: noqa: RUF001  # months have letters of many alphabets

from __future__ import annotations

from typing import Final

__all__ = ["MONTHS"]

MONTHS: Final = (
    "jan(?:uary|uar|vier|uari|eiro)?|feb(?:ruary|ruar|ruari|braio)?|fev(?:ereiro)?|f[eé]vrier|febrero|"
    "mar(?:ch|s|zo|ço|t)?|mär(?:z)?|maart|mrt|apr(?:il|ile)?|avril|abr(?:il)?|may|mai|maio|mayo|maggio|mei|"
    "june?|juni|juin|junio|giugno|junho|july?|juli|juillet|julio|luglio|julho|aug(?:ust|ustus)?|ao[uû]t|agosto|ago|"
    "sept?(?:ember|embre|iembre)?|setembro|settembre|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|outubro|"
    "nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|dez(?:ember|embro)?|d[eé]cembre|dic(?:iembre|embre)?|"
    "enero|gennaio|janeiro|"
    "januari|februari|maj|augusti|marts|desember|ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|"
    "decembrie|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|"
    "ocak|şubat|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|[a-zä]{3,6}kuuta|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
"""An alternation of months, in full and shortened, as dates have them in some twenty languages; in small letters."""
