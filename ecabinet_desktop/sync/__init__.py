"""Sync: the one path between the vault and the central server."""
