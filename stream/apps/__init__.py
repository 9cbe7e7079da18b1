"""The four boxes of the pipeline: each module has `spec(context)`, which wires pure stages to Kafka and a sink."""
