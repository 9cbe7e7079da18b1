"""What the names of companies and institutions end or begin with."""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set

__all__ = ["BODIES", "LEGAL_FORMS"]

LEGAL_FORMS: Final = word_set(
    "inc llc ltd limited plc corp corporation gmbh ag kg kgaa ohg ug se sarl sas srl spa nv bv ab oy oyj a/s as aps kft zrt "
    "doo sro llp pty pvt lda ltda sl slu jsc ev"
)
"""Behind the name, in small letters and without full stops."""
BODIES: Final = word_set(
    "university universität université universidad universitat università universiteit college hospital hospitals clinic "
    "klinikum universitätsklinikum klinik krankenhaus hôpital ospedale clínica bank insurance airlines ministry institute "
    "foundation herald gazette pharmaceuticals technologies logistics consulting analytics"
)
"""Institutions, and what companies do, where no person's name has these words."""
