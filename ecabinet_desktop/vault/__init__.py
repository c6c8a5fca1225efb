"""The encrypted local store: rows, outbox, receipts, papers, notes, reading places and the search index."""
