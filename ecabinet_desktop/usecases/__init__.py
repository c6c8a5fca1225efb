"""What a person can do, one class per feature, everything passed in; each act returns what it changed."""
