"""Scrubline's workers: from the raw zone of Kafka through the one gate to the clean zone, and from there to backends.

`stream.apps` has the four boxes of the pipeline, `stream.worker` is the process that each of them runs in, and
`stream.cli` starts them: `scrubline worker redact`. ARCHITECTURE.md follows one record through them.
"""
