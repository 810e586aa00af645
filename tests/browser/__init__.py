"""The audit page in a real browser."""
