"""How: what stands in the place of a found value. One file per operator; `OPERATORS` lists them.

To add one: a module with a class like `Replace`, an entry here, a kind in `redaction.policy.document.OperatorRule`
and a row in the README. Operators are deterministic: equal values give equal replacements.
"""

from __future__ import annotations

from typing import Final

from redaction.operators.drop import Drop
from redaction.operators.generalise import Generalise
from redaction.operators.hmac import Hmac
from redaction.operators.mask import Mask
from redaction.operators.operator import Operator
from redaction.operators.replace import Replace

__all__ = ["OPERATORS", "Drop", "Generalise", "Hmac", "Mask", "Operator", "Replace"]

OPERATORS: Final = (Replace, Mask, Drop, Hmac, Generalise)
