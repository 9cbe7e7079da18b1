"""What an installation is set to: settings, the raw topics that are read, and the topics of both zones."""
