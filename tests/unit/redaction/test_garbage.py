"""The garbage collector of a process that redacts."""

from __future__ import annotations

import gc

from redaction.garbage import look_seldom


def test_what_is_loaded_is_not_walked_again() -> None:
    """A full collection afterwards looks at what is new only, and comes less often."""
    before = gc.get_threshold()
    gc.unfreeze()  # a test before may have looked seldom
    gc.set_threshold(700, 10, 10)
    loaded = len(gc.get_objects())
    try:
        look_seldom()
        assert len(gc.get_objects()) < loaded / 10
        assert gc.get_threshold()[0] > 700
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
