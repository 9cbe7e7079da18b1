"""Every fault of a policy at once, one line each: what the schema says, and what its parts say of each other.

The names in a policy are compared as it was written, so that a fault in one part hides none in another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final

from pydantic import ValidationError

from redaction.entities import ENTITIES
from redaction.policy.operators import BUILT_IN
from redaction.stock_entities import STOCK_ENTITIES, WALK_ENTITIES

__all__ = ["BETWEEN", "entries", "known", "name_faults", "schema_faults", "table"]

BETWEEN: Final = "\n"
"""Between the faults that one validator found."""
_PLAIN: Final = {
    "extra_forbidden": "unknown key: remove it or mend its spelling",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "list_type": "must be a list",
}
"""What the schema says in words of its own, by its name for it."""


def schema_faults(error: ValidationError) -> list[str]:
    """What the schema refused, each fault with its place; `name_faults` has those between the parts."""
    return [
        f"{place}: {fault}"
        for place, faults in (_faults(entry) for entry in error.errors(include_url=False) if entry["loc"])
        for fault in faults
    ]


def name_faults(document: Any) -> list[str]:
    """What the parts of a policy say of each other: unknown entities, operators and keys, names given twice.

    Args:
        document: The policy as it was written or as it was validated; parts of the wrong shape are passed over.
    """
    return [
        *_entity_faults(document),
        *_operator_faults(document),
        *_key_faults(document),
        *_rule_faults(document),
    ]


def known(document: Any) -> frozenset[str]:
    """Every entity type that a policy may name."""
    return (
        STOCK_ENTITIES | WALK_ENTITIES | frozenset((*ENTITIES, *_texts(entries(document, "custom_entities"))))
    )


def table(document: Any, *keys: str) -> Mapping[Any, Any]:
    """The mapping that stands under some keys, empty if none does."""
    for key in keys:
        document = document.get(key) if isinstance(document, Mapping) else None
    return document if isinstance(document, Mapping) else {}


def entries(document: Any, key: str) -> list[Any]:
    """The list that stands under a key, empty if none does."""
    found = table(document).get(key)
    return found if isinstance(found, list) else []


def _faults(entry: Any) -> tuple[str, list[str]]:
    place = ".".join(str(part) for part in entry["loc"])
    if entry["type"] in _PLAIN:
        return place, [_PLAIN[entry["type"]]]
    return place, str(entry["msg"]).removeprefix("Value error, ").split(BETWEEN)


def _entity_faults(document: Any) -> Iterator[str]:
    names = known(document)
    for name in _texts(table(document, "entities")):
        if name not in names:
            yield f"entities.{name}: unknown entity {name}: declare it in custom_entities"
    for at, allow in enumerate(entries(document, "allow")):
        for name in _texts(entries(allow, "entities")):
            if name not in names:
                yield f"allow.{at}.entities: unknown entity {name}: declare it in custom_entities"


def _operator_faults(document: Any) -> Iterator[str]:
    own = table(document, "operators")
    operators = {*BUILT_IN, *_texts(own)}
    used = {"default_operator": table(document).get("default_operator")}
    rules = table(document, "entities")
    used |= {f"entities.{name}.operator": table(rule).get("operator") for name, rule in rules.items()}
    for place, name in used.items():
        if isinstance(name, str) and name not in operators:
            yield f"{place}: unknown operator {name!r}: one of {', '.join(sorted(operators))}"
    for name in own:
        if name in BUILT_IN:
            yield f"operators.{name}: every policy has this operator; give yours another name"


def _key_faults(document: Any) -> Iterator[str]:
    operators, keys = table(document, "operators"), table(document, "keys")
    tenants = table(document, "tenants")
    for name, rule in operators.items():
        key = table(rule).get("key")
        if isinstance(key, str) and key not in keys:
            yield f"operators.{name}.key: no entry {key!r} in keys"
    if tenants and not any(table(rule).get("kind") == "hmac" for rule in operators.values()):
        yield "tenants: no operator of kind hmac would use their keys"
    holder: dict[str, str] = {}
    sources = chain(
        ((f"keys.{name}", source) for name, source in keys.items()),
        ((f"tenants.keys.{name}", source) for name, source in table(tenants, "keys").items()),
    )
    for place, source in sources:
        key_id = table(source).get("id")
        if isinstance(key_id, str) and (other := holder.setdefault(key_id, place)) != place:
            yield f"{place}.id: {key_id!r} is the id of {other}; a token must tell its key"


def _rule_faults(document: Any) -> Iterator[str]:
    names = [
        name
        for kind in ("fields", "records")
        for rule in entries(document, kind)
        if isinstance(name := table(rule).get("rule"), str)
    ]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"rule {name!r} is given twice"


def _texts(names: Any) -> list[str]:
    return [name for name in names if isinstance(name, str)]
