"""P9 to P13: taking it, what is left over, and that no child is ever given any."""

from safetyplans.items.kinds import Group, Item, Kind

TAKING = (
    Item(
        "P9",
        Group.TAKING,
        Kind.AGREED,
        short="Taking it where no child can see",
        question="Do you take it where no child can see, straight from the bottle or the pharmacy's measure?",
        why="Small children copy what they see us drink.",
        printed=(
            "I take it where no child can see me.",
            "I drink it from the bottle or the pharmacy's measure.",
            "I drink that dose all at once. Then I rinse and put the cap back.",
        ),
        words_label="When and where",
        prints_words=True,
    ),
    Item(
        "P10",
        Group.TAKING,
        Kind.AGREED,
        short="Never poured out or left out",
        question="Is it never poured out ahead, and never put in a cup, a beaker, juice or another bottle?",
        why="Children have died after drinking from a cup, a beaker or a measure that was left out.",
        printed=(
            "I never pour it out for later.",
            "I never put it in a cup, a beaker, juice or another bottle.",
            "I never leave it out, not even for a minute.",
            "If I take some now and some later, the rest goes back in the box.",
        ),
        must_be_agreed=True,
        short_core=True,
        may_not_apply=False,
    ),
    Item(
        "P11",
        Group.LEFT_OVER,
        Kind.AGREED,
        short="Empties and measures",
        question="What happens to empty bottles and measures: rinsed, capped, and out of every child's reach?",
        why="Children have found empties in a bin. What is left in one can harm a small child.",
        printed=(
            "I rinse empties and measures, and put the caps back on.",
            "They go back to the pharmacy, or in a bin no child can reach.",
        ),
        words_label="What happens to them",
        prints_words=True,
    ),
    Item(
        "P12",
        Group.LEFT_OVER,
        Kind.AGREED,
        short="Doses not taken",
        question="If a dose is not taken, because of being sick or missing it, does the bottle stay in the box?",
        why="A full bottle that nobody counts on is the one that gets forgotten. It is fine to bring it back.",
        printed=(
            "If I do not take a dose, it stays locked in the box.",
            "I never take two doses to catch up.",
            "I tell my worker or the pharmacy. I take the bottle back.",
        ),
        must_be_agreed=True,
        short_core=True,
    ),
    Item(
        "P13",
        Group.TAKING,
        Kind.AGREED,
        short="Never any for a child",
        question="We ask everyone this: can we agree that no child is ever given any, not even a drop to settle them?",
        why="We do not think you would. Tired parents have been told it helps with sleep or teething. A little on a"
        " spoon, a dummy or the gums can kill. There is better help, day and night.",
        printed=(
            "I never give a child any, not even a drop.",
            "Not for sleep, not for teething, not for a cold.",
            "If a child will not settle, I ask for help, day or night.",
        ),
        must_be_agreed=True,
        short_core=True,
        may_not_apply=False,
    ),
)
