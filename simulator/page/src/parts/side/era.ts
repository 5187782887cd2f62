// What differs between the builds inside the left pane: names of icons, and the short class names of two generations.
import css from './side.module.css'
import { profile, type Profile } from '../../look/profile'

export type Sign =
  | 'photo'
  | 'video'
  | 'gif'
  | 'voice'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'poll'
  | 'viewOnce'
  | 'viewed'
  | 'waiting'
  | 'recalled'
  | 'voiceCall'
  | 'videoCall'
  | 'muted'
  | 'pinned'
  | 'mention'
  | 'archived'
  | 'more'
  | 'search'
  | 'back'
  | 'clear'
  | 'newChat'
  | 'menu'
  | 'lock'
  | 'filter'
  | 'community'

type Names = Record<Sign, string>

const newest: Names = {
  photo: 'ic-image',
  video: 'ic-videocam',
  gif: 'ic-gif',
  voice: 'ic-keyboard-voice-filled',
  audio: 'ic-headphones',
  document: 'ic-description',
  sticker: 'wds-ic-sticker',
  location: 'ic-location-on',
  contact: 'ic-person',
  poll: 'ic-poll',
  viewOnce: 'wds-ic-view-once',
  viewed: 'view-once-viewed',
  waiting: 'ic-schedule',
  recalled: 'recalled',
  voiceCall: 'wds-ic-phone-call-missed-filled',
  videoCall: 'wds-ic-video-call-missed-filled',
  muted: 'ic-notifications-off',
  pinned: 'ic-push-pin',
  mention: 'ic-alternate-email',
  archived: 'ic-archive',
  more: 'ic-expand-more',
  search: 'ic-search',
  back: 'back-refreshed',
  clear: 'ic-close',
  newChat: 'ic-add',
  menu: 'ic-more-vert',
  lock: 'ic-lock',
  filter: 'ic-arrow-drop-down',
  community: 'default-community-refreshed',
}

/** As in the saved page of 2026-03-09, where old and new icons stand side by side. */
const spring2026: Names = {
  ...newest,
  document: 'document-refreshed-thin',
  waiting: 'status-ciphertext',
  pinned: 'pin-refreshed-thin',
  mention: 'mentions-refreshed',
  archived: 'archive-refreshed',
  more: 'ic-chevron-down-menu',
  newChat: 'new-chat-outline',
  lock: 'lock-outline',
}

const names: Record<Profile['name'], Names> = {
  '2026-10': newest,
  '2026-05-mixed': { ...newest, newChat: 'new-chat-outline' },
  '2026-04': spring2026,
  '2025-06': {
    ...spring2026,
    photo: 'image-refreshed',
    video: 'video-call-refreshed',
    gif: 'gif-refreshed',
    voice: 'mic',
    audio: 'status-audio',
    sticker: 'sticker-refreshed-thin',
    location: 'status-location',
    contact: 'status-vcard',
    poll: 'poll',
    viewOnce: 'view-once',
    voiceCall: 'voice-call-incoming-filled',
    videoCall: 'video-call-incoming-filled',
    muted: 'mute-notifications-refreshed',
    search: 'search-refreshed-thin',
    clear: 'x-alt',
    menu: 'more-refreshed',
  },
  '2023-06': {
    photo: 'status-image',
    video: 'status-video',
    gif: 'status-gif',
    voice: 'status-ptt',
    audio: 'status-audio',
    document: 'status-document',
    sticker: 'status-sticker',
    location: 'status-location',
    contact: 'status-vcard',
    poll: 'status-poll',
    viewOnce: 'view-once',
    viewed: 'view-once-viewed',
    waiting: 'status-ciphertext',
    recalled: 'recalled',
    voiceCall: 'status-voice-call-missed',
    videoCall: 'status-video-call-missed',
    muted: 'muted',
    pinned: 'pinned2',
    mention: 'mention',
    archived: 'archived',
    more: 'down',
    search: 'search',
    back: 'back',
    clear: 'x-alt',
    newChat: 'chat',
    menu: 'menu',
    lock: 'lock-small-v2',
    filter: 'filter',
    community: 'default-community',
  },
}

export function signTitle(sign: Sign): string {
  return names[profile().name][sign]
}

interface Old {
  readonly b: string
  readonly d: string
}

/** The newest generation has nothing but names that mean nothing; ours stand for those. */
const old = {
  pane: { b: 'g0rxnol2 _3fGK2', d: '_ak9y' },
  grid: { b: '_3YS_f _2A1R8', d: '' },
  row: { b: 'lhggkp7q ln8gz9je rx9719la', d: '' },
  picture: { b: '_1AHcd', d: '_ak8n' },
  pictureInner: { b: '_13jwn', d: '_ak8h' },
  cellBody: { b: '_8nE1Y', d: '_ak8l _ap1_' },
  titleCell: { b: 'y_sn4', d: '_ak8o' },
  title: { b: '_21S-L', d: '_ak8q' },
  time: { b: 'Dvjym', d: '_ak8i' },
  label: { b: '', d: '_am_2' },
  second: { b: '_2KKXC', d: '_ak8j' },
  previewCell: { b: 'vQ0w7', d: '_ak8k' },
  preview: { b: 'Hy9nV', d: '' },
  marks: { b: 'Dvjym', d: '_ak8i' },
  mark: { b: '_1pJ9J', d: '_ahlk' },
  heading: { b: '_2a-B5 VfC3c', d: '' },
  archived: { b: '_2O4d9', d: '' },
  searchArea: { b: '_3gYev', d: '_ak9t' },
} satisfies Record<string, Old>

export function cls(name: keyof typeof old, ...more: (string | false | undefined)[]): string {
  const { generation } = profile()
  const legacy = generation === 'B' ? old[name].b : generation === 'D' ? old[name].d : ''
  return [legacy, css[name], ...more].filter(Boolean).join(' ')
}

/** The class of a span of text, which two generations share with message bodies. */
export function textClass(): string {
  return profile().generation === 'B' ? '_11JPr' : '_ao3e'
}
