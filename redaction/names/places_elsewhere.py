"""Cities as languages other than English call them, where the model's list of places has the English name alone.

Looked at by rules, beside words and keys that say a place follows; so the list may grow without a newly trained model.
Names that are declined stand in the forms that follow a preposition, too.
"""

from __future__ import annotations

from typing import Final

from redaction.names.word_set import phrase_set

__all__ = ["PLACES_ELSEWHERE"]

PLACES_ELSEWHERE: Final = phrase_set(
    "genf|mailand|rom|venedig|neapel|florenz|genua|prag|brünn|warschau|krakau|breslau|danzig|posen|stettin|brüssel|"
    "antwerpen|brügge|lüttich|kopenhagen|moskau|schanghai|hongkong|lissabon|athen|bukarest|belgrad|kairo|algier|"
    "tokio|nizza|mülhausen|mexiko-stadt|havanna|saragossa|laibach|preßburg|klausenburg|agram|nürnberg|teheran|bagdad|"
    "damaskus|kapstadt|neu-delhi|kiew|lemberg|charkiw|wilna|reval|genève|bâle|berne|lucerne|londres|édimbourg|"
    "bruxelles|anvers|gand|lisbonne|athènes|varsovie|cracovie|moscou|pékin|le caire|alger|fès|barcelone|séville|"
    "saragosse|cordoue|venise|gênes|bologne|pise|padoue|vérone|francfort|hambourg|brême|hanovre|aix-la-chapelle|"
    "trèves|mayence|ratisbonne|vienne|salzbourg|copenhague|la haye|bucarest|téhéran|beyrouth|jérusalem|le cap|"
    "la havane|séoul|angoulême|châteauroux|évreux|épinal|valenciennes|annecy|fribourg|neuchâtel|sion|firenze|roma|"
    "milano|napoli|torino|venezia|genova|padova|reggio emilia|mantova|siena|londra|parigi|berlino|monaco di baviera|"
    "ginevra|zurigo|berna|basilea|barcellona|siviglia|lisbona|atene|mosca|pechino|amburgo|francoforte|colonia|"
    "stoccarda|norimberga|anversa|varsavia|cracovia|praga|marsiglia|lione|strasburgo|tolosa|edimburgo|dublino|"
    "copenaghen|stoccolma|città del messico|il cairo|gerusalemme|tunisi|algeri|parís|marsella|burdeos|niza|"
    "estrasburgo|berlín|múnich|hamburgo|fráncfort|núremberg|viena|ginebra|zúrich|milán|venecia|nápoles|turín|génova|"
    "bolonia|lisboa|oporto|bruselas|amberes|gante|brujas|lieja|la haya|ámsterdam|róterdam|estocolmo|moscú|varsovia|"
    "atenas|estambul|el cairo|argel|jerusalén|pekín|shanghái|seúl|nueva york|nueva orleans|filadelfia|los ángeles|"
    "ciudad de méxico|lérida|gerona|san sebastián|palma de mallorca|querétaro|la habana|ciudad de panamá|"
    "santiago de chile|évora|guimarães|beja|vila real|berlim|munique|colónia|colônia|genebra|zurique|milão|veneza|"
    "florença|turim|bruxelas|antuérpia|haia|amesterdão|amsterdã|roterdão|copenhaga|moscovo|varsóvia|cracóvia|"
    "istambul|madri|sevilha|pequim|xangai|tóquio|seul|nova iorque|nova york|'s-gravenhage|almere|den bosch|brussel|"
    "luik|oostende|keulen|londen|parijs|berlijn|wenen|milaan|venetië|napels|athene|praag|moskou|straatsburg|aken|"
    "warszawa|warszawie|warszawy|krakowie|krakowa|łodzi|wrocławiu|wrocławia|poznaniu|poznania|gdańsku|gdańska|"
    "szczecinie|szczecina|bydgoszczy|lublinie|lublina|katowicach|katowic|białymstoku|gdyni|częstochowie|radomiu|"
    "toruniu|rzeszowie|kielcach|olsztynie|opolu|gliwicach|sopot|sopocie|zakopane|zakopanem|londyn|londynie|paryż|"
    "paryżu|berlinie|wiedeń|wiedniu|rzym|rzymie|pradze|wilno|lwów|lwowie|kijów|kijowie|praha|praze|prahy|brně|brna|"
    "ostravě|ostravy|plzeň|plzni|liberci|olomouci|zlíně|karlovy vary|jihlava|bratislavě|bratislave|košiciach|vídeň|"
    "vídni|londýn|londýně|berlíně|paříž|paříži|mnichov|mnichově|drážďany|göteborg|sundsvall|kalmar|östersund|"
    "københavn|aarhus|ålborg|tromsø|ålesund|bodø|helsingfors|tammerfors|åbo|reykjavík|köpenhamn|moskva|bryssel|"
    "bodrum|afyon|hatay|lefkoşa|girne|viyana|atina|bakü|bucurești|iași|timișoara|constanța|brașov|galați|chișinău"
)
"""In small letters."""
