"""What runs around the workers: configuration of the servers, and the stack that runs them natively."""
