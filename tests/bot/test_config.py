"""Settings: where they come from, and what stops the start."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import check_timers
from bot.config import BadSettings, Settings, read


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def written(home: Path, text: str) -> dict[str, str]:
    """An environment whose home folder holds this settings file."""
    (home / "jalon.toml").write_text(text)
    return {"JALON_HOME": str(home)}


def test_with_nothing_said_the_defaults_hold(home: Path) -> None:
    settings = read({"JALON_HOME": str(home)})
    assert settings == Settings(home=str(home))
    assert settings.database.startswith("sqlite+aiosqlite:///")


def test_the_environment_goes_before_the_file(home: Path) -> None:
    file = 'log_level = "DEBUG"\nsandbox_port = 1\n[market]\nprice_least = 100\nfiles_most = 2\n'
    environment = written(home, file) | {
        "JALON_SANDBOX_PORT": "2",
        "JALON_MARKET_FILES_MOST": "3",
    }
    settings = read(environment)
    assert (settings.log_level, settings.sandbox_port) == ("DEBUG", 2)
    assert (settings.market.price_least, settings.market.files_most) == (100, 3)


def test_tokens_are_read_by_the_names_everyone_uses(home: Path) -> None:
    given = {"JALON_HOME": str(home), "TELEGRAM_TOKEN": "1:a", "DISCORD_TOKEN": "b"}
    settings = read(given)
    assert (settings.telegram_token, settings.discord_token) == ("1:a", "b")


def test_operators_are_named_by_platform_and_number(home: Path) -> None:
    settings = read({"JALON_HOME": str(home), "JALON_OPERATORS": "telegram:12, discord:34"})
    assert settings.owners == [("telegram", "12"), ("discord", "34")]
    in_file = read(written(home, 'operators = ["telegram:5"]\n'))
    assert in_file.owners == [("telegram", "5")]


def test_numbers_of_the_market_are_typed(home: Path) -> None:
    given = {
        "JALON_HOME": str(home),
        "JALON_MARKET_CLEARANCE": "P7D",
        "JALON_MARKET_COMMISSION_BASIS_POINTS": "500",
    }
    market = read(given).market
    assert (market.clearance, market.commission_basis_points) == (timedelta(days=7), 500)


def test_a_length_of_time_of_a_table_is_changed_by_its_name(home: Path) -> None:
    environment = written(home, '[market.timers]\n"order.accept" = "P5D"\n')
    assert read(environment).market.timers == {"order.accept": timedelta(days=5)}


def test_a_length_of_time_no_table_has_is_refused(home: Path) -> None:
    check_timers(read(written(home, '[market.timers]\n"order.accept" = "P5D"\n')))
    settings = read(written(home, '[market.timers]\n"order.acept" = "P5D"\n'))
    with pytest.raises(BadSettings, match=r"no 'order\.acept'; there are .*order\.accept"):
        check_timers(settings)


def test_the_file_may_be_named(home: Path) -> None:
    (home / "other.toml").write_text("sandbox_port = 7\n")
    settings = read({"JALON_HOME": str(home), "JALON_CONFIG": str(home / "other.toml")})
    assert settings.sandbox_port == 7
    with pytest.raises(BadSettings, match=r"there is no settings file"):
        read({"JALON_HOME": str(home), "JALON_CONFIG": str(home / "none.toml")})


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("JALON_SANDBOX_PROT", "1", "sandbox_prot"),
        ("JALON_SANDBOX_PORT", "65536", "sandbox_port"),
        ("JALON_SANDBOX_PORT", "many", "sandbox_port"),
        ("JALON_DATABASE_URL", "mysql://localhost", "database_url"),
        ("JALON_TELEGRAM_WEBHOOK_URL", "https://market.example", "telegram_webhook_secret"),
        ("JALON_TELEGRAM_MESSAGES_PER_SECOND", "0", "messages_per_second"),
        ("JALON_OPERATORS", "olga", "operators must be telegram: or discord:"),
        ("JALON_OPERATORS", "telegram:1,irc:2", "irc:2"),
        ("JALON_MARKET_COMISSION", "1", "comission"),
        ("JALON_MARKET_COMMISSION_BASIS_POINTS", "10001", "commission_basis_points"),
        ("JALON_MARKET_CURRENCY", "euro", "currency"),
        ("JALON_MARKET_PRICE_LEAST", "0", "price_least"),
        ("JALON_MARKET_CLEARANCE", "PT0S", "clearance"),
        ("JALON_MARKET_CLEARANCE", "two weeks", "market.clearance"),
    ],
)
def test_what_cannot_be_used_stops_the_start_and_is_named(
    home: Path, name: str, value: str, says: str
) -> None:
    with pytest.raises(BadSettings, match=says):
        read({"JALON_HOME": str(home), name: value})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sandbox_port = \n", "cannot be read"),
        ("colour = 1\n", "colour"),
        ("market = 1\n", "market must be a table"),
        ("[market.timers]\n'order.accept' = 'P0D'\n", "order.accept"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_start(home: Path, text: str, says: str) -> None:
    with pytest.raises(BadSettings, match=says):
        read(written(home, text))


def test_no_token_stands_in_what_is_complained_about(home: Path) -> None:
    given = {"JALON_HOME": str(home), "TELEGRAM_TOKEN": "1:secret", "JALON_SANDBOX_PORT": "x"}
    with pytest.raises(BadSettings) as trouble:
        read(given)
    assert "secret" not in str(trouble.value)
