"""XID reports of NVIDIA GPUs, as the driver writes them to the kernel log.

The shapes of the line that are read (driver generations 304 to 580):

    NVRM: Xid (0000:03:00): 14, Channel 00000001
    NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.
    NVRM: Xid (PCI:0000:65:00 GPU-I:05): 94, pid=2134, name=python3, Contained: SM (0x1). RST: No, D-RST: No
    NVRM: Xid (PCI:0000:9b:00): 154, GPU recovery action changed from 0x0 (None) to 0x1 (GPU Reset Required)
    NVRM: GPU at PCI:0000:3b:00: GPU-6a0a9f3b-…          (names the UUID of later reports)

One exception of a GPU's program (XID 13) takes several lines: where it happened, the error registers, and last the
channel. NVML hands out one event for all of them (seen on an H100, driver 580), and only the last is a report here:

    NVRM: Xid (PCI:0000:00:06): 13, Graphics SM Warp Exception on (GPC 1, TPC 4, SM 0): Misaligned Address
    NVRM: Xid (PCI:0000:00:06): 13, Graphics Exception: ESR 0x519730=0x500000f 0x519734=0x0 0x519728=0x1f81fb60
    NVRM: Xid (PCI:0000:00:06): 13, pid=535, name=x, Graphics Exception: channel 0x0000000a, Class 0000cbc0
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["XidReport", "pci_address", "read_reports"]

_ADDRESS: Final = r"(?:PCI:)?([0-9A-Fa-f]{4,8}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2})(?:\.[0-7])?"
_XID: Final = re.compile(
    rf"NVRM: Xid \({_ADDRESS}(?: GPU-I:(\d{{1,3}}))?[^)]{{0,40}}\): (\d{{1,4}})\b,?(.{{0,4096}})"
)
_GPU: Final = re.compile(
    rf"NVRM: GPU at {_ADDRESS}: (GPU-[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}})",
)
_PID: Final = re.compile(r"\bpid='?(\d{1,10})\b")
_RECOVERY: Final = re.compile(
    r"recovery action changed from [^()]{0,40}\([^()]{0,40}\) to [^()]{0,40}\(([^()]{1,40})\)"
)
_DETAIL: Final = re.compile(r"SM (?:Warp|Global) Exception on \(|Exception: ESR 0x")
_WORD_BREAK: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class XidReport:
    """One XID report of one GPU.

    Attributes:
        code: The XID.
        pci_address: `domain:bus:device` in lower-case hex.
        gpu_uuid: UUID, if it is known: the kernel log names it once, before a GPU's first report.
        mig_instance: GPU instance id, on a partitioned GPU.
        process_id: Process that the driver blames.
        recovery_action: What the driver asks for (XID 154), as `gpu_reset_required`.
    """

    code: int
    pci_address: str
    gpu_uuid: str | None = None
    mig_instance: int | None = None
    process_id: int | None = None
    recovery_action: str | None = None


def read_reports(lines: Iterable[str]) -> Iterator[XidReport]:
    """The XID reports among kernel log lines; every other line is passed over."""
    uuids: dict[str, str] = {}
    for line in lines:
        if named := _GPU.search(line):
            uuids[pci_address(named[1])] = named[2]
        elif found := _XID.search(line):
            address, instance, code, rest = found.groups()
            if _DETAIL.search(rest):
                continue
            process = _PID.search(rest)
            action = _RECOVERY.search(rest)
            yield XidReport(
                code=int(code),
                pci_address=pci_address(address),
                gpu_uuid=uuids.get(pci_address(address)),
                mig_instance=None if instance is None else int(instance),
                process_id=None if process is None else int(process[1]),
                recovery_action=None
                if action is None
                else _WORD_BREAK.sub("_", action[1].lower()).strip("_"),
            )


def pci_address(text: str) -> str:
    """`domain:bus:device` in lower case with a domain of four digits where it has no more."""
    domain, bus, device = text.lower().split(":")
    return f"{domain[-4:] if domain.startswith('0000') and len(domain) == 8 else domain}:{bus}:{device}"
