// Drawings of the conversation's icons, by the names that the builds give them.

const search = 'M8 3.5a4.5 4.5 0 1 0 .01 0zM11.3 11.3 14.5 14.5'
const dots = 'M9 4.5v.1M9 9v.1M9 13.5v.1'
const camera = 'M3 5.5h8v7H3zM11 8l4-2v6l-4-2z'
const down = 'M5 7.5l4 4 4-4'
const handset = 'M5 3.5c-1.6 1-1.8 2.6-.6 5.2 1.2 2.6 2.8 4.3 5.2 5.4 2.4 1 3.9.6 4.6-.9l-2.4-2-1.6 1c-1.9-.9-3-2.3-3.6-4.1l1.2-1.3z'
const arrow = 'M10 4.5l4.5 4-4.5 4v-2.6c-3 0-5 .9-6.5 3 .3-3.4 2.5-5.6 6.5-5.9z'
const page = 'M5 3h5.5l3 3v9H5zM10.5 3v3h3'
const lock = 'M5 8.5h8v5.5H5zM6.7 8.5V6.3a2.3 2.3 0 0 1 4.6 0v2.2'
const play = 'M6 4l8 5-8 5z'
const person = 'M9 4.2a2.6 2.6 0 1 0 .01 0zM3.8 14.6c.6-3 2.6-4.4 5.2-4.4s4.6 1.4 5.2 4.4'
const once = 'M9 3a6 6 0 1 0 .01 0zM8 7l1.2-.8v5.6'
const picture = 'M3 4.5h12v9H3zM3 12l3.5-3.5 3 3 2-2L15 13M11.5 7v.1'
const mic = 'M9 3.5a1.7 1.7 0 0 1 1.7 1.7v3.6a1.7 1.7 0 0 1-3.4 0V5.2A1.7 1.7 0 0 1 9 3.5zM5.5 9a3.5 3.5 0 0 0 7 0M9 12.5v2'

export const talkDrawings: Record<string, string> = {
  'search-alt': search,
  'search-refreshed': search,
  menu: dots,
  'more-refreshed': dots,
  'ic-videocam': camera,
  'video-call': camera,
  'video-call-refreshed': camera,
  'video-call-incoming-filled': camera,
  phone: handset,
  'voice-call-incoming-filled': handset,
  'wds-ic-phone-call-made-filled': handset,
  'wds-ic-phone-call-missed-filled': handset,
  down,
  'ic-chevron-down-wide': down,
  refresh: 'M13.5 6.5A5.2 5.2 0 1 0 14.2 9.5M13.8 3.5v3.2h-3.2',
  'lock-small': lock,
  'disappearing-messages-refreshed': 'M9 3a6 6 0 1 0 6 6M9 5.5V9l2.5 1.5M12 3.8l1 .6M14.4 6l.4 1',
  forwarded: arrow,
  'forward-chat': arrow,
  'forward-refreshed': arrow,
  'ic-fast-forward': 'M4 4.5l4.5 4.5L4 13.5zM9.5 4.5L14 9l-4.5 4.5z',
  recalled: 'M9 3a6 6 0 1 0 .01 0zM4.8 4.8l8.4 8.4',
  'audio-play': play,
  'audio-pause': 'M6.5 4.5v9M11.5 4.5v9',
  'media-play': play,
  'media-gif': play,
  'audio-file': 'M7 13.5V5l6-1.5V12M5.5 12a1.5 1.5 0 1 0 .01 3 1.5 1.5 0 0 0-.01-3zM11.5 10.5a1.5 1.5 0 1 0 .01 3 1.5 1.5 0 0 0-.01-3z',
  'audio-download': 'M9 3.5v7M6 8l3 3 3-3M4.5 13.5h9',
  'ptt-status': mic,
  'video-pip': 'M3 4.5h12v9H3zM9 9h4.5v3H9z',
  'msg-video': camera,
  'view-once': once,
  'view-once-viewed': once,
  'wds-ic-view-once': once,
  'live-location': 'M9 8a1 1 0 1 0 .01 0zM5.5 12.5a5 5 0 0 1 0-7M12.5 5.5a5 5 0 0 1 0 7',
  'msg-time': 'M9 3a6 6 0 1 0 .01 0zM9 6v3.4l2.2 1.6',
  'msg-check': 'M4 9.5 7.4 13 14 5.5',
  'msg-dblcheck': 'M2 9.5 5.4 13 12 5.5M8.6 13 15.4 5.5',
  'message-fail': 'M9 3a6 6 0 1 0 .01 0zM9 6v4M9 11.6v.6',
  'default-user': person,
  'status-image': picture,
  'status-video': camera,
  'status-gif': picture,
  'status-ptt': mic,
  'status-document': page,
  'status-location': 'M9 15c-3-4-4-5.4-4-7.5a4 4 0 0 1 8 0c0 2.1-1 3.5-4 7.5zM9 6.5a1 1 0 1 0 .01 0z',
  'status-vcard': person,
  'status-poll': 'M4.5 14V9M9 14V4M13.5 14V7',
}

for (const type of ['PDF', 'ZIP', 'PNG', 'JPG', 'GIF', 'MP4', 'M4A', 'W']) talkDrawings[`document-${type}-icon`] = page
