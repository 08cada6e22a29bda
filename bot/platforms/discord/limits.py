"""Discord's numbers. Its library checks none of them, so all that is drawn is made to fit."""

TEXT = 3900  # of 4000 in all texts of a message; the rest is for line breaks
COMPONENTS = 39  # of 40 in a message, nested ones counted; one names whose room it is
BUTTONS_A_ROW = 5
BUTTON_LABEL = 80
CUSTOM_ID = 100
URL = 512
PLACEHOLDER = 150
OPTIONS = 25
OPTION_TEXT = 100
ALT_TEXT = 1024

MODAL_TITLE = 45
MODAL_QUESTIONS = 5
MODAL_LABEL = 45
MODAL_DESCRIPTION = 100
INPUT = 4000
INPUT_PLACEHOLDER = 100
GROUP_LEAST = 2
GROUP_MOST = 10
UPLOADS = 10

COMMANDS = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_OPTIONS = 25
CHOICES = 25
CHOICE_TEXT = 100

THREAD_NAME = 100
THREAD_MINUTES = 7 * 24 * 60  # of silence until Discord puts a thread away

FILES = 10  # a message
FILE_NAME = 100
FILE_BYTES = 10 * 1024 * 1024
REQUEST_BYTES = 24 * 1024 * 1024  # of 25 MiB; the rest is for the words around the files
SWIFT_BYTES = 1024 * 1024  # what surely goes up in time for a first answer
FETCH_BYTES = 25 * 1024 * 1024

DEFER_SECONDS = 2.0  # an answer is due within 3
SUGGEST_SECONDS = 2.5  # choices cannot be deferred
TOKEN_SECONDS = 15 * 60

EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15
