"""The items of a storage safety plan, P1 to P25, as data (domain.md 4.1).

Each item says what is asked, what the person's copy says once it is agreed, and why it matters. The form, the
stops and the print all read this list, so that one wording serves everywhere. Pure: standard library only.
"""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The parts of the plan, in the order in which they are talked through and printed."""

    AT_HOME = "at-home"
    KEPT = "kept"
    GETTING_HOME = "getting-home"
    TAKING = "taking"
    LEFT_OVER = "left-over"
    CHILDREN = "children"
    EMERGENCY = "emergency"
    AGAIN = "again"
    RECORD = "record"


GROUP_TITLES = {
    Group.AT_HOME: "Who is at home",
    Group.KEPT: "Where it is kept",
    Group.GETTING_HOME: "Getting it home",
    Group.TAKING: "Taking it",
    Group.LEFT_OVER: "Empties and leftovers",
    Group.CHILDREN: "Who looks after the children",
    Group.EMERGENCY: "In an emergency",
    Group.AGAIN: "When to look at this plan again",
    Group.RECORD: "What has been done",
}

PRINTED_GROUPS = (
    Group.KEPT,
    Group.GETTING_HOME,
    Group.TAKING,
    Group.LEFT_OVER,
    Group.CHILDREN,
    Group.EMERGENCY,
    Group.AGAIN,
)


class Kind(StrEnum):
    """How an item is filled: from facts; by agreeing a sentence; or by saying who, where or what."""

    COMPUTED = "computed"
    AGREED = "agreed"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the plan.

    `short` names it in lists ("Still to do: who holds the key"); `question` is asked with the person sitting there;
    `printed` holds the lines their copy says once it is agreed (none: nothing is printed), one idea a line; `why` is
    the help line under the question. `words_label` asks for the person's own words, which are printed under that
    label only where `prints_words`. `private_label` asks for what belongs in the case file alone and is never
    printed. `must_be_agreed`: `plan-gap` stands until it is. `short_core`: asked for one bottle at home at most.
    `asked`: somebody answers it before the plan is agreed.
    """

    code: str
    group: Group
    kind: Kind
    short: str
    question: str
    why: str
    printed: tuple[str, ...] = ()
    words_label: str = ""
    prints_words: bool = False
    private_label: str = ""
    must_be_agreed: bool = False
    short_core: bool = False
    may_not_apply: bool = True
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would make us look at the plan again (P18): `code` is stored, `words` are ticked and printed."""

    code: str
    words: str


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

ITEMS = (
    Item(
        "P1",
        Group.AT_HOME,
        Kind.TEXT,
        short="Adults at home",
        question="Which adults sleep here, or have keys to your home?",
        why="Everyone who can open the front door is part of keeping it safe, a new partner or a lodger too.",
        words_label="Names, and what each is to you",
        short_core=True,
    ),
    Item(
        "P2",
        Group.AT_HOME,
        Kind.COMPUTED,
        short="Children",
        question="Which children live here, stay or visit?",
        why="A child who comes once a week can find a bottle as fast as one who lives here.",
        asked=False,
    ),
    Item(
        "P3",
        Group.AT_HOME,
        Kind.TEXT,
        short="Other medicines at home",
        question="Does anyone else keep methadone, other opioids or sleeping tablets in your home?",
        why="Children have been harmed by a partner's or a visitor's medicine. The plan has to cover that supply too.",
        words_label="Whose, what, and where it is kept",
        short_core=True,
    ),
    Item(
        "P4",
        Group.AT_HOME,
        Kind.COMPUTED,
        short="How much is at home",
        question="How many bottles can be at home at once?",
        why="It is often more than people think: a closed Sunday or a bank holiday adds to it.",
        asked=False,
    ),
    Item(
        "P5",
        Group.KEPT,
        Kind.AGREED,
        short="Its own bottle, with label and cap",
        question="Does each day's dose stay in its own labelled bottle, with a child-resistant cap?",
        why="The label tells an ambulance crew what it is. The cap slows a child down, though it will not stop one.",
        printed=(
            "Each dose stays in the bottle it came in.",
            "The label and the cap stay on.",
        ),
        must_be_agreed=True,
        short_core=True,
    ),
    Item(
        "P6",
        Group.KEPT,
        Kind.AGREED,
        short="A locked box, out of reach",
        question="Is it locked in a box, out of sight and reach: not in the fridge, a bag, the car or by the bed?",
        why="Children climb. A high shelf, or the top of a wardrobe, has not been enough. Nor is a box nobody uses.",
        printed=(
            "It goes in a locked box.",
            "The box is out of sight and out of reach.",
            "It is never in the fridge, a bag, the car or by the bed.",
        ),
        words_label="Where the box is",
        prints_words=True,
        private_label="Make of box, key or code, fixed or not: for the case file, never printed",
        must_be_agreed=True,
        short_core=True,
    ),
    Item(
        "P7",
        Group.KEPT,
        Kind.TEXT,
        short="Who holds the key",
        question="Who holds the key or knows the code? Can a child get at it, or at a spare?",
        why="A box is as safe as its key. Children watch where keys go.",
        printed=("No child can get the key or the code.",),
        words_label="Who holds the key or code",
        prints_words=True,
        private_label="Where the key and any spare are, or the code: for the case file, never printed",
        must_be_agreed=True,
        short_core=True,
    ),
    Item(
        "P8",
        Group.GETTING_HOME,
        Kind.AGREED,
        short="Straight home and into the box",
        question="Does it go straight from the pharmacy into the box, and never wait in a bag, a pram or the car?",
        why="A bottle in a handbag or a pram is a bottle a child can find.",
        printed=(
            "I go straight home from the pharmacy.",
            "It goes in the box first, before anything else.",
        ),
        words_label="Anything to add",
        prints_words=True,
    ),
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
    Item(
        "P19",
        Group.RECORD,
        Kind.COMPUTED,
        short="What we have seen",
        question="What have we seen for ourselves?",
        why="Told, shown in the clinic, a photo, or seen at home are four different things. Each has its date.",
        asked=False,
    ),
    Item(
        "P20",
        Group.RECORD,
        Kind.COMPUTED,
        short="Leaflets given",
        question="Which leaflets were given?",
        why="Saying it and giving it on paper works better than either alone.",
        asked=False,
    ),
    Item(
        "P21",
        Group.RECORD,
        Kind.COMPUTED,
        short="Who has a copy",
        question="Who has a copy of this plan?",
        why="A plan that nobody else has seen protects less.",
        asked=False,
    ),
    Item(
        "P22",
        Group.RECORD,
        Kind.COMPUTED,
        short="Agreed, and copy given",
        question="How was it agreed, when, and who has the person's copy?",
        why="The plan is theirs. They should have it in their hand.",
        asked=False,
    ),
    Item(
        "P23",
        Group.RECORD,
        Kind.COMPUTED,
        short="Version and review",
        question="Who made it, which version, and when do we look again?",
        why="Twelve weeks is the longest a plan stands without being looked at.",
        asked=False,
    ),
    Item(
        "P24",
        Group.RECORD,
        Kind.COMPUTED,
        short="What the pharmacist said",
        question="What did the pharmacist say?",
        why="The pharmacist sees what is collected, and may see what we do not.",
        asked=False,
    ),
    Item(
        "P25",
        Group.RECORD,
        Kind.TEXT,
        short="In their own words",
        question="Is anything worrying you, or would anything help?",
        why="The plan works best when it fits the life it is for.",
        words_label="In your own words",
        asked=False,
    ),
)

_BY_CODE = {item.code: item for item in ITEMS}

ASKED = tuple(item.code for item in ITEMS if item.asked)
SHORT_CORE = tuple(item.code for item in ITEMS if item.short_core)
MUST_BE_AGREED = tuple(item.code for item in ITEMS if item.must_be_agreed)


def item(code: str) -> Item:
    """The item of a code, "P1" to "P25". Raises KeyError for any other."""
    return _BY_CODE[code]


def in_group(group: Group) -> tuple[Item, ...]:
    """The items of one part of the plan, in the order of the list."""
    return tuple(item for item in ITEMS if item.group is group)
