"""What is answered when somebody chooses how they want to be spoken to."""

from bot.context import Context
from bot.i18n import LOCALES
from bot.registry import command, on
from bot.screens.preferences import ChooseLanguage, language_card
from bot.ui import Screen
from core import preferences
from core.kit.errors import NoSuchThing
from core.kit.text import _


@command("language", _("/language"), _("Choose the language I speak with you"), reads=True)
def language(ctx: Context) -> Screen:
    """Show the languages."""
    return language_card(ctx)


@on(ChooseLanguage)
def choose(ctx: Context, press: ChooseLanguage) -> Screen:
    """Speak this language from now on, beginning with the answer."""
    if press.locale not in LOCALES:
        raise NoSuchThing
    ctx.do(preferences.choose_locale, locale=press.locale)
    return language_card(ctx, note=_("From now on I speak this language with you."))
