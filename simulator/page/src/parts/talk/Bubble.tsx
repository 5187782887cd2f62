// A text bubble, from tail to ticks.
import css from '../../page.module.css'
import { direction, Lines, withEmoji } from './texts'
import { clockTime, stamp } from '../../look/times'
import type { Kind, Message, Status } from '../../wire'
import { MessageActions } from '../compose/MessageActions'
import { Drawing, Icon } from '../Icon'
import { profile, testid, tickTitle } from '../../look/profile'
import { sideWords } from '../../words/side'
import { talkWords } from '../../words/talk'

interface Props {
  message: Message
  isFirst: boolean
  kind: Kind
}

export function Bubble({ message, isFirst, kind }: Props) {
  const isOwn = message.direction === 'out'
  const side = isOwn ? css.out : css.in
  return (
    <div className={`focusable-list-item ${css.item} ${side} ${isFirst ? css.first : ''}`}>
      <div {...testid('msg-container')} className={css.container}>
        {isFirst && <Icon title={isOwn ? 'tail-out' : 'tail-in'} className={css.tail} />}
        <div className={css.bubble}>
          {isFirst && <span aria-label={isOwn ? talkWords().you : `${message.sender}:`} />}
          {isFirst && !isOwn && kind === 'group' && <Author name={message.sender} />}
          {message.quote && <Quote of={message.quote} />}
          <Text message={message} />
          <Meta message={message} />
          <MessageActions message={message} />
        </div>
      </div>
      <div {...testid('addon-bubble-container')} />
      {message.status === 'failed' && <div className={css.failed}>{talkWords().failed}</div>}
    </div>
  )
}

function Author({ name }: { name: string }) {
  return (
    <div className={css.author}>
      <span dir="auto" {...testid('author')}>
        {withEmoji(name)}
      </span>
    </div>
  )
}

function Quote({ of }: { of: NonNullable<Message['quote']> }) {
  return (
    <div {...testid('quoted-message')} role="button" aria-label={talkWords().quoted} className={css.quote}>
      <span dir="auto" {...testid('author')} className={css.author}>
        {withEmoji(of.sender)}
      </span>
      <span dir="auto" {...testid('selectable-text')} className={`quoted-mention ${css.quoteText}`}>
        {withEmoji(of.text)}
      </span>
    </div>
  )
}

function Text({ message }: { message: Message }) {
  const at = new Date(message.at)
  const dir = direction(message.text)
  return (
    <div className="copyable-text" data-pre-plain-text={`[${stamp(at)}] ${message.sender}: `}>
      <div className={dir === 'rtl' ? `${css.textBody} ${css.rtl}` : css.textBody}>
        <span {...testid('selectable-text')} dir={dir} className={`${profile().bodyClass} ${css.text}`}>
          <Lines text={message.text} />
        </span>
        <span>
          <span aria-hidden="true" className={message.text.includes('\n') ? css.spacerBelow : css.spacer}>
            {clockTime(at)}
          </span>
        </span>
      </div>
    </div>
  )
}

function Meta({ message }: { message: Message }) {
  const { status } = message
  return (
    <div {...testid('msg-meta')} role={status ? 'button' : undefined} className={css.meta}>
      <span dir="auto">{clockTime(new Date(message.at))}</span>
      {status && <Ticks status={status} />}
    </div>
  )
}

function Ticks({ status }: { status: Status }) {
  return (
    <div className={status === 'read' ? css.tickRead : css.tick}>
      <span aria-hidden="false" aria-label={sideWords().status[status]}>
        <Drawing title={tickTitle(status)} size={16} />
      </span>
    </div>
  )
}
