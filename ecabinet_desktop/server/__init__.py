"""The central server: one service for all desktops, a feed, a ledger and sealed papers."""
