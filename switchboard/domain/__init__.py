"""The rules of the field, pure: no Qt, HTTP, SQL, clock or threads.

Whatever depends on the time takes it as an argument. Errors meant for people are
:class:`~switchboard.domain.errors.ExpectedError`.
"""
