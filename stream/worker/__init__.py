"""What every worker process is, whichever app it runs: lanes, context, watchdog, health, its own log, its end."""
