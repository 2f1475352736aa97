"""Tokens and codes: not to be guessed, not kept, and as slow to refuse as to accept."""

from uuid import UUID

from core.one_time import hash_of_code, hash_of_token, is_code, new_code, token_of

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_a_token_is_this_installations_own_and_each_things_own() -> None:
    token = token_of(ONE, "link", "key")
    assert token == token_of(ONE, "link", "key")
    others = {token_of(OTHER, "link", "key"), token_of(ONE, "other", "key"), token_of(ONE, "link", "another")}
    assert token not in others and len(others) == 3
    assert len(token) == 43
    assert token not in hash_of_token(token)


def test_a_code_is_read_out_and_typed_as_people_do() -> None:
    code = new_code()
    kept = hash_of_code(code)
    assert len(code) == 9 and code.replace(" ", "").isdigit()
    assert code.replace(" ", "") not in kept
    assert kept != hash_of_code(code)
    for typed in (code, code.replace(" ", ""), code.replace(" ", "-"), f" {code} "):
        assert is_code(typed, kept)


def test_nothing_else_is_the_code() -> None:
    kept = hash_of_code("1234 5678")
    for typed in ("1234 5679", "", "1234", "12345678 12345678", "1234567812345678" * 1000, "１２３４５６７８", "\x00"):
        assert not is_code(typed, kept), typed
    assert not is_code("1234 5678", None)
    assert not is_code("", None)
