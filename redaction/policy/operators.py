"""The part of a policy that says how: operators, keys, and whose key it is."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field as Setting
from pydantic import model_validator

from redaction.policy.strict import Strict

__all__ = [
    "BUILT_IN",
    "MAX_TENANTS",
    "MAX_TENANT_CHARACTERS",
    "KeySource",
    "Name",
    "OperatorRule",
    "TenantRule",
]

BUILT_IN: Final = ("replace", "mask", "drop", "generalise")
"""Operators that every policy has by these names, so that a rule of theirs means the same everywhere."""
MAX_TENANTS: Final = 10_000
MAX_TENANT_CHARACTERS: Final = 256

Name = Annotated[str, Setting(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
TenantName = Annotated[str, Setting(min_length=1, max_length=MAX_TENANT_CHARACTERS)]


class OperatorRule(Strict):
    """How a found value is replaced. Parameters that the kind does not have are refused."""

    kind: Literal["replace", "mask", "drop", "hmac", "generalise"]
    keep_last: Annotated[int, Setting(ge=0, le=8)] | None = None
    character: Annotated[str, Setting(min_length=1, max_length=1)] | None = None
    key: str | None = None

    @model_validator(mode="after")
    def _parameters_fit(self) -> OperatorRule:
        faults = []
        if self.kind != "mask" and (self.keep_last is not None or self.character is not None):
            faults.append("keep_last and character belong to mask")
        if self.kind == "hmac" and self.key is None:
            faults.append("hmac needs key: the name of an entry of `keys`")
        if self.kind != "hmac" and self.key is not None:
            faults.append("key belongs to hmac")
        if faults:
            raise ValueError("\n".join(faults))
        return self


class KeySource(Strict):
    """Where a key comes from: a file with base64 or hex text, or an environment variable with the same.

    Attributes:
        id: Short public name, written into each token.
    """

    id: Annotated[str, Setting(pattern=r"^[a-z0-9]{1,8}$")]
    file: str | None = None
    env: str | None = None

    @model_validator(mode="after")
    def _one_source(self) -> KeySource:
        if (self.file is None) == (self.env is None):
            raise ValueError("needs exactly one of file and env")
        return self


class TenantRule(Strict):
    """Whose data a record is, and with whose key its tokens are made.

    Attributes:
        fields: Where the tenant stands: names of fields of the resource of OTLP, which is set where the service is run,
            after those of the record or span, which is written by whatever runs in it, and last those under
            `resource` and `attributes` of the record. The first name decides; a value that cannot be one, such as a
            list, only where there is no name beside it.
        keys: The key of each tenant; it takes the place of the key that an `hmac` operator names.
        unknown: What a tenant without a key gets: `refuse` makes no token, the type alone stays (`<EMAIL_ADDRESS>`);
            `default` uses the operator's own key, so that such tenants share one.
        missing: The same for data that names no tenant; as `unknown` if it is not given.
    """

    fields: Annotated[list[Annotated[str, Setting(min_length=1)]], Setting(min_length=1)]
    keys: Annotated[dict[TenantName, KeySource], Setting(max_length=MAX_TENANTS)] = {}
    unknown: Literal["refuse", "default"] = "refuse"
    missing: Literal["refuse", "default"] | None = None

    @property
    def for_missing(self) -> Literal["refuse", "default"]:
        """What data that names no tenant gets."""
        return self.missing or self.unknown
