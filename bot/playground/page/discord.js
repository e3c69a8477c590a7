// Discord's numbers under their names, as its developers' documentation gives them. Nowhere else on this page does a
// number stand for something of Discord.

export const ChannelType = Object.freeze({
  TEXT: 0,
  DM: 1,
  VOICE: 2,
  CATEGORY: 4,
  ANNOUNCEMENT: 5,
  ANNOUNCEMENT_THREAD: 10,
  PUBLIC_THREAD: 11,
  PRIVATE_THREAD: 12,
  STAGE: 13,
  FORUM: 15,
  MEDIA: 16,
});

/** Flags of channels and threads. */
export const ChannelFlag = Object.freeze({ PINNED: 1 << 1, REQUIRE_TAG: 1 << 4 });

export const MessageType = Object.freeze({
  DEFAULT: 0,
  RECIPIENT_ADD: 1,
  CHANNEL_NAME_CHANGE: 4,
  CHANNEL_PINNED_MESSAGE: 6,
  USER_JOIN: 7,
  GUILD_BOOST: 8,
  CHANNEL_FOLLOW_ADD: 12,
  THREAD_CREATED: 18,
  REPLY: 19,
  CHAT_INPUT_COMMAND: 20,
  THREAD_STARTER_MESSAGE: 21,
  CONTEXT_MENU_COMMAND: 23,
  POLL_RESULT: 46,
});

export const MessageFlag = Object.freeze({ EPHEMERAL: 1 << 6, LOADING: 1 << 7, IS_COMPONENTS_V2: 1 << 15 });

export const AttachmentFlag = Object.freeze({ IS_SPOILER: 1 << 5 });

export const ComponentType = Object.freeze({
  ACTION_ROW: 1,
  BUTTON: 2,
  STRING_SELECT: 3,
  TEXT_INPUT: 4,
  USER_SELECT: 5,
  ROLE_SELECT: 6,
  MENTIONABLE_SELECT: 7,
  CHANNEL_SELECT: 8,
  SECTION: 9,
  TEXT_DISPLAY: 10,
  THUMBNAIL: 11,
  MEDIA_GALLERY: 12,
  FILE: 13,
  SEPARATOR: 14,
  CONTAINER: 17,
  LABEL: 18,
  FILE_UPLOAD: 19,
  RADIO_GROUP: 21,
  CHECKBOX_GROUP: 22,
  CHECKBOX: 23,
});

export const ButtonStyle = Object.freeze({ PRIMARY: 1, SECONDARY: 2, SUCCESS: 3, DANGER: 4, LINK: 5, PREMIUM: 6 });

export const TextInputStyle = Object.freeze({ SHORT: 1, PARAGRAPH: 2 });

export const SeparatorSpacing = Object.freeze({ SMALL: 1, LARGE: 2 });

export const InteractionType = Object.freeze({
  APPLICATION_COMMAND: 2,
  MESSAGE_COMPONENT: 3,
  APPLICATION_COMMAND_AUTOCOMPLETE: 4,
  MODAL_SUBMIT: 5,
});

export const CommandType = Object.freeze({ CHAT_INPUT: 1, USER: 2, MESSAGE: 3 });

export const OptionType = Object.freeze({
  SUB_COMMAND: 1,
  SUB_COMMAND_GROUP: 2,
  STRING: 3,
  INTEGER: 4,
  BOOLEAN: 5,
  USER: 6,
  CHANNEL: 7,
  ROLE: 8,
  MENTIONABLE: 9,
  NUMBER: 10,
  ATTACHMENT: 11,
});

export const EventStatus = Object.freeze({ SCHEDULED: 1, ACTIVE: 2, COMPLETED: 3, CANCELED: 4 });

/** Permission bits go beyond 2^53, which JavaScript's numbers would round. */
export const Permission = Object.freeze({
  KICK_MEMBERS: 1n << 1n,
  BAN_MEMBERS: 1n << 2n,
  ADMINISTRATOR: 1n << 3n,
  MANAGE_GUILD: 1n << 5n,
  ADD_REACTIONS: 1n << 6n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
  MODERATE_MEMBERS: 1n << 40n,
  PIN_MESSAGES: 1n << 51n,
});

// Lengths that Discord holds people and bots to.
export const Limit = Object.freeze({
  CONTENT: 2000,
  STRING_OPTION: 6000,
  TEXT_INPUT: 4000,
  THREAD_NAME: 100,
  POST_TAGS: 5,
  CHOICES: 25,
});

/** How often "is typing" is told while somebody writes; Discord shows it for about ten seconds. */
export const TYPING_SHOWN_MS = 9000;

/** Snowflakes count milliseconds from here: 2015-01-01 UTC. */
export const EPOCH_MS = 1420070400000n;
/** So many low bits of a snowflake are no time. */
export const TIME_SHIFT = 22n;
