"""Days of EDTF values, as the graph writes them beside ``kg:when``; resolving needs them too."""

from kg.resolve.edtf import days

__all__ = ["days"]
