"""From bytes to text: one module a format, and :mod:`reportdiff.readers.sources`, which knows which is which.

Nothing is imported here, so that what only needs the limits or the characters does not load every format.
"""
