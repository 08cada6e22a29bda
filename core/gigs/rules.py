"""What a gig may say, and what it may ask for."""

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from core.kit.text import Text, _

TITLE_LEAST, TITLE_MOST = 8, 80
DESCRIPTION_LEAST, DESCRIPTION_MOST = 30, 1_200
INCLUDES_MOST = 300
TAGS_MOST, TAG_MOST = 5, 20
QUESTIONS_MOST, QUESTION_MOST = 5, 200
REVISIONS = tuple(range(10))
UNLIMITED = -1  # as many revisions as the buyer likes


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
    """Return words without case and accents: how they are compared."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def distinct(tags: Iterable[str]) -> tuple[str, ...]:
    """Return each tag once, whatever its case and accents; the first spelling stays."""
    return tuple({fold(tag): tag for tag in reversed(list(tags))}.values())[::-1]
