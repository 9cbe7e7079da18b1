"""The one gate between the zones: decode, redact, encode. Pure: bytes in, bytes out; no Kafka, no network."""
