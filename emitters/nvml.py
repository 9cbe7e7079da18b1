"""XID reports of NVIDIA GPUs, as NVML hands them out.

For hosts and containers that may not read the kernel log. Needs the driver's `libnvidia-ml.so.1` and the package
nvidia-ml-py (`pip install "scrubline[gpu]"`). NVML says which GPU and which GPU instance a report is of, but not which
process; and it keeps nothing for those who are not listening, while a kernel log can be read afterwards.
"""

from __future__ import annotations

import ctypes
import importlib
import threading
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

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


class _Gpu(NamedTuple):
    """What a report says of its GPU; asked for beforehand, since a GPU that is lost answers nothing."""

    pci_address: str
    uuid: str


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
        NvmlUnavailableError: No library, no driver, or no GPU whose XID reports it hands out, at the start.
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
    events = None
    try:
        events = nvml.nvmlEventSetCreate()
        gpus = _register(nvml, events)
        if required and not gpus:
            raise NvmlUnavailableError("no GPU whose XID reports NVML hands out: follow the kernel log")
        while gpus and not stop.is_set():
            try:
                event = nvml.nvmlEventSetWait_v2(events, poll_milliseconds)
            except nvml.NVMLError_Timeout:
                continue
            yield _report(nvml, event, gpus)
    except nvml.NVMLError as error:
        _warn(f"reports may have been missed: {error}")
    finally:
        if events is not None:
            nvml.nvmlEventSetFree(events)


def _register(nvml: Any, events: Any) -> dict[int | None, _Gpu]:
    """Ask for the XID reports of every GPU; those that agreed, by the address of their handle."""
    gpus: dict[int | None, _Gpu] = {}
    for index in range(nvml.nvmlDeviceGetCount()):
        try:
            device = nvml.nvmlDeviceGetHandleByIndex(index)
            bus = _text(nvml.nvmlDeviceGetPciInfo(device).busId)
            gpu = _Gpu(pci_address(bus.partition(".")[0]), _text(nvml.nvmlDeviceGetUUID(device)))
            nvml.nvmlDeviceRegisterEvents(device, nvml.nvmlEventTypeXidCriticalError, events)
        except nvml.NVMLError as error:
            _warn(f"GPU {index}: {error}")
        else:
            gpus[_handle(device)] = gpu
    return gpus


def _report(nvml: Any, event: Any, gpus: Mapping[int | None, _Gpu]) -> XidReport:
    code = int(event.eventData)
    gpu = gpus[_handle(event.device)]
    return XidReport(
        code=code,
        pci_address=gpu.pci_address,
        gpu_uuid=gpu.uuid,
        mig_instance=None if event.gpuInstanceId == NO_INSTANCE else int(event.gpuInstanceId),
        recovery_action=_recovery_action(nvml, event.device) if code == XID_RECOVERY_ACTION_CHANGED else None,
    )


def _handle(device: Any) -> int | None:
    return ctypes.cast(device, ctypes.c_void_p).value


def _recovery_action(nvml: Any, device: Any) -> str | None:
    """What the driver asks for now; None where it does not say."""
    try:
        field = nvml.nvmlDeviceGetFieldValues(device, [nvml.NVML_FI_DEV_GET_GPU_RECOVERY_ACTION])[0]
    except nvml.NVMLError:
        return None
    return None if field.nvmlReturn else RECOVERY_ACTIONS.get(field.value.uiVal)


def _text(value: bytes | str) -> str:
    """Versions of pynvml before 12 give bytes."""
    return value.decode() if isinstance(value, bytes) else value


def _warn(text: str) -> None:
    warnings.warn(text, GpusUnwatched, stacklevel=2)
