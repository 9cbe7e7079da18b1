"""What numbers are called: the word "number", what is counted, what has a number, and units of time."""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["COUNTS", "NUMBER", "NUMBERED", "TIMES"]

NUMBER: Final = word_set(
    "number numbers no nr num nummer numer número numero numéro číslo cislo numara nomor номер номером номеру"
)
"""The word itself."""
COUNTS: Final = word_set(
    "id ids calls count counts counter total size length limit model models version queue port users messages sessions "
    "requests bytes tokens tickets rows sales cost costs price minutes seconds ms retries index offset depth latency "
    "duration elapsed timeout build node nodes seq sequence"
)
"""Names of counts, measures and ids in programs."""
NUMBERED: Final = word_set(
    "order po invoice contract reference ref serial batch lot part policy tracking sku parcel booking reservation article "
    "build ticket pedido commande facture factura fattura ordine faktura rechnung bestellung auftrag bestelling "
    "aktenzeichen ordre fatura dossier encomenda protocolo expediente pratica pesanan faktur lasku számla счет счёт"
)
"""What has a number of its own in letters and forms."""
TIMES: Final = word_set(
    "second seconds minute minutes hour hours day days week weeks month months year years"
)
"""Units of time."""
