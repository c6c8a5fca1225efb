"""eCabinet Desktop: meeting packs in an encrypted local store, read and marked offline, votes counted once."""

__version__ = "0.1.0"
