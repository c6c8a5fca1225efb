"""What crosses between a desktop and the central server, defined once for both sides."""
