"""XID reports of NVIDIA GPUs, from the kernel log into records.

    python -m emitters.gpu FILE|-        (or: dmesg --follow | python -m emitters.gpu -)

Needs no driver library and no rights beyond reading the log. Each report becomes one record (`gpu.xid`); a repeated
XID is a repeated record, which the gauges of GPU exporters cannot show. The line's text is not copied: it names
processes. Of the process only its id is kept.

The shapes of the line that are read (driver generations 304 to 580):

    NVRM: Xid (0000:03:00): 14, Channel 00000001
    NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.
    NVRM: Xid (PCI:0000:65:00 GPU-I:05): 94, pid=2134, name=python3, Contained: SM (0x1). RST: No, D-RST: No
    NVRM: Xid (PCI:0000:9b:00): 154, GPU recovery action changed from 0x0 (None) to 0x1 (GPU Reset Required)
    NVRM: GPU at PCI:0000:3b:00: GPU-6a0a9f3b-…          (names the UUID of later reports)
"""

from __future__ import annotations

import argparse
import re
import signal
import socket
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import emitters
from emitters import genai
from emitters.emit import emit
from emitters.kernel_log import follow

__all__ = ["XidReport", "main", "read_reports", "record"]

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
_WORD_BREAK: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class XidReport:
    """One XID report of one GPU.

    Attributes:
        code: The XID.
        pci_address: `domain:bus:device` in lower-case hex.
        gpu_uuid: UUID, if the log named it before.
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
            uuids[_address(named[1])] = named[2]
        elif found := _XID.search(line):
            address, instance, code, rest = found.groups()
            process = _PID.search(rest)
            action = _RECOVERY.search(rest)
            yield XidReport(
                code=int(code),
                pci_address=_address(address),
                gpu_uuid=uuids.get(_address(address)),
                mig_instance=None if instance is None else int(instance),
                process_id=None if process is None else int(process[1]),
                recovery_action=None
                if action is None
                else _WORD_BREAK.sub("_", action[1].lower()).strip("_"),
            )


def record(report: XidReport, host: str) -> None:
    """Log one report; after `emitters.configure` it goes to Kafka."""
    attributes: dict[str, Any] = {
        genai.GPU_XID: report.code,
        genai.GPU_PCI_ADDRESS: report.pci_address,
        genai.GPU_HOST: host,
        genai.GPU_UUID: report.gpu_uuid,
        genai.GPU_MIG_INSTANCE: report.mig_instance,
        genai.GPU_PROCESS_ID: report.process_id,
        genai.GPU_RECOVERY_ACTION: report.recovery_action,
    }
    emit(genai.EVENT_GPU_XID, attributes, "warning")


def main(arguments: Sequence[str] | None = None) -> int:
    """Follow a kernel log until it ends (stdin) or a signal comes (file). Returns the exit status.

    Kafka and the other settings come from the environment, as for every emitter.
    """
    parser = argparse.ArgumentParser(prog="python -m emitters.gpu", description="XID reports into records.")
    parser.add_argument("log", metavar="FILE|-", help="kernel log to follow, or - for standard input")
    parser.add_argument(
        "--host", default=socket.gethostname(), help="host.name of the records (default: this host)"
    )
    parser.add_argument("--from-start", action="store_true", help="also read what FILE already holds")
    options = parser.parse_args(arguments)
    try:
        emitters.configure(service_name="gpu", service_instance_id=options.host)
    except emitters.SettingsError as error:
        parser.error(str(error))
    stop = threading.Event()
    try:
        if options.log == "-":
            lines: Iterable[str] = sys.stdin
            # A read of standard input goes on after a handler returns; only leaving it ends the wait.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        else:
            lines = follow(Path(options.log), stop, from_start=options.from_start)
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        for report in read_reports(lines):
            record(report, options.host)
    finally:
        emitters.shutdown()
    return 0


def _address(text: str) -> str:
    domain, bus, device = text.lower().split(":")
    return f"{domain[-4:] if domain.startswith('0000') and len(domain) == 8 else domain}:{bus}:{device}"


if __name__ == "__main__":
    raise SystemExit(main())
