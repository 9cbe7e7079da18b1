"""The strict transport and all else that talks to Kafka: nobody but this package imports its clients or Faust."""
