// A file: name, pages, type and size.
import { profile, testid } from '../../../look/profile'
import { kindWords } from '../../../words/kinds'
import type { Content } from '../../../wire'
import { Icon } from '../../Icon'
import { build, classes, isOld } from '../build'
import css from './kinds.module.css'
import { sizeOf } from './lengths'

/** Types that have a drawing of their own on the real page. */
const drawn = new Set(['PDF', 'ZIP', 'PNG', 'JPG', 'GIF', 'MP4', 'M4A'])

export function Document({ content }: { content: Extract<Content, { kind: 'document' }> }) {
  const words = kindWords()
  const type = typeOf(content.name)
  const title = build().viewsFiles && type === 'PDF' ? words.view(content.name) : words.download(content.name)
  const kilo = profile().generation === 'E' ? 'KB' : 'kB'
  const facts = [
    ...(content.pages ? [{ text: words.pages(content.pages), name: '' }] : []),
    { text: type, name: 'type' },
    { text: sizeOf(content.size, kilo), name: '' },
  ]
  const Tag = isOld() ? 'button' : 'div'
  const pressed = isOld() ? { type: 'button' as const } : { role: 'button' }
  return (
    <Tag {...pressed} tabIndex={0} {...testid('document-thumb')} title={title} className={classes(css.document, css.documentEnd)}>
      <FileIcon type={type} />
      <div className={css.documentBody}>
        <div className={css.documentName}>
          <span dir="auto">{content.name}</span>
        </div>
        <div className={css.facts}>
          {facts.flatMap(({ text, name }, place) => [
            ...(place ? [<span key={`dot ${place}`}>•</span>] : []),
            <span key={place} {...(name ? { 'data-meta-key': name, ...testid(name) } : {})} title={text}>
              {text}
            </span>,
          ])}
        </div>
      </div>
      {!build().viewsFiles && (
        <div>
          <Icon title="audio-download" size={22} />
        </div>
      )}
    </Tag>
  )
}

function FileIcon({ type }: { type: string }) {
  if (isOld()) return <div className={`icon-doc-${type.toLowerCase()} ${css.documentIcon}`} />
  return (
    <div className={css.documentIcon}>
      <Icon title={`document-${drawn.has(type) ? type : 'W'}-icon`} />
      <div className={css.documentType} style={{ fontSize: 8 }}>
        {type}
      </div>
    </div>
  )
}

function typeOf(name: string): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]
  return ending ? ending.toUpperCase() : 'FILE'
}
