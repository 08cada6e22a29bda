"""Telegram's hard numbers, in one table. Text is counted in UTF-16 units unless it says bytes."""

TEXT = 4096
CAPTION = 1024
ENTITIES = 100
TOAST = 200

BUTTONS = 100
BUTTONS_A_ROW = 8
BUTTON_LABEL = 64  # no rule, but nobody's screen shows more
BUTTON_HINT = 48  # a label grows a hint only as far as this
COPY_TEXT = 256
SEARCH = 256
URL_BYTES = 2048

ALBUM = 10
PHOTO_BYTES = 10 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024

TOPIC_NAME = 128

COMMANDS = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 256
DESCRIPTION = 512
SHORT_DESCRIPTION = 120

RESULTS = 50

BODY_BYTES = 1024 * 1024  # the largest update our webhook takes; real ones stay below 100 kB
POLL_SECONDS = 25  # Telegram allows 50
