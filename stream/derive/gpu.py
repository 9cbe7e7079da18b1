"""What to do about an NVIDIA XID: the action class of each code.

Source: docs.nvidia.com/deploy/xid-errors, analysing the XID catalogue (immediate actions).
"""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = ["ACTION_CLASSES", "ActionClass", "action_class"]

ActionClass = Literal[
    "restart_app", "observe", "reset_gpu", "ecc", "nvlink", "hardware", "follow_action", "unknown"
]
ACTION_CLASSES: Final[tuple[ActionClass, ...]] = get_args(ActionClass)

_CLASSES: Final[dict[ActionClass, tuple[int, ...]]] = {
    "restart_app": (8, 11, 13, 31, 32, 39, 40, 41, 68, 69, 94, 126),
    "observe": (37, 38, 43, 44, 45, 63, 66, 92, 93, 121, 137, 157, 160, 161),
    "reset_gpu": (46, 62, 64, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158),
    "ecc": (48, 171, 172),
    "nvlink": (74, 144, 145, 146, 147, 148, 149, 150),
    "hardware": (54, 79, 151),
    # The report itself names the recovery action; this class is what is left where it does not.
    "follow_action": (154,),
}
_BY_CODE: Final[dict[int, ActionClass]] = {code: name for name, codes in _CLASSES.items() for code in codes}
_BY_RECOVERY: Final[tuple[tuple[str, ActionClass], ...]] = (
    ("reset", "reset_gpu"),
    ("reboot", "hardware"),
    ("drain", "reset_gpu"),
    ("imex", "nvlink"),
    ("none", "observe"),
)


def action_class(xid: int, recovery_action: object = None) -> ActionClass:
    """The class of an XID report.

    Args:
        xid: Its code.
        recovery_action: What the driver asks for, where the report says it (XID 154), as a lower-case word such
            as `gpu_reset_required`; it overrides the table.

    Returns:
        The class; `unknown` for a code that the catalogue does not have.
    """
    known: ActionClass = _BY_CODE.get(xid, "unknown")
    if known == "follow_action" and isinstance(recovery_action, str):
        for word, action in _BY_RECOVERY:
            if word in recovery_action:
                return action
    return known
