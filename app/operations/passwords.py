"""Passwords: how they are kept, and which are too easy to guess."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from audit_tools.errors import Invalid

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 5
PLACE = "password"
# Found among the most used passwords of twelve characters or more in published breaches.
_COMMON = """
123456789012 1234567890123 12345678901234 123456789012345 1234567890qwerty qwertyuiop123
1qaz2wsx3edc 1q2w3e4r5t6y 1qaz2wsx3edc4rfv password1234 password12345 password123456
passwordpassword password123! p@ssw0rd1234 iloveyou1234 changeme1234 changemeplease
welcome12345 welcome123456 letmein12345 letmeinplease administrator adminadmin123
correcthorsebatterystaple abcdefghijkl abcdefghijklmnop abcd12345678 manchester123
safeguarding safeguarding1 safeguarding123 goldenthread goldenthread1 goldenthread123
qwerty123456 qwerty12345678
"""
COMMON = frozenset(_COMMON.split())


class Passwords:
    """Hashes with argon2id: the library's profile (RFC 9106, low memory), or a ``cheap`` one for
    tests, which sign in thousands of times and protect nobody."""

    def __init__(self, *, cheap: bool = False) -> None:
        self._hasher = (
            PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else PasswordHasher()
        )
        self._nobodys = self._hasher.hash("the password of nobody")

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def verify(self, hashed: str | None, password: str) -> bool:
        """Whether the password is the hashed one. Without a hash, the same work and no."""
        try:
            self._hasher.verify(hashed or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None


def check_password(password: str, *, email: str) -> None:
    """Raise ``Invalid`` for a password that is short or easy to guess.

    Length and a list of common ones, and no rules on kinds of characters, as the National Cyber
    Security Centre advises.
    """
    folded = password.casefold()
    if len(password) < SHORTEST:
        raise Invalid(
            f"Use {SHORTEST} characters or more. Three random words are easy to keep.", PLACE
        )
    if len(password) > LONGEST:
        raise Invalid(f"Use {LONGEST} characters or fewer.", PLACE)
    easy = folded in COMMON or len(set(folded)) < FEWEST_DIFFERENT
    if easy or folded == email or folded.startswith(email.partition("@")[0] + "@"):
        raise Invalid("This password is easy to guess. Try three random words.", PLACE)
