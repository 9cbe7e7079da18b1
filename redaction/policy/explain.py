"""What would run for a field, and why: the answer of `scrubline policy explain`, from the routes that the walk uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.entities import NAME_ENTITIES, OPTIONAL_ENTITIES, STRUCTURED_ENTITIES
from redaction.policy.document import FieldRule, Policy
from redaction.policy.field_rules import glob, plain_key
from redaction.policy.route import DROP, JUDGE, KEEP, MEASURE, Place, Route
from redaction.policy.selectors import Routes

__all__ = ["explain_field"]


_INDEX: Final = re.compile(r"\[\d+\]")


def explain_field(
    policy: Policy, field: str, *, signal: str, place: str, service: str, tenant: str | None = None
) -> list[str]:
    """Say what happens to a field.

    Args:
        policy: The policy.
        field: Keys joined by dots, `[]` or a number in brackets for the elements of a list: `messages[].content`. The
            `$.` of a finding's path may stay.
        signal: `logs` or `spans`.
        place: Where it stands, as in `redaction.policy.document.Where`.
        service: `service.name` of the record or resource, "" for any other.
        tenant: Whose data it is, None to be told how that is found out.

    Returns:
        Lines of text; two answers where nested keys and one key with dots in it are not treated alike.
    """
    field = _INDEX.sub("[]", field.removeprefix("$."))
    nested = list(_explain(policy, field.split("."), signal, place, service))
    dotted = list(_explain(policy, [field], signal, place, service))
    last = list(_whose(policy, field, tenant))
    if nested == dotted or "[]." in field:
        return [*nested, *last]
    return ["as nested keys:", *_indented(nested), "as one key:", *_indented(dotted), *last]


def _explain(policy: Policy, keys: list[str], signal: str, place: str, service: str) -> Iterator[str]:
    routes = Routes(policy, signal)
    route = routes.root(place, service)
    for key in keys:
        name = key.rstrip("[]")
        for step in (name, *["[]"] * key[len(name) :].count("[]")):
            route = route.item() if step == "[]" else route.child(step)
            if route.action == JUDGE:
                yield f"{route.path}: dropped where a value holds what rule {route.rule} says, else:"
                route = route.otherwise
            if route.action == DROP:
                yield f"{route.path}: dropped, with everything below it"
                yield from _why(routes, route)
                return
            if route.action == MEASURE:
                yield f"{route.path}: replaced by its length, with everything below it"
                yield from _why(routes, route)
                return
    yield from _end(policy, routes, route)


def _end(policy: Policy, routes: Routes, route: Route) -> Iterator[str]:
    names = " for names too" if route.names else ""
    if route.action == KEEP:
        yield f"{route.path}: kept as it is if its value fits, else scanned{names}"
    else:
        yield f"{route.path}: scanned{names}"
    yield from _why(routes, route)
    if route.identifier:
        yield "numbers: scanned as text, since the key is one of identifier_keys"
    else:
        yield "numbers: only those of 12 digits or more, and only what a checksum confirms"
    off = {name for name, rule in policy.entities.items() if not rule.enabled}
    wanted = STRUCTURED_ENTITIES - OPTIONAL_ENTITIES - off | policy.switched_on
    wanted |= frozenset(policy.custom_entities) - off
    if route.names:
        wanted |= NAME_ENTITIES - off
    by_operator: dict[str, list[str]] = {}
    for entity in sorted(wanted):
        rule = policy.entities.get(entity)
        operator = (rule.operator if rule is not None else None) or policy.default_operator
        threshold = rule.threshold if rule is not None and rule.threshold is not None else policy.threshold
        by_operator.setdefault(f"{operator}, from score {threshold:g}", []).append(entity)
    for operator, entities in sorted(by_operator.items()):
        yield f"{operator}: {', '.join(entities)}"
    if not policy.private_addresses:
        yield "IP addresses of private networks stay"
    if policy.registry or policy.recognizers:
        yield "your own recognizers run beside: those of registry and recognizers"
    if policy.allow:
        yield f"then: {len(policy.allow)} allow lists say which found values stay"


def _whose(policy: Policy, field: str, tenant: str | None) -> Iterator[str]:
    """With whose key the tokens are made, where the policy has keys of tenants."""
    rule = policy.tenants
    if rule is None:
        return
    if tenant is not None:
        source = rule.keys.get(tenant)
        without = f"no key under `tenants.keys`, so {_WITHOUT[rule.unknown]}"
        yield f"tokens of this tenant: {f'key {source.id}' if source is not None else without}"
        return
    if field in rule.fields:
        yield "tenant: this field says whose the data is, and with whose key tokens are made"
    listed = ", ".join(rule.fields)
    yield f"tokens: with the key of the tenant, the first name in {listed} of the OTLP resource, else of record or span"
    yield f"tokens of a tenant that is not one of the {len(rule.keys)} with a key: {_WITHOUT[rule.unknown]}"
    yield f"tokens of data that names no tenant: {_WITHOUT[rule.for_missing]}"


_WITHOUT: Final = {"refuse": "none, the type alone stays", "default": "the key that the operator names"}


def _place(path: str, route: Route) -> Place:
    return Place(path, route.key, route.place, route.service)


def _why(routes: Routes, route: Route) -> Iterator[str]:
    # An element of a kept list has its rule from the list.
    path = route.path
    rule = routes.rule_of(_place(path, route))
    while rule is None and path.endswith("[]") and route.rule:
        path = path.removesuffix("[]")
        rule = routes.rule_of(_place(path, route))
    if rule is None:
        inherited = " and what stands above it" if route.names else ""
        yield f"because: no rule mentions it; `unknown`{inherited} decides"
        return
    yield f"because: rule {rule.rule}, {_matched(rule, path)}"
    conditions = [f"shape {name}" for name in rule.shapes]
    conditions += ["its pattern"] if rule.pattern is not None else []
    conditions += [f"one of {len(rule.values)} values"] if rule.values else []
    if conditions:
        yield f"fits: {', '.join(conditions)}"


def _matched(rule: FieldRule, path: str) -> str:
    for pattern in rule.where.paths:
        if glob(pattern)(path):
            return f"path {pattern}"
    plain = plain_key(path.replace("[]", ""))
    for key in rule.where.keys:
        if f".{plain}".endswith(f".{plain_key(key)}"):
            return f"key {key}"
    raise AssertionError("a rule matches by a key or a path")


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]
