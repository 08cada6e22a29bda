"""Which function serves which method."""

from collections.abc import Callable
from typing import Any

from sandbox.telegram.cloud import Cloud
from sandbox.telegram.parameters import Call

Method = Callable[[Cloud, Call], Any]
METHODS: dict[str, Method] = {}


def serves(*names: str) -> Callable[[Method], Method]:
    """Say which methods a function serves; it returns their result."""

    def keep(method: Method) -> Method:
        METHODS.update(dict.fromkeys(names, method))
        return method

    return keep
