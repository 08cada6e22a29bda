"""What is hidden from people who have not traded yet, and what never is."""

import pytest

from core.relay import masked

HIDDEN = [
    # e-mail
    "ana@example.com", "écris-moi à ana.dupont+jalon@boite.example.fr !", "ANA@EXAMPLE.ORG",
    "ana (at) example.com", "ana[at]example(dot)com", "ana arobase gmail point com",
    "ana at gmail dot com",
    # telephones
    "06 12 34 56 78", "0612345678", "06.12.34.56.78", "06-12-34-56-78", "06 - 12 - 34 - 56 - 78",
    "+33 6 12 34 56 78", "+33612345678", "+33 (0)6 12 34 56 78", "0033 6 12 34 56 78",
    "+44 7911 123456", "07911 123456", "+1 (415) 555-2671", "(415) 555-2671", "415-555-2671",
    "0470 12 34 56", "079 123 45 67", "06\u00a012\u00a034\u00a056\u00a078",
    "+49 151 23456789", "appelle le 06 12345678",
    # names in messengers, and ways there
    "@ana_dupont", "mon pseudo : @AnaDraws.", "ana#4821", "Discord : ana_draws",
    "my telegram is ana_99", "insta: @ana.draws_", "https://t.me/ana", "t.me/ana_draws",
    "wa.me/33612345678", "https://api.whatsapp.com/send?phone=336", "discord.gg/aBcD12",
    "discord.com/invite/aBcD12", "https://discord.com/users/80351110224678912", "m.me/ana",
    "tg://resolve?domain=ana", "skype:ana.dupont?call", "https://meet.google.com/abc-defg-hij",
    # paying elsewhere
    "FR14 2004 1010 0505 0001 3M02 606", "fr1420041010050500013m02606",
    "DE89370400440532013000", "BE68 5390 0754 7034", "GB29NWBK60161331926819",
    "paypal.me/ana", "je prends Paypal", "Pay Pal works", "Western Union", "par virement bancaire",
    "a bank transfer is cheaper", "Revolut", "0x52908400098527886E0F7030069857D2E4169EE7",
]  # fmt: skip

SEEN = [
    # money
    "1 200,50 €", "It costs €1,200.50 in all.", "10 000 000 €", "de 50 à 100 euros", "$3,000",
    "+1 500 000 €", "+10 000 000 EUR", "0,50 €",
    # days and hours
    "le 12/11/2026 à 10:30", "2026-11-26 10:30:00", "01/02/2026 10:30", "26.11.2026",
    "from 05.06 to 07.08", "01 02 2026", "10h30-12h00", "05/06/2026 07/08/2026",
    # sizes, numbers of things
    "1920x1080", "3508 × 2480 px", "A4, 210 x 297 mm", "300 400 5000 px", "#FF00AA", "#1234",
    "commande K7Q2F0AB", "order#1234", "Commande#2024", "order 12345678", "v1.0.2", "01.02.03",
    "ISBN 978-2-07-036822-8", "SIRET 123 456 789 00012", "RCS 552 100 554", "ratio 16:9",
    "100 000 000 vues", "2 x 3 x 4", "0123", "lot 20261126", "1234567890123",
    # words of the trade
    "a Discord bot in Python", "Discord : un serveur de jeu", "Telegram: a channel for my shop",
    "un logo pour mon compte Instagram", "logo@2x.png", "icon@3x", "@media (max-width: 600px)",
    "@font-face", "@everyone", "https://example.org/portfolio?p=06", "http://ana.example/06/12",
    "meet at noon", "look at this. It works", "the point of it", "FR, EN et DE", "B2B", "C++11",
    "virement de bord", "a transfer of files", "be wise", "spare rib", "AB12 was here",
    "Je signale : 2 erreurs", "got.me/x is nothing", "start.me", "part.me/x", "1/2 @ 3",
    "FR76 1234", "DE89 3704 4400 5320 1300 01",
]  # fmt: skip


@pytest.mark.parametrize("words", HIDDEN)
def test_a_way_to_meet_or_pay_elsewhere_is_hidden(words: str) -> None:
    shown = masked(words)
    assert "•••" in shown
    for piece in (
        "ana@",
        "example.com",
        "12 34",
        "1234567",
        "ana_",
        "4821",
        "t.me",
        "aypal",
        "3M02",
    ):
        assert piece not in shown, shown


@pytest.mark.parametrize("words", SEEN)
def test_what_only_looks_alike_is_left_alone(words: str) -> None:
    assert masked(words) == words


def test_only_what_must_be_hidden_is() -> None:
    said = (
        "Bonjour, 50 € pour le 12/11/2026 ? Écrivez à ana@example.com ou au 06 12 34 56 78. Merci"
    )
    assert masked(said) == "Bonjour, 50 € pour le 12/11/2026 ? Écrivez à ••• ou au •••. Merci"
    account = "Mon compte est FR14 2004 1010 0505 0001 3M02 606 merci, pour 2 logos"
    assert masked(account) == "Mon compte est ••• merci, pour 2 logos"


def test_masking_twice_changes_nothing_more() -> None:
    for words in HIDDEN:
        assert masked(masked(words)) == masked(words)


STRANGE = [
    "0" * 3_500, "a@" * 1_750, "06 " * 1_100, "a." * 1_700 + "@", "FR14 " * 700, "+1" * 1_700,
    "x at " * 700, "@a" * 1_700, "a@" + "b." * 1_700, "a@" + "b . " * 800, "insta: " + "a." * 1_700,
]  # fmt: skip


@pytest.mark.parametrize("words", STRANGE)
def test_a_strange_message_takes_no_time(words: str) -> None:
    """A pattern that went back and forth over these would not come to an end in this life."""
    assert masked(words) is not None
