// The markup that people type, *bold* and the like, as a tree of what the page draws.

export type Style = 'strong' | 'em' | 'del' | 'code'

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly address: string }
  | { readonly kind: 'mention'; readonly name: string; readonly id: string }
  | { readonly kind: 'styled'; readonly style: Style; readonly mark: string; readonly inside: readonly Inline[] }

export type Block =
  /** `end` is the line break that follows. */
  | { readonly kind: 'line'; readonly inside: readonly Inline[]; readonly end: string }
  | { readonly kind: 'quote'; readonly inside: readonly Inline[]; readonly end: string }
  | { readonly kind: 'code'; readonly text: string; readonly end: string }
  | { readonly kind: 'list'; readonly isNumbered: boolean; readonly items: readonly Item[] }

export interface Item {
  /** The number that was written, or the mark of a bullet. */
  readonly mark: string
  readonly inside: readonly Inline[]
}

interface Mention {
  readonly name: string
  readonly id: string
}

const styles: Record<string, Style> = { '*': 'strong', _: 'em', '~': 'del', '`': 'code' }
const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)*_~`]/y
const WORD = /[\p{L}\p{N}]/u
const FENCE = /```([^]+?)```/g
const NUMBERED = /^(\d{1,4})\. (.+)$/
const BULLET = /^[-*•] (.+)$/
const QUOTE = /^> ?(.+)$/

/** `hasLists` false reads as the builds before 2024 did. */
export function parse(text: string, mentions: readonly Mention[], hasLists: boolean): Block[] {
  const blocks: Block[] = []
  let end = 0
  for (const fence of hasLists ? text.matchAll(FENCE) : []) {
    addLines(blocks, text.slice(end, fence.index), mentions)
    end = fence.index + fence[0].length
    const isEnded = text[end] === '\n'
    blocks.push({ kind: 'code', text: (fence[1] ?? '').replace(/^\n/, ''), end: isEnded ? '\n' : '' })
    if (isEnded) end += 1
  }
  if (hasLists) addLines(blocks, text.slice(end), mentions)
  else blocks.push({ kind: 'line', inside: parseInline(text, mentions, false), end: '' })
  return blocks
}

function addLines(blocks: Block[], text: string, mentions: readonly Mention[]): void {
  if (!text) return
  const lines = text.split('\n')
  lines.forEach((line, place) => {
    const end = place < lines.length - 1 ? '\n' : ''
    if (!line && !end) return
    const numbered = NUMBERED.exec(line)
    const bullet = BULLET.exec(line)
    const quote = QUOTE.exec(line)
    if (numbered) addItem(blocks, true, { mark: numbered[1] ?? '', inside: parseInline(numbered[2] ?? '', mentions) })
    else if (bullet) addItem(blocks, false, { mark: line[0] ?? '', inside: parseInline(bullet[1] ?? '', mentions) })
    else if (quote) blocks.push({ kind: 'quote', inside: parseInline(quote[1] ?? '', mentions), end })
    else blocks.push({ kind: 'line', inside: parseInline(line, mentions), end })
  })
}

function addItem(blocks: Block[], isNumbered: boolean, item: Item): void {
  const last = blocks.at(-1)
  if (last?.kind === 'list' && last.isNumbered === isNumbered) {
    blocks[blocks.length - 1] = { ...last, items: [...last.items, item] }
  } else blocks.push({ kind: 'list', isNumbered, items: [item] })
}

export function parseInline(text: string, mentions: readonly Mention[] = [], hasCode = true): Inline[] {
  const found: Inline[] = []
  let plain = ''
  const add = (part: Inline) => {
    if (plain) found.push({ kind: 'text', text: plain })
    plain = ''
    found.push(part)
  }
  let at = 0
  while (at < text.length) {
    const part = partAt(text, at, mentions, hasCode)
    if (part) {
      add(part.part)
      at = part.end
    } else {
      plain += text[at]
      at += 1
    }
  }
  if (plain) found.push({ kind: 'text', text: plain })
  return found
}

function partAt(text: string, at: number, mentions: readonly Mention[], hasCode: boolean): { part: Inline; end: number } | null {
  const letter = text[at] ?? ''
  if (letter === 'h') {
    LINK.lastIndex = at
    const link = LINK.exec(text)
    return link && { part: { kind: 'link', address: link[0] }, end: LINK.lastIndex }
  }
  if (letter === '@') {
    const named = mentions.find(({ name }) => text.startsWith(`@${name}`, at))
    return named ? { part: { kind: 'mention', ...named }, end: at + 1 + named.name.length } : null
  }
  return letter in styles ? styledAt(text, at, mentions, hasCode) : null
}

/** A mark opens before a word and closes behind one, on the same line; three backticks may go over several lines. */
function styledAt(text: string, at: number, mentions: readonly Mention[], hasCode: boolean): { part: Inline; end: number } | null {
  const mark = text.startsWith('```', at) ? '```' : (text[at] ?? '')
  const style = styles[mark[0] ?? '']
  if (!style || (mark === '`' && !hasCode)) return null
  if (WORD.test(text[at - 1] ?? '')) return null
  const start = at + mark.length
  for (let close = text.indexOf(mark, start); close > 0; close = text.indexOf(mark, close + 1)) {
    const inner = text.slice(start, close)
    if (mark !== '```' && inner.includes('\n')) return null
    if (inner.trim() !== '' && (mark === '```' || isTight(inner)) && !WORD.test(text[close + mark.length] ?? '')) {
      const inside: readonly Inline[] = style === 'code' ? [{ kind: 'text', text: inner }] : parseInline(inner, mentions, hasCode)
      return { part: { kind: 'styled', style, mark, inside }, end: close + mark.length }
    }
  }
  return null
}

function isTight(inner: string): boolean {
  return inner !== '' && !/^\s|\s$/.test(inner)
}
