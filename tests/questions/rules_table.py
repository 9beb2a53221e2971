"""What comes of every rule of a question: in every state, by everybody who may stand before it (product.md, "Questions and answers").

A key is the name of the rule, of what it is done with after a colon where that matters; rules of a reply begin with "Reply.".
"""
from __future__ import annotations

STATES = ("open", "answered", "duplicate", "withdrawn")
ROLES = ("asker", "peer", "mentor", "staff")
SAME = "="  # it stays as it is
Outcomes = dict[str, tuple[str, ...]]  # of each state, by each of ROLES: the state that it is in then, or the refusal

NOBODYS = dict.fromkeys(STATES, ("NotYours",) * 4)
ANYBODYS = dict.fromkeys(STATES, (SAME,) * 4)
ASKERS = dict.fromkeys(STATES, (SAME, "NotYours", "NotYours", "NotYours"))
GUIDES = dict.fromkeys(STATES, ("NotYours", "NotYours", SAME, SAME))
CLOSED_TO_ASKERS = dict.fromkeys(("duplicate", "withdrawn"), ("AlreadyClosed", "NotYours", "NotYours", "NotYours"))
CLOSED_TO_GUIDES = dict.fromkeys(("duplicate", "withdrawn"), ("NotYours", "NotYours", "AlreadyClosed", "AlreadyClosed"))
CLOSED_TO_BOTH = dict.fromkeys(("duplicate", "withdrawn"), ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed"))

TABLE: dict[str, Outcomes] = {
    # what is replied
    "reply": {
        "open": ("open", "open", "answered", "answered"), "answered": (SAME,) * 4, "duplicate": (SAME,) * 4, "withdrawn": (SAME,) * 4},
    "reply: asking back": ANYBODYS,
    "Reply.edit": NOBODYS,
    "Reply.edit: their own": ANYBODYS,
    "retract": NOBODYS,
    "retract: their own": ANYBODYS,  # also what had answered it meanwhile
    "retract_noted": NOBODYS,
    "retract_noted: their own": ANYBODYS,
    "endorse": GUIDES,
    "unendorse": GUIDES,
    # what settles it
    "accept": {
        "open": ("answered", "NotYours", "answered", "answered"), "answered": (SAME, "NotYours", SAME, SAME), **CLOSED_TO_BOTH},
    "accept: what asks back": {
        "open": ("AsksBack", "NotYours", "AsksBack", "AsksBack"), "answered": ("AsksBack", "NotYours", "AsksBack", "AsksBack"), **CLOSED_TO_BOTH},
    "accept: what was taken back": {
        "open": ("ReplyTakenBack", "NotYours", "ReplyTakenBack", "ReplyTakenBack"),
        "answered": ("ReplyTakenBack", "NotYours", "ReplyTakenBack", "ReplyTakenBack"), **CLOSED_TO_BOTH},
    "unaccept": {"open": (SAME, "NotYours", SAME, SAME), "answered": (SAME, "NotYours", SAME, SAME), **CLOSED_TO_BOTH},
    "unaccept: what was accepted": {"open": (SAME, "NotYours", SAME, SAME), "answered": (SAME, "NotYours", SAME, SAME), **CLOSED_TO_BOTH},
    "answer_by_asker": {"open": ("answered", "NotYours", "NotYours", "NotYours"), "answered": (SAME, "NotYours", "NotYours", "NotYours"), **CLOSED_TO_ASKERS},
    "reopen": {
        "open": ("NotAnswered", "NotYours", "NotAnswered", "NotAnswered"), "answered": ("open", "NotYours", "NotYours", "NotYours"),
        "duplicate": ("open", "NotYours", "open", "open"), "withdrawn": ("open", "NotYours", "NotYours", "NotYours")},
    "ask_again": {"open": (SAME, "NotYours", "NotYours", "NotYours"), "answered": ("AlreadyAnswered", "NotYours", "NotYours", "NotYours"), **CLOSED_TO_ASKERS},
    # what ends it otherwise
    "close_as_duplicate": {
        "open": ("duplicate", "NotYours", "duplicate", "duplicate"), "answered": ("AlreadyAnswered", "NotYours", "AlreadyAnswered", "AlreadyAnswered"),
        **CLOSED_TO_BOTH},
    "withdraw": dict.fromkeys(STATES, ("withdrawn", "NotYours", "NotYours", "NotYours")),
    # its words, and where it stands
    "edit": {**ASKERS, "withdrawn": ("AlreadyClosed", "NotYours", "NotYours", "NotYours")},
    "join_review": {**ASKERS, "withdrawn": ("NotYours",) * 4},
    "leave_review": {**ASKERS, "withdrawn": ("NotYours",) * 4},
    # who has to do with it
    "claim_for": {"open": ("NotYours", "NotYours", SAME, SAME), "answered": ("NotYours", "NotYours", "AlreadyAnswered", "AlreadyAnswered"), **CLOSED_TO_GUIDES},
    "claim_for: somebody else's": {
        "open": ("NotYours", "NotYours", "AlreadyClaimed", "AlreadyClaimed"), "answered": ("NotYours", "NotYours", "AlreadyAnswered", "AlreadyAnswered"),
        **CLOSED_TO_GUIDES},
    "hold": ANYBODYS,
    "release": ANYBODYS,
    "release: somebody else's": ANYBODYS,
    "hand_to": {"open": ("NotYours", "NotYours", SAME, SAME), "answered": ("NotYours", "NotYours", "AlreadyAnswered", "AlreadyAnswered"), **CLOSED_TO_GUIDES},
    "see": ANYBODYS,
    "note_seen": ANYBODYS,
    "me_too": ANYBODYS,
    "not_me_too": ANYBODYS,
}

# A camper of another team stands before what is asked as a peer does; a mentor who asks it, as a camper who does, but for this: they have no reviews,
# and answer for the cohort where another replied.
AS = {"camper of another team": "peer", "mentor who asked it": "asker"}
BUT: dict[str, Outcomes] = {
    "endorse": dict.fromkeys(STATES, (SAME,)),
    "unendorse": dict.fromkeys(STATES, (SAME,)),
    "join_review": dict.fromkeys(STATES, ("NotYours",)),
    "leave_review": dict.fromkeys(STATES, ("NotYours",)),
}

# What its review does with it, nobody else: the state that it is in then.
OF_ITS_REVIEW: dict[str, dict[str, str]] = {
    "file": dict.fromkeys(STATES, SAME),
    "ask": dict.fromkeys(STATES, SAME),
    "take_back": dict.fromkeys(STATES, SAME),  # others have replied
    "ask_with_name": dict.fromkeys(STATES, SAME),
    "tag": dict.fromkeys(STATES, SAME),
    "write": dict.fromkeys(STATES, SAME),
    "rewrite": dict.fromkeys(STATES, SAME),
    "withdraw_from_review": dict.fromkeys(STATES, "withdrawn"),
    "stand_again": {"withdrawn": "open"},  # of nothing else
}


def outcome(event: str, state: str, role: str) -> str:
    """What comes of it by one of ROLES, or of AS."""
    if role == "mentor who asked it" and event in BUT:
        return BUT[event][state][0]
    return TABLE[event][state][ROLES.index(AS.get(role, role))]
