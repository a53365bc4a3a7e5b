"""The window: Qt Widgets, and the only import of PySide6 apart from ``app.py``."""
