// One message on the phone page, with its quote, its reactions, its ticks and what can be done with it.
import { memo, useEffect, useRef } from 'react'

import { clockTime } from '../look/times'
import { Held } from './Held'
import { heldWords, noticeWords } from './held'
import css from './phone.module.css'
import { PhoneIcon } from './PhoneIcon'
import { ask, type Bubble } from './wire'

export const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const

interface Props {
  bubble: Bubble
  isGroup: boolean
  isTouched: boolean
  touch: (on: boolean) => void
  act: (kind: 'reply' | 'edit') => void
  react: (emoji: string) => void
}

// A picture brings every message anew; only those that changed are drawn again.
export const BubbleRow = memo(Row, (before, after) => !before.isTouched && !after.isTouched && JSON.stringify(before.bubble) === JSON.stringify(after.bubble))

function Row(props: Props) {
  const { bubble, isGroup, isTouched, touch } = props
  if (bubble.direction === 'system') return <p className={css.notice}>{noticeWords(bubble.content, bubble.text)}</p>
  const isTheirs = bubble.direction === 'in'
  const reactions = Object.entries(bubble.reactions)
  return (
    <>
      <div className={isTheirs ? `${css.line} ${css.isMine}` : css.line} data-from={isTheirs ? 'contact' : 'owner'}>
        <div className={css.bubble}>
          {(isGroup || !isTheirs) && <strong dir="auto">{bubble.sender}</strong>}
          {bubble.forwards > 0 && <small className={css.soft}>{bubble.forwards > 4 ? 'Forwarded many times' : 'Forwarded'}</small>}
          {bubble.quote && <Quoted quote={bubble.quote} />}
          {bubble.deleted_by ? (
            <em className={css.soft}>
              <PhoneIcon name="block" size={15} /> This message was deleted
            </em>
          ) : (
            <>
              <Held content={bubble.content} />
              {bubble.text && (
                <span dir="auto" className={css.words}>
                  {bubble.text}
                </span>
              )}
            </>
          )}
          <span className={css.foot}>
            {bubble.is_edited && !bubble.deleted_by && <span>Edited</span>}
            <time dateTime={bubble.at}>{clockTime(new Date(bubble.at))}</time>
            <Ticks bubble={bubble} />
          </span>
        </div>
        {!bubble.deleted_by && (
          <button type="button" className={`${css.round} ${css.more}`} aria-label="What to do with this message" aria-expanded={isTouched} onClick={() => touch(!isTouched)}>
            <PhoneIcon name="more" size={18} />
          </button>
        )}
        {reactions.length > 0 && (
          <span className={css.reactions} aria-label={reactions.map(([who, emoji]) => `${who}: ${emoji}`).join(', ')} role="img" title={reactions.map(([who, emoji]) => `${who} ${emoji}`).join('\n')}>
            {[...new Set(reactions.map(([, emoji]) => emoji))].join('')}
            {reactions.length > 1 && <small>{reactions.length}</small>}
          </span>
        )}
      </div>
      {isTouched && <Actions {...props} />}
    </>
  )
}

function Quoted({ quote }: { quote: NonNullable<Bubble['quote']> }) {
  return (
    <span className={css.quoted}>
      <strong dir="auto">{quote.sender}</strong>
      <span dir="auto">{heldWords(quote.content.kind, quote.text) || 'Deleted message'}</span>
    </span>
  )
}

/** Of the owner's messages what has become of them; of the contacts' whether the owner has read them. */
function Ticks({ bubble }: { bubble: Bubble }) {
  const state = bubble.direction === 'out' ? bubble.status : bubble.is_read ? 'read' : 'delivered'
  if (state === null || state === 'pending' || state === 'failed') return null
  const label = { sent: 'Sent', delivered: 'Delivered', read: 'Read' }[state]
  return (
    <span className={state === 'read' ? `${css.ticks} ${css.isRead}` : css.ticks} role="img" aria-label={label} title={label}>
      <PhoneIcon name={state === 'sent' ? 'tick' : 'ticks'} size={15} />
    </span>
  )
}

function Actions({ bubble, touch, act, react }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    bar.current?.scrollIntoView({ block: 'nearest' })
    bar.current?.querySelector('button')?.focus()
  }, [])
  return (
    <div ref={bar} className={bubble.direction === 'in' ? `${css.actions} ${css.isEnd}` : css.actions} role="toolbar" aria-label="What to do with this message" onKeyDown={(event) => event.key === 'Escape' && touch(false)}>
      <span className={css.actionRow}>
        {REACTIONS.map((emoji) => (
          <button key={emoji} type="button" className={css.emoji} aria-label={`React with ${emoji}`} onClick={() => react(emoji)}>
            {emoji}
          </button>
        ))}
      </span>
      <span className={css.actionRow}>
        <button type="button" className={css.plain} onClick={() => act('reply')}>
          <PhoneIcon name="reply" size={17} /> Reply
        </button>
        {bubble.content.kind === 'text' && (
          <button type="button" className={css.plain} onClick={() => act('edit')}>
            <PhoneIcon name="edit" size={17} /> Edit
          </button>
        )}
        <button
          type="button"
          className={css.plain}
          onClick={() => {
            touch(false)
            ask({ t: 'delete', message: bubble.id })
          }}
        >
          <PhoneIcon name="bin" size={17} /> Delete
        </button>
      </span>
    </div>
  )
}
