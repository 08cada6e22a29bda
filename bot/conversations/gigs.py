"""The forms behind a gig."""

from collections.abc import Callable

from bot.context import Context
from bot.forms import Answers, Ask, Count, Files, Form, Line, Lines, One, Paragraph, Price, Tags
from bot.forms.form import always
from bot.registry import declare
from bot.screens.gigs import managed_gig
from bot.ui import Option, Screen
from core import gigs
from core.gigs import Gig
from core.kit.settings import MarketSettings
from core.kit.text import Text, _, verbatim

CATEGORY = One(tuple(Option(c.value, label) for c, label in gigs.CATEGORIES.items()))
TIERS = One(
    (
        Option("one", _("One package")),
        Option("three", _("Three: Essential, Standard, Premium")),
    )
)
REVISIONS = One(
    tuple(
        Option(n, _("As many as needed") if n == "unlimited" else verbatim(n))
        for n in gigs.REVISIONS
    )
)


def _low(settings: MarketSettings) -> int:
    return settings.price_least


def _high(settings: MarketSettings) -> int:
    return settings.price_most


def _days(settings: MarketSettings) -> int:
    return settings.days_most


PRICE, DAYS = Price(_low, _high), Count(1, _days)


def three(answers: Answers) -> bool:
    """Whether the gig has three packages."""
    return answers.get("tiers") == "three"


def _then(ctx: Context, gig: Gig) -> Screen:
    return managed_gig(ctx, gig)


# fmt: off
WORDS = (
    Ask("title",       Line(least=gigs.TITLE_LEAST, most=gigs.TITLE_MOST),
        _("Title"), _("What will you do? One line, as buyers will find it."),
        _("For example: “I will draw a logo for your bakery”")),
    Ask("category",    CATEGORY,
        _("Category"), _("What kind of work is it?")),
    Ask("description", Paragraph(least=gigs.DESCRIPTION_LEAST, most=gigs.DESCRIPTION_MOST),
        _("Description"), _("Describe it: what buyers get, how you work, what you need.")),
    Ask("tags",        Tags(gigs.TAGS_MOST, gigs.TAG_MOST),
        _("Tags"), _("Which keywords describe it? One to five, separated by commas."),
        _("For example: logo, bakery, vector")),
)

SIZE = (
    Ask("tiers",       TIERS,
        _("Packages"), _("One package, or three at three prices?")),
)


def _package(
    tier: str, name: Text, when: Callable[[Answers], bool] = always
) -> tuple[Ask, ...]:
    return (
        Ask(f"{tier}_price", PRICE,
            _("Price ({package})").format(package=name),
            _("{package}: what does it cost?").format(package=name), when=when),
        Ask(f"{tier}_days", DAYS,
            _("Days ({package})").format(package=name),
            _("{package}: in how many days will you deliver?").format(package=name), when=when),
        Ask(f"{tier}_revisions", REVISIONS,
            _("Revisions ({package})").format(package=name),
            _("{package}: how many revisions are included?").format(package=name), when=when),
        Ask(f"{tier}_includes", Paragraph(most=gigs.INCLUDES_MOST),
            _("Included ({package})").format(package=name),
            _("{package}: what is included, in a few words?").format(package=name),
            required=False, when=when),
    )


PACKAGES = (
    *_package("essential", gigs.TIERS[gigs.Tier.ESSENTIAL]),
    *_package("standard", gigs.TIERS[gigs.Tier.STANDARD], three),
    *_package("premium", gigs.TIERS[gigs.Tier.PREMIUM], three),
)

COVER = (
    Ask("cover",       Files(most=1, pictures=True),
        _("Cover picture"), _("Which picture should stand on top? PNG or JPEG."), required=False),
)

QUESTIONS = (
    Ask("questions",   Lines(gigs.QUESTIONS_MOST, gigs.QUESTION_MOST),
        _("Questions for buyers"),
        _("What do you need to know to begin? Up to five questions, one on each line."),
        _("For example: What is the name of your shop?"), required=False),
)

OPTIONAL = (
    Ask("optional_questions", Lines(gigs.QUESTIONS_MOST, gigs.QUESTION_MOST),
        _("Optional questions"),
        _("What would also help you, if buyers know it? One question on each line."),
        required=False),
)

PUBLISH_GIG = Form(
    "gigs.publish", _("New gig"), *WORDS, *SIZE, *PACKAGES, *COVER, *QUESTIONS,
    submit=gigs.publish, then=_then, send=_("Publish"),
    done=_("Your gig is on the market. Buyers can find and order it now."),
)
EDIT_WORDS = Form(
    "gigs.edit_words", _("Title, description, tags"), *WORDS,
    submit=gigs.edit_words, then=_then, send=_("Save"), done=_("Saved."), about="gig",
)
EDIT_PACKAGES = Form(
    "gigs.edit_packages", _("Packages and prices"), *SIZE, *PACKAGES,
    submit=gigs.edit_packages, then=_then, send=_("Save"), about="gig",
    done=_("Saved. Running orders keep what was agreed."),
)
EDIT_COVER = Form(
    "gigs.edit_cover", _("Cover picture"), *COVER,
    submit=gigs.edit_cover, then=_then, send=_("Save"), done=_("Saved."), about="gig",
    review=False,
)
EDIT_QUESTIONS = Form(
    "gigs.edit_questions", _("Questions for buyers"), *QUESTIONS, *OPTIONAL,
    submit=gigs.edit_questions, then=_then, send=_("Save"), done=_("Saved."), about="gig",
    review=False,
)
# fmt: on

declare(PUBLISH_GIG, EDIT_WORDS, EDIT_PACKAGES, EDIT_COVER, EDIT_QUESTIONS)


def answers_of(ctx: Context, gig: Gig, part: str) -> dict[str, object]:
    """Return what a gig says now, as the fields of that part's form keep it."""
    match part:
        case "words":
            return {
                "title": gig.title,
                "category": gig.category.value,
                "description": gig.description,
                "tags": list(gig.tags),
            }
        case "packages":
            return _packages(ctx, gig)
        case "questions":
            return {
                "questions": list(gig.questions) or None,
                "optional_questions": list(gig.optional_questions) or None,
            }
    return {}


def _packages(ctx: Context, gig: Gig) -> dict[str, object]:
    packages = ctx.ask(gigs.packages_of, gig)
    answers: dict[str, object] = {"tiers": "three" if len(packages) > 1 else "one"}
    for package in packages:
        tier = package.tier.value
        unlimited = package.revisions == gigs.UNLIMITED
        answers |= {
            f"{tier}_price": package.minor,
            f"{tier}_days": package.days,
            f"{tier}_revisions": "unlimited" if unlimited else str(package.revisions),
            f"{tier}_includes": package.includes or None,
        }
    return answers
