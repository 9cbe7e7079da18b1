"""Words of a dozen languages that begin sentences of letters, forms and requests, and the names of days and months.

The model was trained on English: "Veuillez", "Umowa" and "Riassumi" have a capital, and a name begins so, too. Part of
`redaction.names.clauses`.
"""

# ruff: noqa: E501, RUF001  # a list is read as a list; letters are those of their languages

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["CALLED_LIKE_DAYS", "DATE_LABELS", "DAYS", "MONTHS", "PARTS_OF_DAYS", "REQUESTS"]

_GERMAN: Final = word_set(
    "bitte rufen rufe ruf schick schreib erstell frag sende senden schicke schicken schreibe schreiben erstelle erstellen formuliere formulieren fasse fassen nenne nennen gib "
    "erkläre erklären übersetze übersetzen prüfe prüfen überprüfe überprüfen korrigiere korrigieren vergleiche vergleichen beantworte beantworten "
    "antworte leite füge ändere ändern lösche löschen buche buchen bestelle storniere stornieren überweise überweisen zeige suche verfasse "
    "verfassen mache kontaktiere kontaktieren informiere informieren melde melden anbei hiermit besprochen vereinbart beschlossen anwesend "
    "anwesende entschuldigt betrifft überwiesen entlassen aufgenommen"
)
_FRENCH: Final = word_set(
    "veuillez rappelez rappeler rappelle envoyez envoyer envoie écrivez écrire écris rédigez rédiger rédige résumez résumer résume traduisez "
    "traduire traduis expliquez expliquer explique donnez corrigez corriger corrige vérifiez vérifier vérifie appelez appeler appelle contactez "
    "contacter contacte confirmez confirmer réservez réserver annulez annuler annule ajoutez ajouter ajoute modifiez modifier supprimez "
    "supprimer transmettez transmettre transférez transférer répondez répondre réponds merci prière livrez livrer cherchez comparez comparer "
    "calculez calculer proposez créez créer génère générez planifiez planifier prévenez prévenir préviens notez faites fais dites demandez "
    "demander pouvez pourriez peux présents absents excusés convoqués adressez adresser remplissez signez imprimez joignez pensez attendez laissez"
)
_SPANISH: Final = word_set(
    "escribe escriba escribir redacta redacte redactar resuma resumir traduce traduzca traducir explica explique explicar dame deme envíe envía "
    "enviar llame llama llamar confirme confirmar cancele cancelar añade añada agregue agrega cambie corrige corrija revise revisa revisar busque "
    "buscar encuentra compara calcula calcule genera genere haz haga dígale dile pregunte recuerde recuerda contacte contactar avise responda "
    "responde reenvíe reenvía solicite solicita entregue rogamos ruego adjunto asistentes presentes ausentes firmado podría puedes necesito "
    "quisiera rellene complete imprima firme comparece remita remitir abone"
)
_ITALIAN: Final = word_set(
    "scrivi scriva scrivere riassumi riassuma riassumere traduci traduca tradurre spiega spieghi spiegare dammi invia invii inviare manda mandi "
    "mandare chiama chiami chiamare richiami richiamare richiama conferma confermi confermare prenota prenoti prenotare annulla annullare "
    "aggiungi aggiunga modifichi correggi corregga verifichi verificare cerca trova confronta calcola creare rispondi risponda rispondere "
    "ricordi contatti contattare contatta comunichi inoltra inoltri chiedi chieda potresti potrebbe puoi vorrei presenti assenti allego redigi "
    "compila compilare firma firmare si"
)
_PORTUGUESE: Final = word_set(
    "escreva escreve escrever redija redige resuma resumir traduza traduz traduzir explique envie envia enviar mande manda ligue ligar confirme "
    "confirmar reserve reservar cancele cancelar adicione altere corrija verifique procure busque encontre compare calcule crie gere responda "
    "responde lembre avise informe encaminhe contacte contate entregue solicite agradeço agradecemos segue seguem presentes ausentes poderia "
    "preciso gostaria preencha assine imprima vale"
)
_DUTCH: Final = word_set(
    "schrijf vertaal stuur bevestig reserveer annuleer wijzig corrigeer controleer vergelijk bereken genereer beantwoord antwoord herinner meld "
    "informeer contacteer verzend gelieve graag hierbij aanwezig afwezig kunt zoudt verzoeke besproken afgesproken bijgaand betreft vul onderteken"
)
_POLISH: Final = word_set(
    "napisz streść przetłumacz wyjaśnij podaj wyślij zadzwoń oddzwoń potwierdź zarezerwuj anuluj dodaj zmień popraw sprawdź znajdź porównaj "
    "oblicz utwórz wygeneruj odpowiedz przypomnij powiadom poinformuj skontaktuj przekaż przygotuj proszę prosimy uprzejmie obecni obecny nieobecni "
    "omówiono ustalono uzgodniono postanowiono przyjęto zatwierdzono podpisano przesłuchano stawił stawiła umowa karta wniosek faktura zamówienie "
    "protokół załączam dotyczy zgodnie chciałbym chciałabym potrzebuję informujemy informuję przesyłam wypełnij podpisz na"
)
_NEARBY: Final = word_set(
    # Czech and Slovak
    "napište napiš shrňte shrň přeložte přelož vysvětlete pošlete pošli zavolejte zavolej potvrďte zrušte přidejte změňte opravte zkontrolujte "
    "najděte porovnejte vytvořte odpovězte prosím prosíme přítomni smlouva objednávka prosím žádáme "
    # the Nordic languages
    "skriv sammanfatta översätt förklara skicka bekräfta boka avboka ändra kontrollera jämför beräkna skapa svara påminn vänligen närvarande "
    "oversæt forklar bekræft bestil annuller tilføj sammenlign beregn opret venligst oppsummer oversett bekreft bestill avbestill endre sjekk vennligst "
    # Turkish, Romanian
    "lütfen yaz özetle çevir açıkla gönder onayla scrie scrieți rezumă traduceți trimite trimiteți sunați confirmați anulați prezenți"
)
REQUESTS: Final = _GERMAN | _FRENCH | _SPANISH | _ITALIAN | _PORTUGUESE | _DUTCH | _POLISH | _NEARBY
"""What letters, forms, minutes and requests begin sentences with: verbs, and nouns of papers in Polish."""

DAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "montags dienstags mittwochs donnerstags freitags samstags sonntags lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes "
    "miércoles miercoles jueves viernes sábado sabado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica feira "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę "
    "poniedziałku wtorku środy czwartku piątku soboty niedzieli piątkiem poniedziałkiem wtorkiem czwartkiem sobotą niedzielą środą pondělí úterý "
    "středa středu čtvrtek pátek sobotu neděle neděli måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag "
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai pazartesi salı çarşamba perşembe cuma cumartesi pazar luni marți miercuri "
    "joi vineri sâmbătă duminică hétfő kedd szerda csütörtök péntek szombat vasárnap"
)
PARTS_OF_DAYS: Final = word_set(
    "morgen morgens abend abends mittag mittags vormittag nachmittag heute gestern matin soir midi demain hier aujourd'hui mañana noche ayer hoy "
    "mattina mattino sera stasera stamattina domani ieri oggi pomeriggio manhã tarde noite amanhã ontem hoje ochtend avond middag vandaag gisteren "
    "rano wieczorem wieczór jutro dzisiaj dziś wczoraj zítra dnes včera imorgon idag igår"
)
"""In small letters they are nobody's name beside one."""
CALLED_LIKE_DAYS: Final = word_set(
    "friday sunday wednesday tuesday domingo sabato sábado piątek sobota środa niedziela sonntag freitag donnerstag pazar cuma joi pátek péntek "
    "szombat kedd vasárnap mandag martes feira"
)
"""Those that people are called, with a capital."""
MONTHS: Final = word_set(
    "january february march april may june july august september october november december januar februar märz mai juni juli oktober dezember "
    "jänner janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto "
    "septiembre setiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro "
    "março maio junho julho setembro outubro novembro dezembro januari februari maart mei augustus styczeń stycznia luty lutego marzec marca "
    "kwiecień kwietnia maj maja czerwiec czerwca lipiec lipca sierpień sierpnia wrzesień września październik października listopad listopada "
    "grudzień grudnia styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu leden ledna únor února "
    "březen března duben dubna květen května červen června červenec července srpen srpna září říjen října prosinec prosince augusti desember"
)
DATE_LABELS: Final = word_set(
    "date datum fecha data dato datę dated stand fällig échéance vencimiento scadenza vencimento termin termijn"
)
"""What stands before a date, as the end of a word of German and Dutch, too."""
