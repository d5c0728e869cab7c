"""Tidy records in, a published warehouse out, and its uses. Imports here stay empty: the program must start quickly."""

__version__ = "0.1.0"
