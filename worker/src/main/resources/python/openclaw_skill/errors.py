"""The one expected way to fail."""

from __future__ import annotations


class SkillError(Exception):
    """An outcome that the handler foresaw: told to the user as it is, without a traceback.

    The code is stable and in capitals (``BAD_INPUT``); the message names what is wrong and how to mend
    it; retryable says whether the same call may succeed later. Of the code, 64 characters are told, and
    of the message 4,096: what is longer belongs in an artifact.
    """

    def __init__(self, code: str, message: str, retryable: bool = False):
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = retryable
