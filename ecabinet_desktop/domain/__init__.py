"""The cabinet's own words and rules: pure values and functions, no I/O, no clock."""
