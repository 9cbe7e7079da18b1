"""The walk of OTLP span requests, by what their messages say of themselves."""
