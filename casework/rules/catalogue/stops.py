"""Stops: what has to be there before a decision or a plan is called agreed."""

from casework.rules.catalogue.rows import Row, met, stop

DECIDING = "decide"

STOPS: tuple[Row, ...] = (
    stop(
        "children-not-asked",
        "on methadone, and nobody asked who lives, stays and visits, or over 12 weeks ago",
        "5 working days",
        "household (children, none, would-not-say)",
    ),
    stop("plan-missing", "a dose at home, a child, and no storage plan agreed", "the same day", "plan"),
    met(
        "plan-incomplete",
        "agreeing a plan with an item unanswered, or without a review date within 12 weeks",
        "plan",
    ),
    met("plan-gap", "agreeing a plan in which P5, P6, P7, P10, P12, P13, P14 or P16 is not agreed", "plan"),
    stop(
        "plan-stale",
        "a dose at home, a child, and the review day passed, or something happened since the plan was last looked at",
        "2 working days",
        "plan-review",
        "plan",
        "event (changes_nothing_because)",
        "home-check (satisfactory, after one that was not)",
    ),
    stop(
        "plan-too-small",
        "more bottles or mg at home at once than the plan covers",
        "5 working days",
        "plan",
        "plan-review (bottles, mg)",
        "decide (less)",
        "prescribe (less)",
    ),
    stop(
        "plan-unverified",
        "storage only told of: a child under 5 or unborn, or one of 5 to 11 and more than 2 bottles",
        "5 working days",
        "plan (issued, shown, photo, seen-at-home)",
        "plan-review (evidence)",
        "home-check (satisfactory)",
    ),
    stop(
        "second-adult-not-agreed",
        "a dose at home, a child, and an adult with a part or a supply who has not agreed",
        "5 working days",
        "adult (agrees, not_told_because, left)",
        "plan (agreed_by)",
    ),
    stop(
        "wording-missing",
        "a closed day's dose has to go home, and the prescription does not provide for it",
        "5 working days",
        "prescribe (wording)",
    ),
    met("relaxing-at-risk", "more at home or fewer supervised days at a time of risk, without all it takes", DECIDING),
    met("alternatives-missing", "the same with a child, and no alternatives considered", DECIDING),
    stop(
        "over-limit",
        "more than 7 days' supply at home with a child",
        "5 working days",
        "decide (less)",
        "prescribe (less)",
    ),
    met("authoriser-missing", "a decision without a named prescriber", DECIDING),
    met("reason-missing", "a decision without a reason", DECIDING),
    met("review-date-missing", "a decision without a review date within 12 weeks", DECIDING),
    stop(
        "child-exposure-open",
        "a child may have swallowed some, and no safeguarding review has followed",
        "the same day",
        "safeguarding-review",
    ),
    met(
        "risk-not-discussed",
        "closing a care-plan review without the storage risk, the leaflet's status or the events since last time",
        "review",
    ),
    met(
        "referral-incomplete",
        "sending a referral without the child, its type, what was seen, or what it means for the child",
        "refer",
    ),
    met(
        "share-not-justified",
        "sending a plan against, or without, the person's view, and without what that asks for",
        "share",
    ),
)
