"""What a gig may say, and what it may ask for."""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from core import orders
from core.gigs.errors import TooManyQuestions, WordsMissing, WordsTooLong, WrongTags
from core.kit.text import Text, _

TITLE_LEAST, TITLE_MOST = 8, 80
DESCRIPTION_LEAST, DESCRIPTION_MOST = 30, 1_200
INCLUDES_MOST = 300
TAGS_MOST, TAG_MOST = 5, 20
QUESTIONS_MOST, QUESTION_MOST = 5, 200
UNLIMITED = orders.UNLIMITED
# How revisions are chosen, and how they are kept.
REVISIONS: Mapping[str, int] = {**{str(n): n for n in range(10)}, "unlimited": UNLIMITED}

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


class Tier(StrEnum):
    """One of the packages of a gig, from the smallest to the largest."""

    ESSENTIAL = "essential"
    STANDARD = "standard"
    PREMIUM = "premium"


class Category(StrEnum):
    """What kind of work it is."""

    DESIGN = "design"
    ILLUSTRATION = "illustration"
    WRITING = "writing"
    TRANSLATION = "translation"
    VOICE = "voice"
    VIDEO = "video"
    MUSIC = "music"
    WEB = "web"
    APPS = "apps"
    MARKETING = "marketing"
    DATA = "data"
    ADVICE = "advice"


CATEGORIES: Mapping[Category, Text] = {
    Category.DESIGN: _("Logos and design"),
    Category.ILLUSTRATION: _("Illustration"),
    Category.WRITING: _("Writing"),
    Category.TRANSLATION: _("Translation"),
    Category.VOICE: _("Voice-over"),
    Category.VIDEO: _("Video and animation"),
    Category.MUSIC: _("Music and sound"),
    Category.WEB: _("Websites"),
    Category.APPS: _("Apps and bots"),
    Category.MARKETING: _("Marketing"),
    Category.DATA: _("Data"),
    Category.ADVICE: _("Advice"),
}

TIERS: Mapping[Tier, Text] = {
    Tier.ESSENTIAL: _("Essential"),
    Tier.STANDARD: _("Standard"),
    Tier.PREMIUM: _("Premium"),
}

# Words a category is found by, in every language of the market.
CATEGORY_WORDS: Mapping[Category, str] = {
    Category.DESIGN: "logo logos design graphic graphisme identité charte brand marque",
    Category.ILLUSTRATION: "illustration drawing dessin portrait caricature",
    Category.WRITING: "writing rédaction redaction text texte copywriting article blog",
    Category.TRANSLATION: "translation traduction proofreading relecture",
    Category.VOICE: "voice voix voiceover off narration",
    Category.VIDEO: "video vidéo animation montage editing",
    Category.MUSIC: "music musique sound son audio mix mastering",
    Category.WEB: "web website site internet wordpress html",
    Category.APPS: "app apps application mobile bot bots code",
    Category.MARKETING: "marketing seo ads publicité social réseaux",
    Category.DATA: "data données donnees excel analysis analyse",
    Category.ADVICE: "advice conseil conseils consulting coaching business",
}


def fold(words: str) -> str:
    """Write words without case, accents and ligatures: as somebody in a hurry types them."""
    once = unicodedata.normalize("NFKD", words).casefold().translate(LIGATURES)
    apart = unicodedata.normalize("NFKD", once)
    return "".join(c for c in apart if unicodedata.category(c)[0] != "M")


def measured(words: str, most: int) -> str:
    """Return a text without its outer spaces, or refuse."""
    words = words.strip()
    if not words:
        raise WordsMissing
    if len(words) > most:
        raise WordsTooLong(most)
    return words


def at_most(words: str, most: int) -> str:
    """Return a text that may be empty without its outer spaces, or refuse."""
    return measured(words, most) if words.strip() else ""


def distinct(tags: Sequence[str]) -> list[str]:
    """Return each tag once, whatever its case and accents; the first spelling stays."""
    kept: dict[str, str] = {}
    for raw in tags:
        tag = " ".join(raw.strip(" #").split())
        if tag:
            kept.setdefault(fold(tag), tag)
    if not 1 <= len(kept) <= TAGS_MOST or any(len(tag) > TAG_MOST for tag in kept.values()):
        raise WrongTags(TAGS_MOST, TAG_MOST)
    return list(kept.values())


def asked(*several: Sequence[str]) -> tuple[list[str], ...]:
    """Return lists of questions without the empty ones; together they may not be too many."""
    kept = tuple([q for raw in questions if (q := raw.strip())] for questions in several)
    every = [question for questions in kept for question in questions]
    if len(every) > QUESTIONS_MOST or any(len(question) > QUESTION_MOST for question in every):
        raise TooManyQuestions(QUESTIONS_MOST, QUESTION_MOST)
    return kept
