"""Variables of the environment that begin like settings and are none: misspelt ones, and those nobody reads.

A misspelt `SCRUBLINE_POLICY` would leave the default policy at work without a word, so it is a fault. Names that are
like no setting may be somebody else's, such as the image tag of a deployment; they are only told.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Final

from emitters.settings import ENVIRONMENT_PREFIX
from emitters.settings import Settings as EmitterSettings

__all__ = ["misspelt", "unread"]

_OTHERS: Final = frozenset({"CONFIG", "CAPTURE_CONTENT", "REQUIRE_DATA", "STACK_DIR"})
"""Read elsewhere: by `stream.settings` itself, the examples and the tests."""
_LIKENESS: Final = 0.75
"""Of two names, as `difflib` measures it: `KAFKA_BOOTSTRAP_SERVERS` is meant too."""
# Kubernetes sets them for a service that is called scrubline-something.
_SERVICE_LINK: Final = re.compile(
    r"(?:.*_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)"
)
_LINK_ADDRESS: Final = ("tcp://", "udp://", "sctp://")


def misspelt(environ: Mapping[str, str], names: Collection[str]) -> list[str]:
    """One fault for each variable that is called almost as a setting.

    Args:
        environ: The process environment.
        names: The settings of the workers, in small letters.

    Returns:
        The variable and the setting that is likely to be meant; never a value.
    """
    known = _known(names)
    faults = []
    for name in _strangers(environ, known):
        close = difflib.get_close_matches(name, known, n=1, cutoff=_LIKENESS)
        if close:
            faults.append(
                f"{ENVIRONMENT_PREFIX}{name}: there is no such setting: did you mean {ENVIRONMENT_PREFIX}{close[0]}?"
            )
    return faults


def unread(environ: Mapping[str, str], names: Collection[str]) -> list[str]:
    """The variables with the prefix that nothing of ours reads, in order."""
    return [f"{ENVIRONMENT_PREFIX}{name}" for name in _strangers(environ, _known(names))]


def _known(names: Collection[str]) -> frozenset[str]:
    emitted = (each.name.upper() for each in fields(EmitterSettings))
    return frozenset({*(name.upper() for name in names), *emitted, *_OTHERS})


def _strangers(environ: Mapping[str, str], known: Collection[str]) -> list[str]:
    return sorted(
        name
        for variable, value in environ.items()
        if variable.startswith(ENVIRONMENT_PREFIX)
        and (name := variable.removeprefix(ENVIRONMENT_PREFIX)) not in known
        and _SERVICE_LINK.fullmatch(name) is None
        and not value.startswith(_LINK_ADDRESS)
    )
