"""The one error the shop raises on purpose."""

from __future__ import annotations


class Refusal(Exception):
    """The shop will not do what was asked; `message` tells the customer why.

    `status` is the HTTP status of the answer: 400 for bad input, 409 when the shop's state forbids
    it (RFC 9110, sections 15.5.1 and 15.5.10).
    """

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
