"""The words of the field as immutable values.

Pure: standard library only, no files, clock, network or environment. Everything else in the package speaks in these.
"""
