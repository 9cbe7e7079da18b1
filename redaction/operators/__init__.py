"""How: what stands in the place of a found value. One file per operator; `OPERATORS` lists them.

To add one: a module with a class like `Replace`, an entry here, a kind in `redaction.policy.operators.OperatorRule`
and a row in the README; one that takes no parameters has its name in `BUILT_IN` there, too. Operators are
deterministic: equal values give equal replacements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from redaction.operators.drop import Drop
from redaction.operators.generalise import Generalise
from redaction.operators.hmac import Hmac
from redaction.operators.mask import Mask
from redaction.operators.operator import Operator
from redaction.operators.replace import Replace

__all__ = ["OPERATORS", "Drop", "Generalise", "Hmac", "Mask", "Operator", "Replace"]

OPERATORS: Final[Mapping[str, Callable[..., Operator]]] = {
    one.name: one for one in (Replace, Mask, Drop, Hmac, Generalise)
}
"""By the kind that a policy names."""
