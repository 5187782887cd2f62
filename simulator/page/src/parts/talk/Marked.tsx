// The body of a message: each line a block, with its line break inside, so that all blocks together are what was written.
import type { ReactNode } from 'react'

import { profile, testid } from '../../look/profile'
import type { Message } from '../../wire'
import { build, classes, isOld } from './build'
import { parse, parseInline, type Block, type Inline } from './markup'
import css from './talk.module.css'
import { direction, withEmoji } from './texts'

type Attributes = Record<string, string>

export function Marked({ text, mentions }: { text: string; mentions: Message['mentions'] }) {
  const { hasLists, hasLineBlocks } = build()
  const blocks = parse(text, mentions, hasLists)
  if (!hasLineBlocks) return <span>{blocks.map((block, place) => drawn(block, place))}</span>
  return blocks.map((block, place) => (
    <span key={place} className={blocks.length > 1 ? css.line : ''}>
      {drawn(block, place)}
    </span>
  ))
}

/** Formatted words on one line, as in a quote. */
export function MarkedLine({ text }: { text: string }) {
  return inlines(parseInline(text, [], build().hasLists))
}

/** Formatted parts carry the classes, and since 2025 the test id, of the body itself. */
function bodyTestid(): Attributes {
  return build().namesBody ? testid('selectable-text') : {}
}

function drawn(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case 'line':
      return [...inlines(block.inside), block.end]
    case 'code':
      return (
        <code key={key} className={profile().bodyClass} {...bodyTestid()} data-app-text-template="```${appText}```">
          {withEmoji(block.text, true)}
          {block.end}
        </code>
      )
    case 'quote':
      return (
        <blockquote
          key={key}
          dir={direction(plain(block.inside))}
          className={`${profile().bodyClass} ${css.blockquote}`}
          {...bodyTestid()}
          data-pre-plain-text="> "
        >
          <div className={css.blockquoteBar} />
          <div>
            {inlines(block.inside)}
            {block.end}
          </div>
        </blockquote>
      )
    case 'list':
      return <List key={key} block={block} />
  }
}

function List({ block }: { block: Extract<Block, { kind: 'list' }> }) {
  const dir = direction(block.items.map((item) => plain(item.inside)).join(' '))
  const bullet = profile().generation === 'D' ? '- ' : '• '
  const items = block.items.map((item, place) => (
    <li key={place} dir="auto" value={block.isNumbered ? Number(item.mark) : undefined}>
      <span className={profile().bodyClass} {...bodyTestid()} data-pre-plain-text={block.isNumbered ? `${item.mark}. ` : bullet}>
        {inlines(item.inside)}
      </span>
    </li>
  ))
  return block.isNumbered ? <ol dir={dir}>{items}</ol> : <ul dir={dir}>{items}</ul>
}

function inlines(parts: readonly Inline[]): ReactNode[] {
  return parts.map((part, place) => {
    switch (part.kind) {
      case 'text':
        return <Emojis key={place} text={part.text} />
      case 'link':
        return <Link key={place} to={part.address} />
      case 'mention':
        return <Mention key={place} name={part.name} id={part.id} />
      case 'styled':
        return <Styled key={place} part={part} />
    }
  })
}

function Emojis({ text }: { text: string }) {
  return withEmoji(text, true)
}

function Styled({ part }: { part: Extract<Inline, { kind: 'styled' }> }) {
  const Tag = part.style
  const isInline = part.mark === '`'
  return (
    <Tag
      className={classes(profile().bodyClass, isInline && css.inlineCode)}
      {...bodyTestid()}
      data-app-text-template={`${part.mark}\${appText}${part.mark}`}
    >
      {inlines(part.inside)}
    </Tag>
  )
}

function Link({ to }: { to: string }) {
  const known = isOld() ? {} : { dir: profile().name === '2025-06' ? 'auto' : 'ltr' }
  return (
    <a
      {...known}
      {...bodyTestid()}
      href={to}
      title={to}
      target="_blank"
      rel="noopener noreferrer"
      className={`${profile().bodyClass} ${css.link}`}
    >
      {to}
    </a>
  )
}

/** The only place where an id of a person still shows; builds before 2026 gave it twice, between zero-width spaces. */
function Mention({ name, id }: { name: string; id: string }) {
  const isNew = profile().generation === 'E'
  const old = isNew ? {} : { 'data-jid': id, 'data-display': name }
  return (
    <span role="button" tabIndex={0} className={css.mention}>
      <span
        dir="auto"
        {...old}
        {...(build().namesBody ? testid('select-all selectable-text') : {})}
        className={isNew ? '' : `${profile().bodyClass} select-all`}
        data-plain-text={`@${name}`}
        data-app-text-template={isNew ? id : `\u200b${id}\u200b`}
      >
        @<span dir={direction(name)}>{name}</span>
      </span>
    </span>
  )
}

function plain(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text
      if (part.kind === 'link') return part.address
      return part.kind === 'mention' ? part.name : plain(part.inside)
    })
    .join('')
}
