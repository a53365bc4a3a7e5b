"""The directory API served: a store of objects, what of them each viewer may see, and HTTP."""
