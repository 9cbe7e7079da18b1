"""Kinds of streets: words that stand behind a street's name, before it, and at its end."""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["BEFORE_NAMES", "ENDS", "GERMAN", "NOUNS", "PLAIN", "SHORT"]

PLAIN: Final = word_set("street st road rd avenue ave boulevard blvd lane ln parkway pkwy")
"""Of English, behind a name: words that are seldom anything else."""
NOUNS: Final = word_set(
    "drive dr court ct place pl terrace ter way circle cir crescent cres close square sq gardens grove trail trl highway "
    "hwy loop plaza row mews hill walk parade quay wharf esplanade alley heights green rise view turnpike expressway "
    "freeway crossing ridge route path run point pike cove bend causeway park mall"
)
"""Of English, behind a name: nouns and verbs of plans and programs, too."""
SHORT: Final = word_set("st rd ave blvd ln pkwy dr ct pl ter cir cres sq trl hwy")
"""Those of both that are written with a full stop."""
BEFORE_NAMES: Final = word_set(
    "rue avenue boulevard place chemin allée impasse quai via viale piazza corso vicolo largo calle c/ avenida avda avda. "
    "av. paseo plaza plaça carrer carrera camino ronda rua r. praça travessa alameda estrada ul. ulica al. aleja aleje os. "
    "osiedle strada bulevardul jalan jl. kalea cours route contrada stretto borgo rotonda canale salita lungomare glorieta "
    "urbanización rambla cuesta callejón pasaje vía acceso cañada pasadizo faubourg"
)
"""Of the Romance languages and others, in small letters."""
GERMAN: Final = word_set("straße strasse str. weg gasse allee platz damm ufer")
"""Of German, at the end of one word or behind a name."""
ENDS: Final = GERMAN | word_set(
    "straat laan plein gracht dreef dijk steeg singel kade gatan vägen väg gata gate veien vegen vej gade katu tie kuja "
    "polku utca torg allé"
)
"""Of the Germanic languages and others, at the end of one word."""
