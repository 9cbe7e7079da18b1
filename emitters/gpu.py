"""XID reports of NVIDIA GPUs into records, from the kernel log or from NVML.

    python -m emitters.gpu /dev/kmsg     (or /var/log/kern.log, or: dmesg --follow-new | python -m emitters.gpu -)
    python -m emitters.gpu --nvml        (where the kernel log may not be read)

The kernel log needs no driver library and no rights beyond reading it. Each report becomes one record (`gpu.xid`); a
repeated XID is a repeated record, which the gauges of GPU exporters cannot show. The line's text is not copied: it
names processes. Of the process only its id is kept. Of one host use one source: both see the same reports.
"""

from __future__ import annotations

import argparse
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import emitters
from emitters import genai, nvml
from emitters.emit import emit
from emitters.kernel_log import follow
from emitters.xid import XidReport, read_reports

__all__ = ["main", "record"]


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
    """Follow the reports until the log ends (stdin) or a signal comes. Returns the exit status.

    Kafka and the other settings come from the environment, as for every emitter.
    """
    parser = argparse.ArgumentParser(prog="python -m emitters.gpu", description="XID reports into records.")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "log",
        metavar="FILE|-",
        nargs="?",
        help="kernel log to follow (/dev/kmsg, a file), or - for standard input",
    )
    source.add_argument("--nvml", action="store_true", help="ask NVML, where the kernel log may not be read")
    parser.add_argument(
        "--host", default=socket.gethostname(), help="host.name of the records (default: this host)"
    )
    parser.add_argument("--from-start", action="store_true", help="also read what FILE already holds")
    options = parser.parse_args(arguments)
    try:
        emitters.configure(service_name="gpu", service_instance_id=options.host)
    except emitters.SettingsError as error:
        parser.error(str(error))
    try:
        for report in _reports(options):
            record(report, options.host)
    except nvml.NvmlUnavailableError as error:
        parser.error(f"--nvml: {error}")
    except OSError as error:
        parser.error(f"{options.log}: cannot be read: {error.strerror}; check its rights")
    finally:
        emitters.shutdown()
    return 0


def _reports(options: argparse.Namespace) -> Iterator[XidReport]:
    """The reports of the source that was asked for; a signal ends them."""
    if options.log == "-":
        # A read of standard input goes on after a handler returns; only leaving it ends the wait.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        return read_reports(sys.stdin)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if options.nvml:
        return nvml.watch(stop)
    return read_reports(follow(Path(options.log), stop, from_start=options.from_start))


if __name__ == "__main__":
    raise SystemExit(main())
