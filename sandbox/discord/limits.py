"""Discord's numbers: what fits, how long it lasts, and what its kinds and flags are called."""

import re
from enum import IntEnum, IntFlag

CONTENT = 2000
DISPLAYED_TEXT = 4000  # all text displays of a message together
COMPONENTS = 40  # nested ones counted
ROWS = 5  # without components V2
BUTTONS_A_ROW = 5
CUSTOM_ID = 100
BUTTON_LABEL = 80
URL = 512
MEDIA_URL = 2048
PLACEHOLDER = 150
OPTIONS = 25
OPTION_TEXT = 100
GALLERY = 10
ALT_TEXT = 1024
SECTION_TEXTS = 3

EMBEDS = 10
EMBED_TOTAL = 6000
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
EMBED_FIELD_NAME = 256
EMBED_FIELD_VALUE = 1024
EMBED_FOOTER = 2048

MODAL_TITLE = 45
MODAL_COMPONENTS = 5
MODAL_LABEL = 45
MODAL_DESCRIPTION = 100
INPUT = 4000
INPUT_PLACEHOLDER = 100
GROUP_OPTIONS = 10
UPLOADS = 10

FILES = 10
FILE_BYTES = 10 * 1024 * 1024
REQUEST_BYTES = 25 * 1024 * 1024
NONCE = 25
NONCE_LIFE_SECONDS = 300
CDN_LIFE_SECONDS = 24 * 3600

COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_CHARACTERS = 8000
COMMANDS = {1: 100, 2: 15, 3: 15}
COMMAND_CREATES_A_DAY = 200
CHOICES = 25
CHOICE_NAME = 100
CHOICE_VALUE = 6000
SAFE_INTEGER = 2**53 - 1

ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60
CHANNEL_NAME = 100
THREAD_MINUTES = (60, 1440, 4320, 10080)
SLOWEST_MODE_SECONDS = 21600
TAG_NAME = 50
TAGS_A_FORUM = 20
TAGS_A_POST = 5
PINS = 250
PAGE = 100
SENDS_A_MINUTE = 120

ATTACHMENT_NAME = re.compile(r"[^A-Za-z0-9_.\-]")

_LOCALES = """
ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru
sv-SE th tr uk vi zh-CN zh-TW
"""
LOCALES = frozenset(_LOCALES.split())


class Kind(IntEnum):
    """Kinds of component."""

    ROW = 1
    BUTTON = 2
    SELECT = 3
    INPUT = 4
    USERS = 5
    ROLES = 6
    MENTIONABLES = 7
    CHANNELS = 8
    SECTION = 9
    TEXT = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    UPLOAD = 19
    RADIO = 21
    CHECKBOXES = 22
    CHECKBOX = 23


SELECTS = frozenset({Kind.SELECT, Kind.USERS, Kind.ROLES, Kind.MENTIONABLES, Kind.CHANNELS})


class ChannelKind(IntEnum):
    """Kinds of channel."""

    TEXT = 0
    DM = 1
    NEWS = 5
    NEWS_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = frozenset(
    {ChannelKind.NEWS_THREAD, ChannelKind.PUBLIC_THREAD, ChannelKind.PRIVATE_THREAD}
)


class Flag(IntFlag):
    """Flags of a message."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


class Intent(IntFlag):
    """What a gateway session asked to hear of."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    MESSAGE_CONTENT = 1 << 15


class Asked(IntEnum):
    """Types of interaction."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Answer(IntEnum):
    """Types of first answer to an interaction."""

    MESSAGE = 4
    THINK = 5
    LATER = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Permission(IntFlag):
    """Those permissions that are asked about here."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EXTERNAL_APPS = 1 << 50


EVERYTHING = (1 << 52) - 1
A_MEMBERS = int(
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EXTERNAL_APPS
)
THE_BOTS = A_MEMBERS | int(
    Permission.MANAGE_CHANNELS
    | Permission.MANAGE_MESSAGES
    | Permission.MANAGE_ROLES
    | Permission.MANAGE_THREADS
)
IN_A_DM = int(
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
)
