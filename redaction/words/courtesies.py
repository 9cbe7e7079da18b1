"""How letters and messages begin and end, in two dozen languages."""

# ruff: noqa: E501, RUF001  # a list is read as a list; letters are those of their languages

from __future__ import annotations

from typing import Final

from redaction.names.word_set import phrase_set, word_set

__all__ = ["BEFORE_NAMES", "COURTESIES", "GREETINGS_ABROAD", "SIGN_OFFS"]

GREETINGS_ABROAD: Final = phrase_set(
    "oi|olá|ola|bom dia|boa tarde|boa noite|hola|buenas|buenos|buenos días|buenos dias|buenas tardes|buenas noches|"
    "salut|bonjour|bonsoir|coucou|ciao|salve|buongiorno|buonasera|hallo|moin|servus|guten tag|guten morgen|guten abend|"
    "hoi|goedemorgen|goedemiddag|goedenavond|hej|hejsan|hei|hallå|tjena|cześć|czesc|siema|dzień dobry|ahoj|čau|cau|"
    "dobrý den|zdravím|merhaba|merhabalar|selam|selamlar|iyi günler|bună|bună ziua|szia|sziasztok|moi|terve"
)
"""What one says before one's own name or another's; in other languages than English, in small letters."""
SIGN_OFFS: Final = word_set(
    "regards sincerely cheers respectfully cordially faithfully grüßen grüße grüssen grüsse gruß gruss hochachtungsvoll mfg "
    "cordialement amicalement respectueusement salutations bisous atentamente saludos cordialmente abrazo abrazos besos saluti "
    "atenciosamente cumprimentos abraço abraços beijos groet groeten groetjes hoogachtend liefs mvg mvh hilsen hilsner hälsning "
    "hälsningar terveisin pozdrawiam pozdrowienia pozdrowieniami poważaniem pozdravem úctou saygılarımla saygılarımızla "
    "sevgilerimle üdvözlettel tisztelettel köszönettel уважением повагою"
)
"""What stands above a name at the end of a letter; below the name stand its numbers."""
COURTESIES: Final = (
    SIGN_OFFS
    | (
        {word for greeting in GREETINGS_ABROAD for word in greeting.split()}
        - word_set("abend cau dias ola siema")
    )
    | word_set(
        "best kind kindest warm warmest yours thanks thank warmly truly hi hello hey dear greetings all everyone team "
        "mit freundlichen freundlichem freundliche viele vielen liebe lieber lieben lg herzliche herzlichen beste besten "
        "sehr geehrte geehrter damen und herren dank danke bien à vous distinguées sincères meilleures madame monsieur "
        "mesdames messieurs bises cher chère chers merci cordiales un saludo beso estimado estimada estimados querido "
        "querida afectuosos gracias cordiali distinti saluto abbraccio gentile gentili spettabile egregio egregi caro cara "
        "cari baci grazie melhores com os beijo prezado prezada prezados exmo exma senhor senhora senhores obrigado obrigada "
        "met vriendelijke hartelijke geachte heer mevrouw bedankt med vänlig vänliga kära käre bästa venlig kærlig vennlig "
        "kjære kære tack takk tak ystävällisin hyvää päivää parhain kiitos z serdecznie serdeczne szanowny szanowna szanowni "
        "państwo panie pani wyrazami szacunku witam dziękuję s vážený vážená vážení díky hezký děkuji srdečně sayın sevgiler "
        "çalışmalar teşekkürler cu stimă stimate stimată domnule doamnă mulțumesc respect kedves jó napot tisztelt"
    )
)
"""Every word of both, in small letters, but for those that people are called."""
BEFORE_NAMES: Final = SIGN_OFFS | word_set(
    "hi hello hey dear thanks hallo hola bonjour bonsoir salut coucou ciao buongiorno buonasera moin servus hej hejsan "
    "goedemorgen goedemiddag goedenavond cześć ahoj zdravím merhaba bună szia liebe lieber lieben danke cher chère chers "
    "merci querido querida estimado estimada gracias grazie prezado prezada obrigado obrigada geachte bedankt kära kjære "
    "kære kiitos dziękuję díky děkuji sayın teşekkürler mulțumesc kedves"
)
"""Those of them that stand alone before a name and that nobody is called: "Dias", "Abend" and "Moi" are names, too."""
