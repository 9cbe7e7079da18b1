"""Rules of the XID reader: the lines of every driver generation, nothing of the process but its id."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

import emitters
from emitters import genai, gpu
from emitters.gpu import record
from emitters.testing import MemoryTransport
from emitters.xid import XidReport, read_reports

LINES = {
    "304, no PCI prefix": (
        "[ 5143.107414] NVRM: Xid (0000:03:00): 14, Channel 00000001",
        XidReport(14, "0000:03:00"),
    ),
    "367, channel": (
        "Jun  3 11:02:19 node kernel: [12345.678901] NVRM: Xid (PCI:0000:83:00): 43, Ch 00000010, engmask 00000101",
        XidReport(43, "0000:83:00"),
    ),
    "418, pid without name": (
        "kernel: NVRM: Xid (PCI:0000:65:00): 31, pid=12345, Ch 0000000a, intr 10000000. MMU Fault: ENGINE GRAPHICS",
        XidReport(31, "0000:65:00", process_id=12345),
    ),
    "450, pid in quotes": (
        "NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.",
        XidReport(79, "0000:3b:00"),
    ),
    "515, upper case and function": (
        "NVRM: Xid (PCI:0000:AF:00.0): 48, pid='2134', name=python3, DBE (double bit error) ECC Error at 0x00",
        XidReport(48, "0000:af:00", process_id=2134),
    ),
    "525, MIG instance": (
        "NVRM: Xid (PCI:0000:31:00 GPU-I:05): 94, pid=77, name=trainer, Contained: SM (0x1). RST: No, D-RST: No",
        XidReport(94, "0000:31:00", mig_instance=5, process_id=77),
    ),
    "550, recovery action": (
        "NVRM: Xid (PCI:0000:9b:00): 154, GPU recovery action changed from 0x0 (None) to 0x1 (GPU Reset Required)",
        XidReport(154, "0000:9b:00", recovery_action="gpu_reset_required"),
    ),
    "570, NVLink 5": (
        "6,2204,99173021,-;NVRM: Xid (PCI:0008:01:00): 145, RLW_SRC_TRACK Nonfatal XC0 i0 Link 17 (0x000000a4)",
        XidReport(145, "0008:01:00"),
    ),
    "580, long domain": (
        "NVRM: Xid (PCI:00000000:1B:00): 119, pid=1, name=x, Timeout after 6s of waiting for RPC response from GPU0",
        XidReport(119, "0000:1b:00", process_id=1),
    ),
}


@pytest.fixture
def signals() -> Iterator[None]:
    """The handlers that the command sets are taken back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def configured(monkeypatch: pytest.MonkeyPatch, transport: MemoryTransport) -> None:
    """Lets the command write to `transport` instead of Kafka."""
    configure = emitters.configure
    monkeypatch.setattr(emitters, "configure", lambda **given: configure(**given, transport=transport))


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_every_driver_generation_is_read(line: str, expected: XidReport) -> None:
    """The report of each known shape is found, wherever syslog, dmesg or /dev/kmsg put it in the line."""
    assert list(read_reports([line])) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "NVRM: loading NVIDIA UNIX x86_64 Kernel Module  550.54.15",
        "NVRM: Xid (PCI:0000:3b:00): , pid=1",
        "NVRM: Xid (PCI:3b:00): 79",
        "usb 1-1: new high-speed USB device",
        "NVRM: GPU 0000:3b:00.0: GPU has fallen off the bus.",
    ],
)
def test_other_lines_are_passed_over(line: str) -> None:
    """A line that is no complete report gives nothing."""
    assert list(read_reports([line])) == []


def test_a_named_gpu_keeps_its_uuid() -> None:
    """The UUID that the driver names before a report is in the reports of that GPU and of no other."""
    uuid = "GPU-6a0a9f3b-1b2c-3d4e-5f60-718293a4b5c6"
    lines = [
        f"NVRM: GPU at PCI:0000:3b:00: {uuid}",
        "NVRM: Xid (PCI:0000:3b:00): 79, GPU has fallen off the bus.",
        "NVRM: Xid (PCI:0000:5e:00): 79, GPU has fallen off the bus.",
    ]

    assert [report.gpu_uuid for report in read_reports(lines)] == [uuid, None]


def test_the_record_follows_the_contract() -> None:
    """One record per report, with the names of `genai`, the host, and what is unknown left out."""
    with capture_logs() as logs:
        record(XidReport(79, "0000:3b:00"), "node-1")

    assert logs == [
        {
            "event": genai.EVENT_GPU_XID,
            "log_level": "warning",
            genai.GPU_XID: 79,
            genai.GPU_PCI_ADDRESS: "0000:3b:00",
            genai.GPU_HOST: "node-1",
        },
    ]


def test_the_text_of_the_line_is_not_copied() -> None:
    """Process names and the driver's free text stay in the kernel log."""
    line = "NVRM: Xid (PCI:0000:31:00): 13, pid=77, name=planted-name, planted text"
    with capture_logs() as logs:
        for report in read_reports([line]):
            record(report, "node-1")

    assert len(logs) == 1
    assert "planted" not in repr(logs)


def test_a_repeated_xid_is_a_repeated_record() -> None:
    """The same XID twice is two reports: a gauge would show one."""
    line = "NVRM: Xid (PCI:0000:3b:00): 63, Row Remapper: New row marked for remapping"
    assert len(list(read_reports([line, line]))) == 2


@pytest.mark.parametrize(
    "detail",
    [
        "13, Graphics SM Warp Exception on (GPC 1, TPC 4, SM 0): Misaligned Address",
        "13, Graphics SM Global Exception on (GPC 0, TPC 1, SM 1): Multiple Warp Errors",
        "13, Graphics Exception: ESR 0x519730=0x500000f 0x519734=0x0 0x519728=0x1f81fb60 0x51972c=0x1174",
    ],
)
def test_one_exception_is_one_report(detail: str) -> None:
    """The lines that say where a program's exception happened are not counted beside the one of its channel."""
    lines = [f"NVRM: Xid (PCI:0000:3b:00): {rest}" for rest in (detail, "13, Graphics Exception: ChID 0010")]

    assert list(read_reports(lines)) == [XidReport(13, "0000:3b:00")]


@pytest.mark.usefixtures("signals")
def test_standard_input_becomes_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m emitters.gpu -` reads to the end of its input, keys the records by host and flushes."""
    transport = MemoryTransport()
    configured(monkeypatch, transport)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line, _ in LINES.values())))

    assert gpu.main(["-", "--host", "node-7"]) == 0
    assert [each[genai.GPU_XID] for each in transport.records] == [
        report.code for _, report in LINES.values()
    ]
    assert {each[genai.GPU_HOST] for each in transport.records} == {"node-7"}
    assert {message.key for message in transport.messages} == {b"node-7"}


def test_a_missing_setting_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a broker the program says which setting is missing and exits non-zero."""
    monkeypatch.delenv("SCRUBLINE_KAFKA_BOOTSTRAP", raising=False)
    with pytest.raises(SystemExit) as stopped:
        gpu.main(["-"])

    assert stopped.value.code == 2
    assert "kafka_bootstrap: missing" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.usefixtures("signals")
def test_a_log_that_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with the log is an error of the command, not a traceback."""
    configured(monkeypatch, MemoryTransport())
    with pytest.raises(SystemExit) as stopped:
        gpu.main([str(tmp_path), "--from-start"])

    assert stopped.value.code == 2
    assert f"{tmp_path}: cannot be read: Is a directory" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.usefixtures("signals")
def test_nvml_without_a_driver_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--nvml` on a host without the driver, or without the package, says what to install."""
    configured(monkeypatch, MemoryTransport())
    monkeypatch.setitem(sys.modules, "pynvml", None)
    with pytest.raises(SystemExit) as stopped:
        gpu.main(["--nvml"])

    assert stopped.value.code == 2
    assert 'pip install "scrubline[gpu]"' in capsys.readouterr().err.splitlines()[-1]
