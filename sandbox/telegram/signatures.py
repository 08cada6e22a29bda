"""What may be sent: every method served with its parameters, every object with its fields.

Written as `name:Type`, a `!` after what is required, `|` between types that are all allowed. A
contract test holds these tables against Telegram's own description.
"""

from dataclasses import dataclass
from functools import cache

_THREAD = "message_thread_id:Integer "
_TO = f"chat_id!:Integer|String {_THREAD}direct_messages_topic_id:Integer "
_QUIET = "disable_notification:Boolean protect_content:Boolean "
_PAID = "allow_paid_broadcast:Boolean message_effect_id:String "
_POST = "suggested_post_parameters:SuggestedPostParameters "
_REPLY = "reply_parameters:ReplyParameters "
_FROM = "business_connection_id:String "
_MARKUP = "reply_markup:InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply "
_SEND = f"{_FROM}{_TO}{_QUIET}{_PAID}{_POST}{_REPLY}{_MARKUP}"
_KEYS = "reply_markup:InlineKeyboardMarkup "
_WORDS = "parse_mode:String entities:ArrayOfMessageEntity "
_CAPTION = "caption:String parse_mode:String caption_entities:ArrayOfMessageEntity "
_ABOVE = "show_caption_above_media:Boolean "
_CHAT = "chat_id!:Integer|String "
_MESSAGE = f"{_CHAT}message_id!:Integer "
_EDIT = f"{_FROM}chat_id:Integer|String message_id:Integer inline_message_id:String {_KEYS}"
_TOPIC = f"{_CHAT}message_thread_id!:Integer "
_PLACE = (
    "latitude!:Float longitude!:Float horizontal_accuracy:Float live_period:Integer "
    "heading:Integer proximity_alert_radius:Integer "
)
_MENU = "scope:BotCommandScope language_code:String "
_GOODS = (
    "title!:String description!:String payload!:String provider_token:String "
    "currency!:String prices!:ArrayOfLabeledPrice max_tip_amount:Integer "
    "suggested_tip_amounts:ArrayOfInteger provider_data:String photo_url:String "
    "photo_size:Integer photo_width:Integer photo_height:Integer need_name:Boolean "
    "need_phone_number:Boolean need_email:Boolean need_shipping_address:Boolean "
    "send_phone_number_to_provider:Boolean send_email_to_provider:Boolean is_flexible:Boolean "
)
_ALBUM = "|".join(
    f"ArrayOfInputMedia{kind}" for kind in ("Audio", "Document", "LivePhoto", "Photo", "Video")
)
_PREPARED = " ".join(f"allow_{kind}_chats:Boolean" for kind in ("user", "bot", "group", "channel"))

METHODS = {
    "getMe": "",
    "getUpdates": ("offset:Integer limit:Integer timeout:Integer allowed_updates:ArrayOfString"),
    "setWebhook": (
        "url!:String certificate:InputFile ip_address:String max_connections:Integer "
        "allowed_updates:ArrayOfString drop_pending_updates:Boolean secret_token:String"
    ),
    "deleteWebhook": "drop_pending_updates:Boolean",
    "getWebhookInfo": "",
    "setMyCommands": f"commands!:ArrayOfBotCommand {_MENU}",
    "getMyCommands": _MENU,
    "deleteMyCommands": _MENU,
    "setMyName": "name:String language_code:String",
    "getMyName": "language_code:String",
    "setMyDescription": "description:String language_code:String",
    "getMyDescription": "language_code:String",
    "setMyShortDescription": "short_description:String language_code:String",
    "getMyShortDescription": "language_code:String",
    "setChatMenuButton": "chat_id:Integer menu_button:MenuButton",
    "getChatMenuButton": "chat_id:Integer",
    "sendMessage": f"{_SEND}text!:String {_WORDS}link_preview_options:LinkPreviewOptions",
    "sendPhoto": f"{_SEND}photo!:InputFile|String {_CAPTION}{_ABOVE}has_spoiler:Boolean",
    "sendDocument": (
        f"{_SEND}document!:InputFile|String thumbnail:InputFile|String {_CAPTION}"
        "disable_content_type_detection:Boolean"
    ),
    "sendMediaGroup": f"{_FROM}{_TO}{_QUIET}{_PAID}{_REPLY}media!:{_ALBUM}",
    "sendLocation": f"{_SEND}{_PLACE}",
    "sendChatAction": f"{_FROM}{_CHAT}{_THREAD}action!:String",
    "sendMessageDraft": (f"chat_id!:Integer {_THREAD}draft_id!:Integer text:String {_WORDS}"),
    "editMessageText": (
        f"{_EDIT}text:String {_WORDS}link_preview_options:LinkPreviewOptions "
        "rich_message:InputRichMessage"
    ),
    "editMessageCaption": f"{_EDIT}{_CAPTION}{_ABOVE}",
    "editMessageMedia": f"{_EDIT}media!:InputMedia",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": _MESSAGE,
    "deleteMessages": f"{_CHAT}message_ids!:ArrayOfInteger",
    "setMessageReaction": f"{_MESSAGE}reaction:ArrayOfReactionType is_big:Boolean",
    "pinChatMessage": f"{_FROM}{_MESSAGE}disable_notification:Boolean",
    "unpinChatMessage": f"{_FROM}{_CHAT}message_id:Integer",
    "copyMessage": (
        f"{_TO}{_QUIET}{_PAID}{_POST}{_REPLY}{_MARKUP}from_chat_id!:Integer|String "
        f"message_id!:Integer video_start_timestamp:Integer {_CAPTION}{_ABOVE}"
    ),
    "forwardMessage": (
        f"{_TO}{_QUIET}{_POST}from_chat_id!:Integer|String message_id!:Integer "
        "video_start_timestamp:Integer message_effect_id:String"
    ),
    "getFile": "file_id!:String",
    "getChat": _CHAT,
    "getChatMember": f"{_CHAT}user_id!:Integer",
    "getChatMemberCount": _CHAT,
    "getChatAdministrators": f"{_CHAT}return_bots:Boolean",
    "leaveChat": _CHAT,
    "answerCallbackQuery": (
        "callback_query_id!:String text:String show_alert:Boolean url:String cache_time:Integer"
    ),
    "answerInlineQuery": (
        "inline_query_id!:String results!:ArrayOfInlineQueryResult cache_time:Integer "
        "is_personal:Boolean next_offset:String button:InlineQueryResultsButton"
    ),
    "savePreparedInlineMessage": (f"user_id!:Integer result!:InlineQueryResult {_PREPARED}"),
    "answerGuestQuery": "guest_query_id!:String result!:InlineQueryResult",
    "sendInvoice": (f"{_TO}{_QUIET}{_PAID}{_POST}{_REPLY}{_KEYS}{_GOODS}start_parameter:String"),
    "createInvoiceLink": f"{_FROM}{_GOODS}subscription_period:Integer",
    "answerPreCheckoutQuery": ("pre_checkout_query_id!:String ok!:Boolean error_message:String"),
    "refundStarPayment": "user_id!:Integer telegram_payment_charge_id!:String",
    "createForumTopic": (f"{_CHAT}name!:String icon_color:Integer icon_custom_emoji_id:String"),
    "editForumTopic": f"{_TOPIC}name:String icon_custom_emoji_id:String",
    "closeForumTopic": _TOPIC,
    "reopenForumTopic": _TOPIC,
    "deleteForumTopic": _TOPIC,
}

_RIGHTS = (
    "is_anonymous!:Boolean can_manage_chat!:Boolean can_delete_messages!:Boolean "
    "can_manage_video_chats!:Boolean can_restrict_members!:Boolean "
    "can_promote_members!:Boolean can_change_info!:Boolean can_invite_users!:Boolean "
    "can_post_stories!:Boolean can_edit_stories!:Boolean can_delete_stories!:Boolean "
    "can_post_messages:Boolean can_edit_messages:Boolean can_pin_messages:Boolean "
    "can_manage_topics:Boolean can_manage_direct_messages:Boolean can_manage_tags:Boolean"
)
_THUMB = "thumbnail_url:String thumbnail_width:Integer thumbnail_height:Integer "
_RESULT = f"type!:String id!:String {_KEYS}"
_MEDIA = f"type!:String media!:String {_CAPTION}"
_CONTENT = "input_message_content:InputMessageContent "
_BUTTON = "text!:String icon_custom_emoji_id:String style:String web_app:WebAppInfo "
_IN_CHAT = "type!:String chat_id!:Integer|String "

SHAPES = {
    "User": (
        "id!:Integer is_bot!:Boolean first_name!:String last_name:String username:String "
        "language_code:String is_premium:Boolean added_to_attachment_menu:Boolean "
        "can_join_groups:Boolean can_read_all_group_messages:Boolean "
        "supports_guest_queries:Boolean supports_inline_queries:Boolean "
        "can_connect_to_business:Boolean has_main_web_app:Boolean has_topics_enabled:Boolean "
        "allows_users_to_create_topics:Boolean can_manage_bots:Boolean "
        "supports_join_request_queries:Boolean"
    ),
    "MessageEntity": (
        "type!:String offset!:Integer length!:Integer url:String user:User language:String "
        "custom_emoji_id:String unix_time:Integer date_time_format:String"
    ),
    "LinkPreviewOptions": (
        "is_disabled:Boolean url:String prefer_small_media:Boolean "
        "prefer_large_media:Boolean show_above_text:Boolean"
    ),
    "ReplyParameters": (
        "message_id!:Integer chat_id:Integer|String allow_sending_without_reply:Boolean "
        "quote:String quote_parse_mode:String quote_entities:ArrayOfMessageEntity "
        "quote_position:Integer checklist_task_id:Integer poll_option_id:String"
    ),
    "SuggestedPostParameters": "price:SuggestedPostPrice send_date:Integer",
    "SuggestedPostPrice": "currency!:String amount!:Integer",
    "InputRichMessage": (
        "html:String markdown:String is_rtl:Boolean skip_entity_detection:Boolean"
    ),
    "InlineKeyboardMarkup": "inline_keyboard!:ArrayOfArrayOfInlineKeyboardButton",
    "InlineKeyboardButton": (
        f"{_BUTTON}url:String callback_data:String login_url:LoginUrl "
        "switch_inline_query:String switch_inline_query_current_chat:String "
        "switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat "
        "copy_text:CopyTextButton callback_game:CallbackGame pay:Boolean"
    ),
    "WebAppInfo": "url!:String",
    "LoginUrl": (
        "url!:String forward_text:String bot_username:String request_write_access:Boolean"
    ),
    "SwitchInlineQueryChosenChat": f"query:String {_PREPARED}",
    "CopyTextButton": "text!:String",
    "CallbackGame": "",
    "ReplyKeyboardMarkup": (
        "keyboard!:ArrayOfArrayOfKeyboardButton is_persistent:Boolean resize_keyboard:Boolean "
        "one_time_keyboard:Boolean input_field_placeholder:String selective:Boolean"
    ),
    "KeyboardButton": (
        f"{_BUTTON}request_users:KeyboardButtonRequestUsers "
        "request_chat:KeyboardButtonRequestChat "
        "request_managed_bot:KeyboardButtonRequestManagedBot request_contact:Boolean "
        "request_location:Boolean request_poll:KeyboardButtonPollType"
    ),
    "KeyboardButtonRequestUsers": (
        "request_id!:Integer user_is_bot:Boolean user_is_premium:Boolean max_quantity:Integer "
        "request_name:Boolean request_username:Boolean request_photo:Boolean"
    ),
    "KeyboardButtonRequestChat": (
        "request_id!:Integer chat_is_channel!:Boolean chat_is_forum:Boolean "
        "chat_has_username:Boolean chat_is_created:Boolean "
        "user_administrator_rights:ChatAdministratorRights "
        "bot_administrator_rights:ChatAdministratorRights bot_is_member:Boolean "
        "request_title:Boolean request_username:Boolean request_photo:Boolean"
    ),
    "KeyboardButtonRequestManagedBot": (
        "request_id!:Integer suggested_name:String suggested_username:String"
    ),
    "KeyboardButtonPollType": "type:String",
    "ChatAdministratorRights": _RIGHTS,
    "ReplyKeyboardRemove": "remove_keyboard!:Boolean selective:Boolean",
    "ForceReply": "force_reply!:Boolean input_field_placeholder:String selective:Boolean",
    "InputMediaPhoto": f"{_MEDIA}{_ABOVE}has_spoiler:Boolean",
    "InputMediaDocument": f"{_MEDIA}thumbnail:String disable_content_type_detection:Boolean",
    "LabeledPrice": "label!:String amount!:Integer",
    "BotCommand": "command!:String description!:String",
    "BotCommandScopeDefault": "type!:String",
    "BotCommandScopeAllPrivateChats": "type!:String",
    "BotCommandScopeAllGroupChats": "type!:String",
    "BotCommandScopeAllChatAdministrators": "type!:String",
    "BotCommandScopeChat": _IN_CHAT,
    "BotCommandScopeChatAdministrators": _IN_CHAT,
    "BotCommandScopeChatMember": f"{_IN_CHAT}user_id!:Integer",
    "MenuButtonDefault": "type!:String",
    "MenuButtonCommands": "type!:String",
    "MenuButtonWebApp": "type!:String text!:String web_app!:WebAppInfo",
    "ReactionTypeEmoji": "type!:String emoji!:String",
    "ReactionTypeCustomEmoji": "type!:String custom_emoji_id!:String",
    "ReactionTypePaid": "type!:String",
    "InlineQueryResultArticle": (
        f"{_RESULT}title!:String input_message_content!:InputMessageContent url:String "
        f"description:String {_THUMB}"
    ),
    "InlineQueryResultPhoto": (
        f"{_RESULT}photo_url!:String thumbnail_url!:String photo_width:Integer "
        f"photo_height:Integer title:String description:String {_CAPTION}{_ABOVE}{_CONTENT}"
    ),
    "InlineQueryResultCachedPhoto": (
        f"{_RESULT}photo_file_id!:String title:String description:String "
        f"{_CAPTION}{_ABOVE}{_CONTENT}"
    ),
    "InlineQueryResultCachedDocument": (
        f"{_RESULT}title!:String document_file_id!:String description:String {_CAPTION}{_CONTENT}"
    ),
    "InputTextMessageContent": (
        f"message_text!:String {_WORDS}link_preview_options:LinkPreviewOptions"
    ),
    "InputLocationMessageContent": _PLACE,
    "InputInvoiceMessageContent": _GOODS,
    "InlineQueryResultsButton": "text!:String web_app:WebAppInfo start_parameter:String",
}

# What `type` says in each kind of an object that has kinds.
KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "InputMedia": {"photo": ("InputMediaPhoto",), "document": ("InputMediaDocument",)},
    "MenuButton": {
        "default": ("MenuButtonDefault",),
        "commands": ("MenuButtonCommands",),
        "web_app": ("MenuButtonWebApp",),
    },
    "ReactionType": {
        "emoji": ("ReactionTypeEmoji",),
        "custom_emoji": ("ReactionTypeCustomEmoji",),
        "paid": ("ReactionTypePaid",),
    },
    "BotCommandScope": {
        "default": ("BotCommandScopeDefault",),
        "all_private_chats": ("BotCommandScopeAllPrivateChats",),
        "all_group_chats": ("BotCommandScopeAllGroupChats",),
        "all_chat_administrators": ("BotCommandScopeAllChatAdministrators",),
        "chat": ("BotCommandScopeChat",),
        "chat_administrators": ("BotCommandScopeChatAdministrators",),
        "chat_member": ("BotCommandScopeChatMember",),
    },
    "InlineQueryResult": {
        "article": ("InlineQueryResultArticle",),
        "photo": ("InlineQueryResultPhoto", "InlineQueryResultCachedPhoto"),
        "document": ("InlineQueryResultCachedDocument",),
    },
}
# Kinds that are told apart by a field only they have.
MARKS = {
    "InputMessageContent": {
        "message_text": "InputTextMessageContent",
        "payload": "InputInvoiceMessageContent",
        "latitude": "InputLocationMessageContent",
    },
    "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply": {
        "inline_keyboard": "InlineKeyboardMarkup",
        "keyboard": "ReplyKeyboardMarkup",
        "remove_keyboard": "ReplyKeyboardRemove",
        "force_reply": "ForceReply",
    },
}


@dataclass(frozen=True)
class Field:
    """One parameter of a method or one field of an object."""

    name: str
    types: tuple[str, ...]
    required: bool


def fields(table: str) -> dict[str, Field]:
    """Read one entry of the tables."""
    found = {}
    for word in table.split():
        name, types = word.split(":")
        plain = name.rstrip("!")
        found[plain] = Field(plain, tuple(types.split("|")), name != plain)
    return found


@cache
def parameters(method: str) -> dict[str, Field]:
    """Return the parameters of a method served here."""
    return fields(METHODS[method])


@cache
def shape(name: str) -> dict[str, Field]:
    """Return the fields of an object."""
    return fields(SHAPES[name])
