"""The door to `phonenumbers`: a telephone number as it is written in Britain."""

import phonenumbers


def standard_phone(text: str) -> str | None:
    """The number as it is written in Britain (07700 900123); None where it cannot be one."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    national = number.country_code == 44
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def mobile_number(text: str) -> str | None:
    """A British mobile as the networks write it (+447700900123); None for a landline, a foreign number, or none."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    national = str(number.national_number)
    mobile = number.country_code == 44 and len(national) == 10 and national[0] == "7" and national[1] not in "06"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if mobile else None
