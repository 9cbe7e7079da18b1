"""Derivation: metrics as a pure fold of the clean log. `read_events`, `fold`, then `close`."""

from __future__ import annotations

from stream.derive.carry import Takeover, identity, take_over
from stream.derive.catalogue import CATALOGUE, render_markdown
from stream.derive.close import close
from stream.derive.events import read_events
from stream.derive.fold import OriginGap, Rules, fold
from stream.derive.labels import AllowedLabels
from stream.derive.record import Kept, decode_state, encode_state, read_reach
from stream.derive.series import Exemplar, TimeSeries
from stream.derive.state import State

__all__ = [
    "CATALOGUE",
    "AllowedLabels",
    "Exemplar",
    "Kept",
    "OriginGap",
    "Rules",
    "State",
    "Takeover",
    "TimeSeries",
    "close",
    "decode_state",
    "encode_state",
    "fold",
    "identity",
    "read_events",
    "read_reach",
    "render_markdown",
    "take_over",
]
