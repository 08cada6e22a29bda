"""Every method served, by name."""

from sandbox.telegram import (
    methods_ask,
    methods_chats,
    methods_edit,
    methods_self,
    methods_send,
    registry,
)

# Reading these modules fills the registry.
PARTS = (methods_ask, methods_chats, methods_edit, methods_self, methods_send)
METHODS = registry.METHODS
