"""In-process redaction: inside a service's own process, for those who have no Kafka: `structlog` and `logging`.

    structlog_processor.RedactEvents    a processor, placed before the renderer
    logging_filter.RedactionFilter      a filter, placed on a handler

Both fail closed and never raise into the service: what cannot be redacted is replaced by a marker.
"""
