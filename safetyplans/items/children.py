"""P14 to P18: who minds the children, what to do in an emergency, what would change the plan."""

from safetyplans.items.kinds import Change, Group, Item, Kind

CHANGES = (
    Change("moved", "I move home, or stay somewhere else"),
    Change("new-adult", "Someone new moves in, stays or has a key"),
    Change("new-child", "I am pregnant, or a new child lives here or visits"),
    Change("child-grows", "A child starts to crawl, walk, climb or open things"),
    Change("box", "The box is broken, or the key is lost"),
    Change("more-at-home", "I will have more bottles at home"),
    Change("missed-doses", "I miss doses, or I am sick after them"),
    Change("other-drugs", "I drink more, or take other drugs as well"),
    Change("hard-time", "Someone dies, or life gets much harder"),
    Change("child-services", "My children get a new plan or a new worker"),
)

CHILDREN = (
    Item(
        "P14",
        Group.CHILDREN,
        Kind.TEXT,
        short="Who minds the children",
        question="Who minds the children while you take it, and when you are out? Do they know what to do?",
        why="Whoever minds a child needs to know the signs, and to ring 999 without waiting.",
        printed=("Whoever minds the children knows what to do in an emergency.",),
        words_label="Who minds the children",
        prints_words=True,
        must_be_agreed=True,
        short_core=True,
    ),
    Item(
        "P15",
        Group.CHILDREN,
        Kind.TEXT,
        short="Who looks after them on a bad day",
        question="If you use, drink or feel very sleepy, who looks after the children?",
        why="Being ready for a bad day is good care. It is also not safe to share a bed or a sofa with a baby then.",
        printed=(
            "If I use, drink or feel very sleepy, someone else looks after the children.",
            "I do not share a bed or a sofa with a baby then.",
        ),
        words_label="Who I will ask",
        prints_words=True,
        short_core=True,
    ),
    Item(
        "P16",
        Group.EMERGENCY,
        Kind.AGREED,
        short="What to do in an emergency",
        question="If a child may have had any: can we agree 999 at once, say “methadone”, and no waiting to see?",
        why="Children have died because adults waited, or let them sleep it off. A child can look well at first.",
        printed=(
            "If a child may have had any, I ring 999 at once. I say “methadone”.",
            "I do not wait for signs. I do not let them sleep it off.",
            "I do not make them sick.",
            "If they are sleepy but breathing, I lay them on their side.",
            "I stay with them, and I show the crew the bottle.",
        ),
        must_be_agreed=True,
        short_core=True,
        may_not_apply=False,
    ),
    Item(
        "P17",
        Group.EMERGENCY,
        Kind.TEXT,
        short="Naloxone at home",
        question="Is there naloxone at home? When does it run out, and who knows how to use it?",
        why="It can buy time for an adult while help comes. It wears off before methadone does. For a child,"
        " 999 comes first, then do as they say.",
        printed=("Ring 999 first. Naloxone can wear off before methadone does.",),
        words_label="Naloxone at home",
        prints_words=True,
    ),
    Item(
        "P18",
        Group.AGAIN,
        Kind.AGREED,
        short="What would change the plan",
        question="What would make us look at this plan again before the date?",
        why="Life changes fast. A plan that fitted in spring may not fit in summer.",
        printed=("I tell my worker soon if:",),
    ),
)
