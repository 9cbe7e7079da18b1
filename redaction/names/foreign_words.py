"""Words of letters, forms and sentences in a dozen languages, by which `redaction.names.foreign` tells what is no name.

The word lists of the model (`redaction.names.gazetteers`) know names of all languages and ordinary words of few; these
lists are looked at by rules alone, and may grow without a newly trained model.
"""

# ruff: noqa: E501, RUF001  # a list is read as a list; letters are those of their languages

from __future__ import annotations

from typing import Final

from redaction.names.word_set import phrase_set, word_set
from redaction.words import german
from redaction.words.particles import ARTICLES as OF_NAMES

__all__ = [
    "ARTICLES",
    "FUNCTION_WORDS",
    "GERMAN",
    "LABELS",
    "NOUNS",
    "OPENERS",
    "PRONOUNS",
    "ROLES",
    "THINGS",
]

LABELS: Final = phrase_set(
    "name|city|town|country|address|date|joined|phone|email|e-mail|title|subject|assignee|assignees|attendees|reporter|"
    "description|qty|quantity|total|amount|status|priority|category|department|position|salary|notes|comments|remarks|"
    "vorname|nachname|familienname|geburtsname|adresse|anschrift|straße|strasse|hausnummer|ort|wohnort|stadt|land|datum|"
    "geburtsdatum|geburtstag|telefon|telefonnummer|handy|beruf|kunde|kundin|kundennummer|betreff|firma|anrede|unterschrift|"
    "patient|patientin|nom|prénom|prénoms|nom de famille|adresse postale|ville|pays|date de naissance|lieu de naissance|"
    "téléphone|client|cliente|objet|entreprise|société|profession|code postal|nombre|apellido|apellidos|dirección|domicilio|"
    "ciudad|país|fecha|fecha de nacimiento|lugar de nacimiento|teléfono|correo|empresa|asunto|paciente|código postal|nome|"
    "cognome|indirizzo|città|paese|data|data di nascita|luogo di nascita|telefono|azienda|oggetto|paziente|residenza|"
    "cellulare|apelido|sobrenome|endereço|cidade|morada|data de nascimento|telefone|celular|assunto|utente|naam|voornaam|"
    "achternaam|adres|woonplaats|plaats|stad|geboortedatum|geboorteplaats|telefoon|klant|bedrijf|onderwerp|förnamn|"
    "efternamn|adress|födelsedatum|personnummer|kund|företag|ämne|fornavn|efternavn|etternavn|by|fødselsdato|etunimi|"
    "sukunimi|osoite|kaupunki|puhelin|syntymäaika|asiakas|imię|nazwisko|imię i nazwisko|adres zamieszkania|miasto|"
    "miejscowość|kraj|data urodzenia|miejsce urodzenia|klient|temat|zam|ur|ul|jméno|příjmení|adresa|bydliště|město|země|"
    "datum narození|zákazník|předmět|společnost|ad|adı|soyad|soyadı|ad soyad|adı soyadı|şehir|il|ilçe|ülke|tarih|"
    "doğum tarihi|doğum yeri|müşteri|şirket|konu|unvan|nume|prenume|adresă|oraș|țară|data nașterii|név|vezetéknév|"
    "keresztnév|cím|lakcím|város|születési idő|ügyfél|"
    "forename|forenames|surname|surnames|given name|given names|first name|last name|maiden name|middle name|dob|d.o.b|"
    "place of birth|nationality|occupation|employer|next of kin|gender|sex|marital status|policyholder|claimant|insured|"
    "arbeitgeber|staatsangehörigkeit|familienstand|geschlecht|hausarzt|ansprechpartner|versicherungsnehmer|employeur|"
    "nationalité|situation familiale|sexe|médecin traitant|titulaire|empleador|nacionalidad|estado civil|sexo|médico|"
    "titular|datore di lavoro|nazionalità|stato civile|sesso|medico curante|titolare|entidade patronal|nacionalidade|"
    "naturalidade|médico assistente|werkgever|nationaliteit|burgerlijke staat|geslacht|huisarts|behandelend arts|"
    "arbetsgivare|medborgarskap|civilstånd|läkare|ansvarig läkare|arbejdsgiver|arbeidsgiver|työnantaja|pracodawca|"
    "obywatelstwo|stan cywilny|płeć|lekarz|lekarz prowadzący|pacjent|pacjentka|zaměstnavatel|státní příslušnost|"
    "rodinný stav|pohlaví|lékař|ošetřující lékař|pacient|pacientka|hasta|hasta adı|hekim|doktor|işveren|uyruk|"
    "medeni hali|cinsiyet|meslek|angajator|cetățenie|munkáltató|állampolgárság|beteg|orvos|"
    "agent|caller|customer|operator|representative|interviewer|interviewee|moderator|host|panelist|dispatcher|nurse|doctor|speaker|"
    "anrufer|anruferin|berater|beraterin|mitarbeiter|mitarbeiterin|bearbeiter|beller|medewerker|medewerkster|conseiller|conseillère|"
    "appelant|opérateur|opératrice|agente|operador|operadora|asesor|asesora|operatore|operatrice|chiamante|atendente|konsultant|"
    "konsultantka|operátor|volající|handläggare|uppringare|temsilci|arayan"
)
"""What stands before a colon, or at the head of a column, in forms."""

PRONOUNS: Final = german.FORMAL

GERMAN: Final = word_set(
    "ich du er es wir mich mir dich dir uns ihn ihm mein meine meinen meinem dein deine sein seine dem "
    "ein eine einen einem einer eines die zwischen für mit ohne über unter wegen ist sind war wird werden "
    "wurde hat haben hatte kann können muss soll nicht kein keine auch noch nur sehr dass wenn weil aber "
    "oder wie wo was wer beim am im ab vom bei nach aus seit bis durch gegen"
)
"""Small words of a language that writes all nouns with a capital."""

FUNCTION_WORDS: Final = GERMAN | word_set(
    "tu il elle nous vous ils elles une ce cette ces mon ma mes ton ta tes son sa ses notre votre leur leurs dans sur sous avec "
    "sans pour par chez entre depuis pendant est sont était sera ont avait peut doit ne pas plus très que qui quoi dont où mais donc "
    "yo tú él ella nosotros ellos una unos unas este esta estos estas mi tu su sus nuestro en con sin sobre por para desde hasta "
    "entre durante según es son era fue será ha han había puede debe muy que quien cuando donde como pero porque "
    "io lui lei noi voi loro uno una questo questa questi queste mio mia tuo tua suo sua nostro nel nella nello sul sulla con senza "
    "per tra fra alla allo alle agli è sono era sarà ha hanno può deve non più molto che chi quando dove come ma perché "
    "uma este esta isto meu minha seu sua nosso pelo pela com sem sobre por para desde até entre é são foi será tem "
    "têm pode deve não muito que quem quando onde como mas porque ao aos à às "
    "ik jij hij zij wij een het dit dat deze die mijn jouw zijn haar ons onze met zonder over onder voor tussen sinds "
    "is was wordt werd heeft hebben had kan moet niet geen ook nog zeer wie wat waar als maar omdat naar bij "
    "jag han hon vi en ett det detta min din sin vår på med utan över för efter mellan till från är var blir har hade kan måste "
    "inte också som när där men eller att om jest są był była nie się od przy dla przez że który która jako oraz "
    "jsou byl byla není od při pro přes že který která jako nebo ze ke"
)
"""Small words of all that no name of a person holds; particles of names ("van", "de", "di") are not among them."""

OPENERS: Final = word_set(
    "y e i a o w z s v eu ele ela eles elas você vocês nós isso aqui agora então também já sim yo usted ustedes qué quién cuál "
    "cuándo dónde cómo cuánto hay está están aquí ahora entonces también ya sí je oui non alors puis ici quand où comment "
    "pourquoi donc sono ho sì poi allora adesso perché quale quanto ik ja nee hier daar graag hoe waarom wanneer jag ja nej här "
    "där hur vad vem varför jeg nei hvor hva hvordan hvorfor ja tak ale kiedy gdzie jak co kto czy proszę jestem mam mój moja "
    "moje pana pani pański nasz nasza nasze wasz wasza wasze já ano ne když kde kdo prosím jsem mám můj moje má váš vaše vaši "
    "vaší vašeho vašemu vašim vašich vaším náš naše naši naší našeho této tento tato toto ben biz siz benim bizim sizin ama "
    "nerede nasıl kim bu şu için evet hayır lütfen"
)
"""Further words that begin sentences, with a capital then; letters of Czech and Polish address people with one inside."""

ROLES: Final = word_set(
    "passenger policyholder claimant customer kunde kundin klant klantnaam kund client cliente klient klientka zákazník "
    "zákaznice müşteri hasta patient patiente patientin paciente paziente pacjent pacjentka pacient pacientka passagier "
    "passager pasajero passeggero pasażer cestující yolcu techniker monteur technicien técnico tecnico technik teknisyen "
    "versicherungsnehmer mitarbeiter mitarbeiterin"
)
"""What somebody is, said before the name."""

ARTICLES: Final = OF_NAMES | word_set("die il gli")
"""Those that are particles of names, too: an article where one begins a sentence and a small letter follows."""

NOUNS: Final = word_set(
    "büro termin gespräch besprechung vertrag angebot auftrag bestellung lieferung unterlagen antrag bescheid anfrage anruf brief "
    "schreiben frage fragen antwort problem fehler ausfall störung techniker kunde kundin mitarbeiter mitarbeiterin arbeitszeugnis "
    "mahnung zahlung betrag konto woche wochen monat monate jahr jahre uhr stunde stunden minute minuten herrn haus wohnung "
    "schlüssel wasser heizung strom internet passwort zugang benutzer anwendung rechner drucker netzwerk datenbank "
    "liste tupel unterschied funktion beispiel zusammenfassung bericht text satz wort zeile leute kollegen kinder eltern "
    "arzt ärztin krankenhaus schmerzen medikament rezept versicherung urlaub reise flug zug auto hilfe rückmeldung verständnis "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august september "
    "oktober november dezember grund ziel teil stelle bewerbung lebenslauf stellenanzeige "
    "datei dateien ordner verzeichnis zeilen spalte spalten tabelle tabellen abfrage abfragen variable variablen schleife "
    "fehlermeldung skript programm klasse methode objekt bibliothek zeichenkette zahl zahlen wert werte liste listen rezept "
    "gedicht geschichte übersetzung vergleich tipps vorteile nachteile schritte anleitung "
    "schadensersatz schadenersatz widerspruch einspruch"
)
"""Of German letters: nouns stand with a capital there."""

THINGS: Final = word_set(
    "lessor lessors lessee lessees sublessee licensor licensee licensees landlord tenant tenants borrower lender purchaser buyer "
    "seller vendor guarantor assignor assignee assignees mortgagor mortgagee trustee trustees plaintiff plaintiffs defendant defendants "
    "appellant appellee respondent petitioner claimant grantor grantee indemnitor indemnitee insured policyholder beneficiary "
    "executor executrix administrator testator decedent affiant deponent undersigned probate counterparty transferor transferee "
    "franchisor franchisee subcontractor payee payor obligor pledgor attendee attendees "
    "authentication authorization authorisation deserialization serialization workaround timeout sasl tpm rpm tpd rpd qps oom "
    "qty lorem ipsum dob d.o.b d.o.b. fwd fw"
)
"""English words that the lists of ordinary words lack: parties of contracts, and what programs speak of."""
