"""Switchboard: find the person, see who can take the call, put it through."""

__version__ = "0.1.0"
