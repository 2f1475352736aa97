"""What the audit's verbs are called on a page."""

from types import MappingProxyType

VERB_WORDS = MappingProxyType(
    {
        "person": "Opened their page",
        "chronology": "Opened the chronology",
        "picture": "Opened the picture",
        "print_picture": "Printed the picture",
        "print_whole_picture": "Printed the picture with what is ours alone",
        "open_closed": "Opened what is kept closed",
        "audit": "Read this page",
        "answer_return": "Opened or answered the national return’s questions",
        "case_export": "Opened the export of the case",
        "export_case": "Asked for the export of the case",
        "hand_over_case": "Was handed the case as a signed file",
        "answer_finding": "Answered “not needed”",
        "view_decisions": "Opened the decisions",
        "show_plan": "Opened the storage plan",
        "plan_history": "Opened the plan's versions",
        "register_person": "Registered them",
        "assign_keyworker": "Named a keyworker",
        "ask_household": "Asked who lives, stays and visits",
        "record_not_agreed": "Asked for a decision, not agreed",
        "who_has_plan": "Opened everyone's part in the plan",
        "show_sending": "Opened what was sent",
        "print_letter": "Printed the letter and the plan for an agency",
        "make_link": "Made a link for an agency",
        "make_link_code": "Made a code for an agency's link",
        "print_code_letter": "Printed the code of an agency's link in a letter",
        "close_link": "Closed an agency's link",
        "link_opened": "Opened it with the code",
        "link_wrong_code": "Typed a wrong code",
        "link_locked": "Typed too many wrong codes: locked",
        "link_expired": "Tried it after it had run out",
        "link_finished": "Finished reading",
        "read_by_link": "Read the plan",
        "print_by_link": "Printed the plan",
        "answer_by_link": "Answered",
        "share_wrong_address": "A plan went to the wrong place",
        "share_came_back": "A plan that was sent came back",
        "share_chased": "Reminded an agency",
        "share_arrived": "A plan that was sent has arrived",
        "take_back_picture": "Took back a photo or scan that was the wrong one",
        "take_back_agreement": "Took back an agreement that was recorded by mistake",
        "keep_picture": "Kept a photo, a scan or a signature",
        "look": "Looked at what is building up",
    }
)

KIND_WORDS = MappingProxyType({"view": "Look", "change": "Change", "refused": "Refused", "sign-in": "Sign-in"})


def verb_words(verb: str) -> str:
    """An act in words; one without words of its own is read from its name."""
    own = verb.rpartition(".")[2]
    return VERB_WORDS.get(own) or own.replace("_", " ").replace("-", " ").capitalize()
