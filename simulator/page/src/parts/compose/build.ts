// What each build writes around the composer and beside a message, measured on the saved pages of its time.
import { look, type ProfileName } from '../../look/look'

export interface Build {
  /** `clip`: divs with roles (2023); `plain`: bare buttons; `nested`: buttons in wrappers, the voice one twice. */
  readonly buttons: 'clip' | 'plain' | 'nested' | 'modern'
  readonly attachIcon: string
  /** In the newest builds this icon has no `data-icon`, only the title of its svg. */
  readonly emojiIcon: string
  readonly voiceIcon: string
  readonly sendIcon: string
  /** Classes of a paragraph and of the words in it. */
  readonly textClass: string
  /** Lists came to the composer in 2024. */
  readonly hasLists: boolean
  /** `static`: the menu's items hold their file inputs; `made`: an input is made for each press. */
  readonly fileInputs: 'static' | 'made'
  readonly caption: 'add' | 'type' | 'message'
  readonly contextIcon: string
  readonly contextLabel: 'Context Menu' | 'Context menu' | 'Message options'
  readonly invalidNumber: 'url' | 'account'
}

const newest: Build = {
  buttons: 'modern',
  attachIcon: 'plus-rounded',
  emojiIcon: 'wds-ic-sticker-smiley',
  voiceIcon: 'mic-outlined',
  sendIcon: 'wds-ic-send-filled',
  textClass: 'selectable-text copyable-text',
  hasLists: true,
  fileInputs: 'made',
  caption: 'message',
  contextIcon: 'ic-chevron-down-menu',
  contextLabel: 'Message options',
  invalidNumber: 'account',
}

const spring: Build = {
  ...newest,
  buttons: 'nested',
  textClass: '_aupe copyable-text',
  caption: 'type',
  contextLabel: 'Context menu',
}

const builds: Record<ProfileName, Build> = {
  '2026-10': newest,
  '2026-05-mixed': spring,
  '2026-04': spring,
  '2025-06': {
    ...newest,
    buttons: 'plain',
    emojiIcon: 'expressions',
    fileInputs: 'static',
    caption: 'add',
    contextLabel: 'Context menu',
    invalidNumber: 'url',
  },
  '2023-06': {
    ...newest,
    buttons: 'clip',
    attachIcon: 'clip',
    emojiIcon: 'smiley',
    voiceIcon: 'ptt',
    sendIcon: 'send',
    hasLists: false,
    fileInputs: 'static',
    caption: 'add',
    contextIcon: 'down-context',
    contextLabel: 'Context Menu',
    invalidNumber: 'url',
  },
}

export function build(): Build {
  return builds[look.get().profile]
}
