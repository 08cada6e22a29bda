"""How a person's own choices are shown."""

from bot.context import Context
from bot.i18n import LOCALES, own_name
from bot.ui import Action, Screen, Small, Style, button, rows
from core.kit.text import Text, _, verbatim


class ChooseLanguage(Action, frozen=True, wire="pr.lo"):
    """Speak to me in this language from now on."""

    locale: str


def language_card(ctx: Context, *, note: Text | None = None) -> Screen:
    """Show the language in use, and those one can change to."""
    mine = ctx.me.locale
    return Screen(
        title=_("Language"),
        note=note,
        lines=(
            _("I am speaking {language} with you.").format(language=verbatim(own_name(mine))),
            Small(_("Others read everything in theirs, so you need not share one.")),
        ),
        buttons=rows(
            button(
                verbatim(own_name(locale)),
                ChooseLanguage(locale),
                Style.MAIN if locale == mine else Style.PLAIN,
            )
            for locale in LOCALES
        ),
    )
