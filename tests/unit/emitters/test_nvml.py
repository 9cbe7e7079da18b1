"""Rules of the NVML source: every GPU is watched, what is not watched is said, and an H100 said what is held here."""

from __future__ import annotations

import ctypes
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pynvml
import pytest

from emitters.nvml import NO_INSTANCE, GpusUnwatched, NvmlUnavailableError, watch
from emitters.xid import XidReport, read_reports

GOLDEN = Path(__file__).parents[2] / "golden/gpu"
BUS = "00000000:00:06.0"
UUID = "GPU-8423f385-f5c8-56ce-33e3-1520ffb9c004"


FUNCTIONS = {
    "nvmlInit": "opened",
    "nvmlShutdown": "closed",
    "nvmlEventSetCreate": "opened",
    "nvmlEventSetFree": "closed",
    "nvmlDeviceGetCount": "count",
    "nvmlDeviceGetHandleByIndex": "handle",
    "nvmlDeviceRegisterEvents": "register",
    "nvmlEventSetWait_v2": "wait",
    "nvmlDeviceGetPciInfo": "pci",
    "nvmlDeviceGetUUID": "uuid",
    "nvmlDeviceGetFieldValues": "fields",
}
CONSTANTS = (
    "NVMLError",
    "NVMLError_Timeout",
    "nvmlEventTypeXidCriticalError",
    "NVML_FI_DEV_GET_GPU_RECOVERY_ACTION",
)


class NVMLError(Exception):
    """As pynvml's."""


class Timeout(NVMLError):
    """As pynvml's NVMLError_Timeout."""


@dataclass
class Library:
    """The part of pynvml that is used; the answers of a wait are given, and after the last one it is stopped."""

    answers: list[Any]
    stop: threading.Event = field(default_factory=threading.Event)
    gpus: int = 1
    refusing: frozenset[int] = frozenset()
    recovery: int = 1
    registered: list[int] = field(default_factory=list)
    open: int = 0
    lost: bool = False

    NVMLError = NVMLError
    NVMLError_Timeout = Timeout
    nvmlEventTypeXidCriticalError = 8  # noqa: N815 - pynvml's name
    NVML_FI_DEV_GET_GPU_RECOVERY_ACTION = 230

    def __getattr__(self, name: str) -> Any:
        return getattr(self, FUNCTIONS[name])

    def opened(self) -> object:
        self.open += 1
        return object()

    def closed(self, *_: Any) -> None:
        self.open -= 1

    def count(self) -> int:
        return self.gpus

    def handle(self, index: int) -> ctypes.c_void_p:
        return ctypes.c_void_p(index + 1)

    def register(self, device: ctypes.c_void_p, kinds: int, _events: Any) -> None:
        assert kinds == self.nvmlEventTypeXidCriticalError
        index = (device.value or 0) - 1
        if index in self.refusing:
            raise NVMLError("Not Supported")
        self.registered.append(index)

    def answer(self) -> None:
        if self.lost:
            raise NVMLError("GPU is lost")

    def wait(self, _events: Any, _milliseconds: int) -> Any:
        answer = self.answers.pop(0)
        self.lost = getattr(answer, "eventData", None) == 79
        if not self.answers:
            self.stop.set()
        if isinstance(answer, NVMLError):
            raise answer
        return answer

    def pci(self, _device: Any) -> Any:
        self.answer()
        return SimpleNamespace(busId=BUS)

    def uuid(self, _device: Any) -> str:
        self.answer()
        return UUID

    def fields(self, _device: Any, ids: list[int]) -> Any:
        self.answer()
        assert ids == [230]
        return [SimpleNamespace(nvmlReturn=0, value=SimpleNamespace(uiVal=self.recovery))]


def event(code: int, instance: int = NO_INSTANCE) -> Any:
    return SimpleNamespace(device=ctypes.c_void_p(1), eventData=code, gpuInstanceId=instance)


def watched(library: Library) -> Iterator[XidReport]:
    return watch(library.stop, library, poll_milliseconds=1, retry_seconds=0.001)


def test_an_event_is_a_report() -> None:
    """Code, address, UUID and GPU instance come from NVML; a wait without an event gives nothing."""
    library = Library([Timeout(), event(31), event(94, instance=5)])

    assert list(watched(library)) == [
        XidReport(31, "0000:00:06", UUID),
        XidReport(94, "0000:00:06", UUID, mig_instance=5),
    ]
    assert library.open == 0


def test_a_changed_recovery_action_is_asked_for() -> None:
    """XID 154 says that the action changed; which one the driver asks for is a field of the GPU."""
    library = Library([event(154)], recovery=2)

    assert [report.recovery_action for report in watched(library)] == ["node_reboot_required"]


def test_a_gpu_that_is_not_watched_is_told() -> None:
    """One GPU without events does not keep the others from being watched, and is named."""
    library = Library([event(79)], gpus=3, refusing=frozenset({1}))
    with pytest.warns(GpusUnwatched, match="GPU 1: Not Supported"):
        assert len(list(watched(library))) == 1

    assert library.registered == [0, 2]


def test_a_gpu_that_answers_nothing_any_more_is_reported() -> None:
    """XID 79, fallen off the bus, is the report that matters most: what it says of its GPU was asked before."""
    library = Library([event(79)])

    assert list(watched(library)) == [XidReport(79, "0000:00:06", UUID)]


def test_no_gpu_at_all_is_refused() -> None:
    """Where nothing can be watched it ends at once and says what to do, and gives back what it took."""
    library = Library([], refusing=frozenset({0}))
    with (
        pytest.warns(GpusUnwatched),
        pytest.raises(NvmlUnavailableError, match="follow the kernel log"),
    ):
        list(watched(library))

    assert library.open == 0


def test_it_begins_anew_when_nvml_ends_the_wait() -> None:
    """A GPU that falls off the bus ends the wait for all: the rest is watched again, and the gap is told."""
    library = Library([event(79), NVMLError("GPU is lost"), event(31)])
    with pytest.warns(GpusUnwatched, match="reports may have been missed: GPU is lost"):
        assert [report.code for report in watched(library)] == [79, 31]

    assert library.registered == [0, 0]
    assert library.open == 0


def test_an_h100_tells_the_same_both_ways() -> None:
    """What a real GPU's driver wrote to the kernel log and what NVML handed out of the same faults agree.

    The faults: bad addresses (31), a misaligned address (13), a trap (43), with driver 580.
    """
    lines = (GOLDEN / "h100_kernel_log.txt").read_text(encoding="utf-8").splitlines()
    handed_out = [
        json.loads(line)
        for line in (GOLDEN / "h100_nvml_events.ndjson").read_text(encoding="utf-8").splitlines()
    ]
    library = Library([event(each["data"], each["gi"]) for each in handed_out])
    from_nvml = list(watched(library))
    from_log = list(read_reports(lines))

    assert [report.code for report in from_log] == [31, 13, 43, 31, 31, 13, 43]
    assert all(report.process_id for report in from_log)
    assert [(report.code, report.pci_address, report.gpu_uuid) for report in from_log] == [
        (report.code, report.pci_address, report.gpu_uuid) for report in from_nvml
    ]


def test_the_library_has_what_is_used() -> None:
    """The functions and constants that the fake stands for are those of the package that is installed."""
    for name in FUNCTIONS:
        assert callable(getattr(pynvml, name))
    for name in CONSTANTS:
        assert hasattr(pynvml, name)
    assert pynvml.nvmlEventTypeXidCriticalError == Library.nvmlEventTypeXidCriticalError
    assert pynvml.NVML_FI_DEV_GET_GPU_RECOVERY_ACTION == Library.NVML_FI_DEV_GET_GPU_RECOVERY_ACTION
