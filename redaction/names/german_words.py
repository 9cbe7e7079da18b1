"""Words of German by which `redaction.names.german` tells a noun, which has a capital there, from a name.

A noun that no list of names has is told by the sentence alone; these are the nouns that are somebody's name or a town's, too,
and the last parts of nouns that stand together.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["ABSTRACT_ENDS", "HEADS", "LEADS", "NAMESAKES"]

NAMESAKES: Final = word_set(
    # people and what they are
    "mann frau damen herren doktor professor mutter vater bruder schwester sohn tochter kind kinder freund feind herr dame junge oma opa mutti baby gast gäste "
    "mensch leute volk bürger bauer koch schneider weber richter kläger schüler lehrer meister krieger ritter könig kaiser prinz "
    "fürst graf herzog priester pfarrer pastor bischof papst mönch soldat wächter wirt kellner jäger fischer gärtner bäcker "
    "metzger schlosser müller maurer maler tischler zimmermann fahrer pfleger arzt ärztin doktor chef leiter halter händler "
    "erbe zeuge kunde kollege nachbar mieter vermieter vormund anwalt notar makler hausmeister sachbearbeiter betreuer berater "
    "experte trainer spieler sieger flieger reiter läufer schütze täter opfer sprecher schreiber leser hörer besucher bewohner "
    "bewerber beamter angestellter rentner lehrling student patient pfarrer vorstand senat stürmer wanderer diener held teufel "
    "engel gott witwe waise zwilling geselle lehrer gesell pate "
    # body and health
    "kopf haar stirn auge augen ohr nase mund zahn hals kehle brust herz lunge leber niere bauch magen darm rücken schulter arm arme "
    "hand hände finger daumen bein beine knie fuß fuss hüfte haut blut knochen kraft krebs fieber husten grippe schmerz schmerzen wunde "
    "puls leiden tod geburt schlaf traum kur salbe pille spritze sturz bruch stich brand pflege "
    # nature, weather, animals, plants, food
    "sonne mond stern sterne himmel luft wind sturm hagel regen schnee eis frost nebel wolke wolken blitz donner wetter sommer winter "
    "herbst frühling frühjahr morgen mittag abend nacht tag tage jahr jahre woche wochen monat monate stunde stunden uhr zeit zeiten "
    "wasser feuer erde stein fels sand berg tal wald baum blatt blume gras wiese feld acker garten hof weg bach fluss see meer "
    "insel küste ufer strand welt land boden grund loch quelle hund katze pferd kuh ochse bock bulle schaf ziege hase fuchs wolf bär "
    "löwe vogel hahn huhn ente gans fisch hai wurm käfer maus brot kuchen fleisch wurst käse butter milch ei eier salz zucker honig obst "
    "apfel birne kirsche traube nuss nüsse kohl salat suppe wein bier saft tee kaffee mehl reis öl fett speck braten essen "
    # house, things, materials
    "haus hause zimmer küche keller dach wand mauer tür tor fenster treppe stube kammer halle saal stall scheune bett tisch stuhl bank "
    "schrank lampe licht spiegel bild buch bücher blatt heft brief karte karten kasten kiste karton sack tasche koffer korb topf "
    "kanne krug glas teller messer gabel löffel hammer nagel nägel zange säge schere nadel faden fäden knopf ring kette krone schloss "
    "schlüssel riegel waffe schwert speer pfeil bogen kugel bombe eisen stahl gold silber kupfer blei holz kohle leder seide wolle "
    "papier stoff kleid hose rock mantel hut mütze schuh schuhe stiefel hemd wagen rad auto bus bahn zug schiff boot kutsche reifen "
    "motor kran lager platte stange brett balken ziegel rohr draht kabel dose stecker feder schraube teil teile stück "
    # work, office, law, money
    "amt rat rast geld preis preise wert werte kosten lohn zins steuer zoll pacht miete kredit kauf handel markt ware waren laden gewinn verlust "
    "schuld schulden schaden recht gesetz urteil klage eid strafe haft mord raub betrug streit frieden krieg sieg kampf vertrag "
    "wahl partei stimme stimmen kanzlei praxis klinik schule uni kita heim dorf stadt bezirk kreis gemeinde straße brücke bahnhof hafen "
    "post paket sendung fracht last ladung lieferung auftrag kaution police rente beitrag betrag summe rest zahl zahlen ziffer "
    "nummer punkt satz wort wörter text seite zeile spalte liste blatt akte akten mappe ordner stempel siegel muster probe "
    "anfang ende beginn schluss schluß ziel plan pläne sache ding dinge art arten weise form farbe größe höhe breite länge tiefe "
    "stufe grad maß menge masse reihe folge folgen kette gruppe paar paare hälfte mitte rand ecke kante spitze lage stelle ort orte "
    "norden süden osten westen grenze reich staat bund land nation heer chance glück pech freude lust liebe hass angst wut mut stolz "
    "ehre treue glaube hoffnung wunsch wünsche dank bitte gruß grüße hilfe rat idee gedanke sinn geist seele wille "
    "wunder spiel spiele ball lied musik tanz fest feier reise urlaub fahrt flug gang lauf sprung schritt stoß schlag druck zug tritt "
    "griff blick ruf schrei lärm ruhe stille wärme hitze kälte strom gas netz leitung ausfall fehler test prüfung "
    "wechsel tausch umbau bau neubau anbau anlage gerät geräte modell version stand status laufwerk rechner drucker server anruf "
    "antwort frage fragen antrag bescheid termin frist dauer pause dienst schicht einsatz betrieb werk firma büro team abteilung leistung "
    "qualität sicherheit ursache folge wirkung zweck vorteil nachteil bedarf vorrat hotel pension rolle macht gewalt not gefahr "
    "sorge mühe laune stimmung schutz rettung geschenk gabe bote nachricht neuigkeit zeitung sender funk film "
    "schein ausweis pass führerschein zeugnis diplom note noten klasse fach lehre studium kurs ferien lösung übung aufgabe "
    "eigentum besitz erbschaft steuern abgabe gebühr gebühren rechnung mahnung quittung konto aktie aktien anleihe anleihen fonds depot "
    "verkehr unfall stau ampel kreuzung kurve tempo bremse reparatur werkstatt tank garage autobahn "
    "hochzeit taufe trauer grab sarg kirche kreuz segen gebet sünde himmelfahrt ostern pfingsten advent weihnachten "
    "sonntag montag dienstag mittwoch donnerstag freitag samstag januar februar märz april mai juni juli august september oktober november dezember "
    # adjectives and verbs that begin sentences
    "gut schön groß klein lang kurz alt neu jung reich arm stark schwach laut leise hell dunkel klug ernst ehrlich lieb böse frei fern "
    "nah schnell langsam früh spät hoch tief breit schmal weiß schwarz rot blau grün gelb grau braun voll leer warm kalt heiß "
    "erste erster zweite dritte letzte lieber liebe beste bester falls gemäß mangels zwecks anbei sauer bitter süß roh frisch still rein"
)
"""Nouns, and words that begin sentences, that lists of names have, too: without another name beside it one is a noun."""

LEADS: Final = word_set(
    "der die das den dem des ein eine einen einem einer eines im am vom zum zur beim ins in an auf aus "
    "bei mit nach von vor zu für um ab bis durch gegen ohne über unter zwischen seit während wegen trotz "
    "laut gemäß bezüglich hinsichtlich betreffs anlässlich mangels zwecks infolge aufgrund mittels binnen "
    "innerhalb außerhalb kein keine mein meine dein deine sein seine ihr ihres ihre ihren ihrem ihrer "
    "unser unsere unseren unserem unserer euer eure dieser diese dieses diesen diesem jeder jede jedes "
    "jeden jedem alle aller allen beide bitte leider hiermit hierbei anbei sehr ich du er sie es wir man "
    "wer was wie wo wann warum wenn weil dass ob und oder aber doch auch noch nur schon dann da hier dort "
    "heute gestern erkläre erstelle schreibe übersetze nenne gib zeige fasse formuliere verfasse "
    "beschreibe vergleiche berechne analysiere finde liste"
)
"""Words with a sentence's capital before a noun or a name."""

ABSTRACT_ENDS: Final = (
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tät",
    "täten",
)
"""How nouns end that are ideas and no names."""
HEADS: Final = (
    *ABSTRACT_ENDS,
    *word_set(
        "amt antrag arzt ärztin auftrag ausfall ausfälle bahn beitrag bericht bescheid beschwerden betrag "
        "betreuer betrieb blatt brief buch daten dauer dienst drucker einheit einheiten fehler formular frist "
        "gebühr gebühren gerät geräte gericht gespräch grad grund gründe gutachten hilfe jahr jahre jahres "
        "karte karten kasse klage klinik konto kosten kraft kräfte kunde kunden lager lage leistung leiter "
        "leiterin leute liste lösung meldung minuten mittel monat monate muskulatur nachweis nachweise nehmer "
        "nehmerin geber geberin nummer papier pflege pflicht plan platte preis problem probleme protokoll "
        "prozent prüfung raum recht rechte rechts rechnung reise rückblick sache satz schaden schadens "
        "schäden schein schmerz schmerzen schreiben schreibens schutz schutzes seite speicher stelle stellen "
        "steuer störungen stufe stunde stunden system tag tage tagen tausch teil teile termin test unterlagen "
        "urlaub verein verfahren verfahrens verhältnis verhältnisses versicherung vertrag vertrags vertrages "
        "wechsel werk werte wert woche wochen zahl zahlen zeit zeiten zettel ziel ziele zimmer zug zeichen "
        "zugang zustand zeuge zeugnis punkt platz akte akten ion ionen ismus ment nis nisse nissen tum anz "
        "enz itis ose skopie graphie grafie ektomie therapie logie pathie ämie urie insuffizienz syndrom "
        "fraktur infarkt infektion"
    ),
)
"""How nouns end that no list of names has."""
