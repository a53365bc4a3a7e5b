"""The directory API, version 1: its wire types, its files, its HTTP client and its event stream."""
