"""Every sentence is translated, fits where it is shown, and is written as its language wants it."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import bot.registry
from bot.i18n import CATALOGS, DEFAULT, LOCALES, say
from bot.platforms.discord.commands import spelled
from bot.platforms.telegram.greeting import NAME
from bot.platforms.telegram.reading import fold
from core import glossary
from core.kit.text import Text
from tests.test_house import forms

ROOT = Path(__file__).resolve().parents[1]
REGISTRY = bot.registry.load()
ABROAD = [locale for locale in LOCALES if locale != DEFAULT]
EACH_LANGUAGE = pytest.mark.parametrize("locale", ABROAD)
EVERY_LANGUAGE = pytest.mark.parametrize("locale", LOCALES)

BUTTON_MOST = 38  # characters that a button shows on a telephone
LABEL_MOST = 45  # Discord's limit for a question and a form's title
DESCRIPTION_MOST = 100  # Discord's limit for what a command does
BLANK = "12345678"  # about as long as what stands in a button's blank
DISCORD_NAME = re.compile(r"[-_\w]{1,32}")

EMOJI = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
FRENCH_WORDS = re.compile(
    r"\b(le|la|les|des|du|une|et|ou|où|est|sont|vous|votre|vos|pour|avec|dans|sur|pas|qui|que|"
    r"commande|prestataire|client|forfaits?|jalons?|balises?|revenus|merci|bonjour)\b",
    re.IGNORECASE,
)
FRENCH_IN_ENGLISH = {"client", "sur", "jalon"}  # words of both languages, and our own name
# What the glossary calls otherwise, and how one does not speak to a stranger.
NOT_OUR_FRENCH = re.compile(
    r"\b(vendeur|vendeuse|acheteur|acheteuse|gigs?|tags?|packages?|paquets?|étiquettes?|"
    r"freelancers?|milestones?|deals?|dashboard|escrow|tu|ton|tes|toi)\b",
    re.IGNORECASE,
)
NOT_OUR_ENGLISH = re.compile(
    r"\b(vendors?|customers?|purchasers?|purchases?|freelancers?|cancelation|canceled|"
    r"add-?ons?|bundles?|tiers?)\b",
    re.IGNORECASE,
)
PLAIN_SPACE = re.compile(r"(?<! )[ \u2009][;:!?»%]|« |[^\s\u00a0(]»|«[^\u00a0]|\w[;!?]")
Ids = str | tuple[str, ...]


@cache
def said_by_the_code() -> frozenset[Ids]:
    found: set[Ids] = set()
    for top in ("core", "bot"):
        every = extract_from_dir(
            ROOT / top, [("**.py", "python")], keywords={"_": None, "_n": (1, 2)}
        )
        found |= {message for _file, _line, message, _comments, _context in every}
    return frozenset(found)


@cache
def catalog(locale: str) -> Catalog:
    with (CATALOGS / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=locale)


def messages(locale: str) -> Iterator[Message]:
    return (message for message in catalog(locale) if message.id)


def forms_of(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """The sentence alone, or with its plurals; an untranslated one is empty."""
    return (words,) if isinstance(words, str) else tuple(words or ("",))


def key(message: Message) -> Ids:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def sentences(locale: str) -> Iterator[str]:
    """Every sentence of a language, each plural too."""
    for message in messages(locale):
        yield from forms_of(message.string)


def english() -> Iterator[str]:
    for words in said_by_the_code():
        yield from forms_of(words)


def blanks(words: str) -> list[str]:
    return sorted(name for _text, name, _spec, _how in Formatter().parse(words) if name is not None)


def bare(words: str) -> str:
    """A sentence without the names of its blanks."""
    return re.sub(r"\{\w+\}", "x", words)


# --- nothing is missing


def test_every_sentence_of_the_code_is_gathered() -> None:
    with (CATALOGS / "messages.pot").open("rb") as file:
        gathered = {key(message) for message in read_po(file) if message.id}
    assert gathered == said_by_the_code(), "`make messages`, then translate"


@EACH_LANGUAGE
def test_every_sentence_is_translated(locale: str) -> None:
    there = {key(message): message for message in messages(locale)}
    assert set(there) == said_by_the_code()
    for message in there.values():
        assert all(forms_of(message.string)), f"untranslated: {message.id}"
        assert not message.fuzzy, f"unsure: {message.id}"
        if message.pluralizable:
            assert len(forms_of(message.string)) == catalog(locale).num_plurals, message.id


@EACH_LANGUAGE
def test_blanks_are_the_same_in_every_language(locale: str) -> None:
    for message in messages(locale):
        wanted = {tuple(blanks(words)) for words in forms_of(message.id)}
        assert len(wanted) == 1, f"one and many differ: {message.id}"
        for words in forms_of(message.string):
            assert tuple(blanks(words)) in wanted, f"{message.id} / {words}"


@EACH_LANGUAGE
def test_old_placeholders_are_nowhere(locale: str) -> None:
    for message in messages(locale):
        assert "python-format" not in message.flags, f"a stray % in {message.id}"


# --- every language is well written


@EVERY_LANGUAGE
def test_no_sentence_holds_an_emoji(locale: str) -> None:
    for words in english() if locale == DEFAULT else sentences(locale):
        assert not EMOJI.search(words), words


@EVERY_LANGUAGE
def test_sentences_are_tidy(locale: str) -> None:
    for words in english() if locale == DEFAULT else sentences(locale):
        assert words == words.strip(), repr(words)
        assert "  " not in words, repr(words)
        assert "..." not in words, repr(words)
        assert "\n" not in words, repr(words)
        assert '"' not in words, f"straight quotes: {words}"


def test_english_is_english() -> None:
    for words in english():
        found = {w.lower() for w in FRENCH_WORDS.findall(bare(words))} - FRENCH_IN_ENGLISH
        assert not found, f"{found} in: {words}"
        assert not re.search("[àâçèêëîïôûùœ«»\u00a0\u202f]", words), words


def test_english_keeps_to_the_words_of_the_glossary() -> None:
    for words in english():
        assert not NOT_OUR_ENGLISH.search(bare(words)), words


def test_french_is_set_as_the_french_set_it() -> None:
    for words in sentences("fr"):
        wrong = PLAIN_SPACE.search(bare(words))
        assert not wrong, f"{wrong and wrong[0]!r} in: {words!r}"
        assert not re.search(r"\w:(?!//)", bare(words)), words
        assert not re.search("['“”]", words), f"English quotes or apostrophe: {words}"


def test_french_keeps_to_the_words_of_the_glossary() -> None:
    for words in sentences("fr"):
        assert not NOT_OUR_FRENCH.search(bare(words)), words


@EACH_LANGUAGE
def test_a_sentence_ends_in_every_language_as_in_english(locale: str) -> None:
    for message in messages(locale):
        for words in forms_of(message.string):
            ends = forms_of(message.id)[0][-1]
            if ends in ".?!:" or words[-1:] in ".?!:":
                assert ends == words[-1:] or {ends, words[-1:]} <= set(".!?"), (
                    f"{message.id} / {words}"
                )


# --- every word fits where it is shown


@EVERY_LANGUAGE
def test_commands_can_be_typed_on_both_platforms_and_are_all_different(locale: str) -> None:
    taken: dict[str, str] = {}
    for command in REGISTRY.commands.values():
        word = say(command.title, locale)
        assert word.startswith("/"), word
        assert NAME.fullmatch(fold(word)), word
        spelling = spelled(word)
        assert DISCORD_NAME.fullmatch(spelling), word
        assert spelling == spelling.lower() == word.removeprefix("/"), word
        assert taken.setdefault(fold(word), command.name) == command.name, f"{word} twice"


def test_a_command_never_bears_the_name_of_another_in_another_language() -> None:
    for command in REGISTRY.commands.values():
        for locale in LOCALES:
            word = fold(say(command.title, locale)).removeprefix("/")
            assert REGISTRY.commands.get(word, command) is command, f"{word} in {locale}"


@EVERY_LANGUAGE
def test_commands_and_their_arguments_fit_discord(locale: str) -> None:
    for command in REGISTRY.commands.values():
        assert 1 <= len(say(command.help, locale)) <= DESCRIPTION_MOST, command.name
        words = []
        for option in command.options:
            words.append(spelled(say(option.title, locale)))
            assert DISCORD_NAME.fullmatch(words[-1]), option.name
            assert 1 <= len(say(option.help, locale)) <= DESCRIPTION_MOST, option.name
        assert len(set(words)) == len(words), command.name


def button_labels() -> Iterator[tuple[str, Path]]:
    """Sentences that are written out as the label of a button or of a menu's entry."""
    for file in (ROOT / "bot").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args):
                continue
            if call.func.id in {"button", "choice", "link", "Button", "Choice"}:
                for inner in ast.walk(call.args[0]):
                    match inner:
                        case ast.Call(ast.Name("_"), [ast.Constant(str(words))]):
                            yield words, file


def test_buttons_are_found() -> None:
    labels = {words for words, _file in button_labels()}
    assert len(labels) >= 30
    assert {"All words", "Start selling", "Go on: {form}"} <= labels


@EVERY_LANGUAGE
def test_buttons_are_short(locale: str) -> None:
    for words, file in button_labels():
        label = re.sub(r"\{\w+\}", BLANK, say(Text(words), locale))
        assert len(label) <= BUTTON_MOST, f"{label} ({file})"
        assert not label.endswith("."), f"{label} ({file})"


@EVERY_LANGUAGE
def test_forms_fit_a_dialog(locale: str) -> None:
    for form in forms():
        assert len(say(form.title, locale)) <= LABEL_MOST, form.name
        assert len(say(form.send, locale)) <= BUTTON_MOST, form.name
        for ask in form.asks:
            assert len(say(ask.label, locale)) <= LABEL_MOST, (form.name, ask.name)
            for option in ask.field.options:
                assert len(say(option.label, locale)) <= BUTTON_MOST, (form.name, ask.name)


# --- the words of the market


def test_the_glossary_and_the_catalogue_say_the_same_word() -> None:
    for term in glossary.TERMS:
        assert say(term.name, "fr") == term.french
        assert say(term.name, "en") == term.name.id


@EVERY_LANGUAGE
def test_every_term_is_explained_in_a_few_sentences(locale: str) -> None:
    for term in glossary.TERMS:
        says = say(term.says, locale)
        assert 2 <= len(re.findall(r"[.!?](?:\s|$)", says)) <= 4, f"{term.id}: {says}"
        assert len(says) <= 520, f"{term.id}: {len(says)}"
        assert locale == DEFAULT or says != term.says.id


@pytest.mark.parametrize(
    ("typed", "term"),
    [("revsion", "revision"), ("prestatère", "seller"), ("reponse", "response_rate")],
)
def test_words_are_found_despite_a_slip(typed: str, term: str) -> None:
    assert [found.id for found in glossary.find(typed)] == [term]
