"""Public fakes of everything the workers talk to: a Kafka broker and receivers of the three backends."""
