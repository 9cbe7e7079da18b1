"""XID reports of NVIDIA GPUs, as NVML hands them out.

For hosts and containers that may not read the kernel log. Needs the driver's `libnvidia-ml.so.1` and the package
nvidia-ml-py (`pip install "scrubline[gpu]"`). NVML says which GPU and which GPU instance a report is of, but not which
process; and it keeps nothing for those who are not listening, while a kernel log can be read afterwards.
"""

from __future__ import annotations

import importlib
import threading
import warnings
from collections.abc import Iterator
from typing import Any, Final

from emitters.xid import XidReport, pci_address

__all__ = ["GpusUnwatched", "NvmlUnavailableError", "watch"]

POLL_MILLISECONDS: Final = 500
RETRY_SECONDS: Final = 5.0
NO_INSTANCE: Final = 0xFFFF_FFFF
XID_RECOVERY_ACTION_CHANGED: Final = 154
RECOVERY_ACTIONS: Final = {
    0: "none",
    1: "gpu_reset_required",
    2: "node_reboot_required",
    3: "drain_p2p",
    4: "drain_and_reset",
    5: "recover_imex_domain",
    6: "bus_reset_required",
    7: "system_reboot_required",
}
"""NVML_GPU_RECOVERY_ACTION_*, in words as the kernel log has them."""


class NvmlUnavailableError(RuntimeError):
    """NVML cannot be used here; the text says what is missing and what to do."""


class GpusUnwatched(RuntimeWarning):
    """XID reports of a GPU are not seen, for the reason in the text."""


def watch(
    stop: threading.Event,
    library: Any = None,
    *,
    poll_milliseconds: int = POLL_MILLISECONDS,
    retry_seconds: float = RETRY_SECONDS,
) -> Iterator[XidReport]:
    """Yield the XID reports of every GPU from now on, until `stop` is set.

    When NVML ends the wait (a GPU has fallen off the bus, the driver was reloaded), it says so by a warning and
    begins anew with the GPUs that are left; reports made in between are missed.

    Args:
        stop: Ends the iteration, at the latest after one poll.
        library: A module like pynvml; None imports that.
        poll_milliseconds: How long one wait for an event lasts.
        retry_seconds: Time before it begins anew.

    Raises:
        NvmlUnavailableError: No library, no driver, or no GPU whose XID reports it hands out.
    """
    nvml = _import() if library is None else library
    first = True
    while not stop.is_set():
        try:
            nvml.nvmlInit()
        except nvml.NVMLError as error:
            if first:
                raise NvmlUnavailableError(f"NVML: {error}; is the NVIDIA driver loaded?") from error
            _warn(f"NVML: {error}")
        else:
            try:
                yield from _watch_once(nvml, stop, poll_milliseconds, required=first)
            finally:
                nvml.nvmlShutdown()
        first = False
        stop.wait(retry_seconds)


def _import() -> Any:
    try:
        return importlib.import_module("pynvml")
    except ImportError as error:
        raise NvmlUnavailableError(
            'the package nvidia-ml-py is missing: pip install "scrubline[gpu]"'
        ) from error


def _watch_once(
    nvml: Any, stop: threading.Event, poll_milliseconds: int, *, required: bool
) -> Iterator[XidReport]:
    """Yield reports until `stop` is set or NVML ends the wait."""
    try:
        events = nvml.nvmlEventSetCreate()
    except nvml.NVMLError as error:
        if required:
            raise NvmlUnavailableError(f"NVML hands out no events: {error}") from error
        _warn(f"NVML hands out no events: {error}")
        return
    try:
        if not _register(nvml, events):
            if required:
                raise NvmlUnavailableError("no GPU whose XID reports NVML hands out: follow the kernel log")
            return
        while not stop.is_set():
            try:
                yield _report(nvml, nvml.nvmlEventSetWait_v2(events, poll_milliseconds))
            except nvml.NVMLError_Timeout:
                continue
            except nvml.NVMLError as error:
                _warn(f"reports may have been missed: {error}")
                return
    finally:
        nvml.nvmlEventSetFree(events)


def _register(nvml: Any, events: Any) -> int:
    """Ask for the XID reports of every GPU; the number of those that agreed."""
    registered = 0
    for index in range(nvml.nvmlDeviceGetCount()):
        try:
            nvml.nvmlDeviceRegisterEvents(
                nvml.nvmlDeviceGetHandleByIndex(index), nvml.nvmlEventTypeXidCriticalError, events
            )
            registered += 1
        except nvml.NVMLError as error:
            _warn(f"GPU {index}: {error}")
    return registered


def _report(nvml: Any, event: Any) -> XidReport:
    code = int(event.eventData)
    bus = _text(nvml.nvmlDeviceGetPciInfo(event.device).busId)
    return XidReport(
        code=code,
        pci_address=pci_address(bus.partition(".")[0]),
        gpu_uuid=_text(nvml.nvmlDeviceGetUUID(event.device)),
        mig_instance=None if event.gpuInstanceId == NO_INSTANCE else int(event.gpuInstanceId),
        recovery_action=_recovery_action(nvml, event.device) if code == XID_RECOVERY_ACTION_CHANGED else None,
    )


def _recovery_action(nvml: Any, device: Any) -> str | None:
    """What the driver asks for now; None where it does not say."""
    field = nvml.nvmlDeviceGetFieldValues(device, [nvml.NVML_FI_DEV_GET_GPU_RECOVERY_ACTION])[0]
    return None if field.nvmlReturn else RECOVERY_ACTIONS.get(field.value.uiVal)


def _text(value: bytes | str) -> str:
    """Versions of pynvml before 12 give bytes."""
    return value.decode() if isinstance(value, bytes) else value


def _warn(text: str) -> None:
    warnings.warn(text, GpusUnwatched, stacklevel=2)
