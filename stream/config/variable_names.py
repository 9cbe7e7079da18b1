"""Variables of the environment that begin like settings and are none: misspelt ones, and those of no setting.

A misspelt `SCRUBLINE_POLICY` would leave the default policy at work without a word, so it is a fault. Other names may
be somebody's: the image tag of a deployment, a variable that a policy takes a key from. They are only told.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Final

from emitters.settings import ENVIRONMENT_PREFIX
from emitters.settings import Settings as EmitterSettings

__all__ = ["misspelt", "unknown"]

_OTHERS: Final = frozenset({"CONFIG", "CAPTURE_CONTENT", "REQUIRE_DATA", "STACK_DIR"})
"""Read elsewhere: by `stream.config.settings` itself, the examples and the tests."""
_LIKENESS: Final = 0.85
"""Of two names, as `difflib` measures it; one letter of six may be wrong."""
_TAILS: Final = ("FILE", "PATH", "NAME", "SERVERS", "ADDRESS", "ENDPOINT")
"""What people put behind a name that does without."""
# Kubernetes sets them for a service that is called scrubline-something.
_SERVICE_LINK: Final = re.compile(
    r"(?:.*_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)"
)
_LINK_ADDRESS: Final = ("tcp://", "udp://", "sctp://")


def misspelt(environ: Mapping[str, str], names: Collection[str], taken: Collection[str] = ()) -> list[str]:
    """One fault for each variable that is called almost as a setting.

    Args:
        environ: The process environment.
        names: The settings of the workers, in small letters.
        taken: Variables that a setting names, to take keys from.

    Returns:
        The variable and the setting that is likely to be meant; never a value.
    """
    settings = [name.upper() for name in names]
    faults = []
    for name in _strangers(environ, names, taken):
        bare = next((name.removesuffix(f"_{tail}") for tail in _TAILS if name.endswith(f"_{tail}")), name)
        close = difflib.get_close_matches(name, settings, n=1, cutoff=_LIKENESS)
        meant = bare if bare in settings else close[0] if close else None
        if meant is not None:
            faults.append(
                f"{ENVIRONMENT_PREFIX}{name}: there is no such setting: did you mean {ENVIRONMENT_PREFIX}{meant}?"
            )
    return faults


def unknown(environ: Mapping[str, str], names: Collection[str], taken: Collection[str] = ()) -> list[str]:
    """The variables with the prefix that are no setting of ours, in order."""
    return [f"{ENVIRONMENT_PREFIX}{name}" for name in _strangers(environ, names, taken)]


def _strangers(environ: Mapping[str, str], names: Collection[str], taken: Collection[str]) -> list[str]:
    emitted = (each.name for each in fields(EmitterSettings))
    known = {name.upper() for name in (*names, *emitted)} | _OTHERS
    return sorted(
        name
        for variable, value in environ.items()
        # Settings are read in whatever case.
        if variable.upper().startswith(ENVIRONMENT_PREFIX)
        and (name := variable.upper().removeprefix(ENVIRONMENT_PREFIX)) not in known
        and variable not in taken
        and _SERVICE_LINK.fullmatch(name) is None
        and not value.startswith(_LINK_ADDRESS)
    )
