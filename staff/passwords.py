"""One-time passwords: easy to read out, gone after the first sign-in."""

import secrets

# Letters and figures that are not taken for one another when read out.
PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4


def new_password() -> str:
    """A password to be read out once: three groups of four."""
    return "-".join("".join(secrets.choice(PLAIN) for _ in range(GROUP)) for _ in range(GROUPS))
