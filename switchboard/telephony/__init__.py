"""Call control: one small protocol, one module per phone system."""

from switchboard.telephony.control import CallControl, CallRequest

__all__ = ["CallControl", "CallRequest"]
