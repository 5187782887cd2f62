// What the open conversation of each build writes beyond profile.ts, as measured on the saved pages of its time.
import { profile } from '../../look/profile'

export interface TalkBuild {
  /** Since 2024-09 each line is a block with its line break inside; before, one span held them all. */
  readonly hasLineBlocks: boolean
  /** Lists, block quotes and code within a line are drawn since 2024. */
  readonly hasLists: boolean
  /** Rows far from the view are emptied since 2025-09. */
  readonly hasShells: boolean
  /** The list had a role until the accessibility work of late 2025. */
  readonly isApplication: boolean
  readonly hasScrollTrace: boolean
  /** Days are rows one can walk to by keyboard: in 2023, and again since December 2025. */
  readonly walksDays: boolean
  /** Test id on the body of a text. */
  readonly namesBody: boolean
  /** A quote stands inside the copyable wrapper, or before it. */
  readonly hasQuoteInside: boolean
  /** Stickers that follow each other share a wrapper with an id of its own. */
  readonly groupsStickers: boolean
  /** A file for whose kind the browser has a viewer is opened, not downloaded. */
  readonly viewsFiles: boolean
  /** Plain blocks around each row. */
  readonly wrappers: number
  readonly names: Names
}

/** Classes that outlive one release of their generation; all others are tokens of ours. */
interface Names {
  readonly main: string
  readonly outer: string
  readonly item: string
  readonly container: string
  readonly withTail: string
  readonly tail: string
  readonly bubble: string
  readonly after: string
  readonly aside: string
  readonly body: string
  readonly authorRoom: string
  /** Besides, where the author stands above a message and not in a quote. */
  readonly authorAbove: string
  readonly author: string
  readonly quoteRoom: string
  readonly quote: string
  readonly mention: string
  readonly notice: string
  readonly title: string
  readonly emoji: string
}

const none: Names = {
  main: '',
  outer: '',
  item: '',
  container: '',
  withTail: '',
  tail: '',
  bubble: 'false false',
  after: '',
  aside: '',
  body: '',
  authorRoom: '',
  authorAbove: '',
  author: '',
  quoteRoom: '',
  quote: '',
  mention: '',
  notice: '',
  title: '_ao3e',
  emoji: '',
}

const short: Names = {
  main: '_ajx_',
  outer: '_amjv _aotl',
  item: '_amjy _amjz _amjw',
  container: '_amk4 false _amkd',
  withTail: '_amk5',
  tail: '_amk7',
  bubble: '_amk6 _amlo',
  after: '_amlr',
  aside: '_amj_',
  body: '_akbu',
  authorRoom: '_ahxj',
  authorAbove: '_ahxz',
  author: '_ahxt _ao3e',
  quoteRoom: '_aju2',
  quote: '_aju3',
  mention: '_ao3e',
  notice: '_amjw',
  title: '_ao3e',
  emoji: 'wa',
}

const hashed: Names = {
  main: '_2Ex_b',
  outer: 'hY_ET',
  item: '_7GVCb _1-FMR',
  container: '_1-lf9 _3mSPV',
  withTail: '_18q-J',
  tail: '_1kh65',
  bubble: 'ItfyB _3nbHh',
  after: '_39T_J',
  aside: '',
  body: '_21Ahp',
  authorRoom: '_3IzYj color-4 _6rIWC',
  authorAbove: '',
  author: '_3FuDI _11JPr',
  quoteRoom: 'HLjg0',
  quote: '_1EbXp',
  mention: '_11JPr',
  notice: '_15WYQ _2SnTA _1-FMR',
  title: '_11JPr',
  emoji: 'wa',
}

const newest: TalkBuild = {
  hasLineBlocks: true,
  hasLists: true,
  hasShells: true,
  isApplication: false,
  hasScrollTrace: true,
  walksDays: false,
  namesBody: true,
  hasQuoteInside: false,
  groupsStickers: true,
  viewsFiles: true,
  wrappers: 2,
  names: none,
}

const builds: Record<string, TalkBuild> = {
  '2026-10': newest,
  '2026-05-mixed': { ...newest, names: { ...none, body: '_akbu', author: '_ao3e', mention: '_ao3e' } },
  '2026-04': {
    ...newest,
    walksDays: true,
    hasQuoteInside: true,
    groupsStickers: false,
    viewsFiles: false,
    wrappers: 1,
    names: { ...short, outer: '_amjv', mention: '_ao3e _aupe copyable-text' },
  },
  '2025-06': {
    ...newest,
    hasShells: false,
    isApplication: true,
    hasScrollTrace: false,
    hasQuoteInside: true,
    groupsStickers: false,
    viewsFiles: false,
    wrappers: 1,
    names: short,
  },
  '2023-06': {
    hasLineBlocks: false,
    hasLists: false,
    hasShells: false,
    isApplication: true,
    hasScrollTrace: false,
    walksDays: true,
    namesBody: false,
    hasQuoteInside: true,
    groupsStickers: false,
    viewsFiles: false,
    wrappers: 0,
    names: hashed,
  },
}

export function build(): TalkBuild {
  return builds[profile().name] ?? newest
}

export function isOld(): boolean {
  return profile().generation === 'B'
}

/** Puts class names together, leaving out what a build does not have. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
