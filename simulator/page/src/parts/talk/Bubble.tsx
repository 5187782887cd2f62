// A bubble from tail to ticks; what it holds is drawn by kinds/.
import { look } from '../../look/look'
import { profile, testid } from '../../look/profile'
import { talkWords } from '../../words/talk'
import type { Message } from '../../wire'
import { MessageActions } from '../compose/MessageActions'
import { Icon } from '../Icon'
import { Author } from './Author'
import { build, classes, isOld } from './build'
import { albumId, type Place } from './facts'
import { Content, isAlbumRow, isBare, isMedia } from './kinds/Content'
import { Quote } from './Quote'
import { Reactions } from './Reactions'
import css from './talk.module.css'

interface Props {
  message: Message
  isFirst: boolean
  place: Place
}

export function Bubble({ message, isFirst, place }: Props) {
  const isAlbum = isAlbumRow(message)
  const isOwn = message.direction === 'out'
  const { names, wrappers } = build()
  const inside = <Inside message={message} isFirst={isFirst} place={place} />
  return (
    <div
      {...(isAlbum ? { tabIndex: -1, 'data-id': albumId(message, place), ...testid('image-album') } : {})}
      className={classes(
        profile().hasSides && (isOwn ? 'message-out' : 'message-in'),
        'focusable-list-item',
        names.item,
        isAlbum && names.outer,
        css.item,
        isOwn ? css.out : css.in,
        isFirst && css.first,
        isBare(message) && css.bare,
      )}
    >
      <span />
      <div {...(isAlbum ? {} : testid('msg-container'))} className={classes(names.container, isFirst && names.withTail, css.container)}>
        {isFirst && <Icon title={tailOf(isOwn)} className={classes(names.tail, css.tail)} />}
        <div className={classes(names.bubble, css.bubble)}>{wrappers === 2 ? <div>{inside}</div> : inside}</div>
        <Aside isMedia={isMedia(message)} />
      </div>
      <Reactions message={message} />
      {message.status === 'failed' && <div className={css.failed}>{talkWords().failed}</div>}
    </div>
  )
}

function Inside({ message, isFirst, place }: Props) {
  const { hasQuoteInside, names } = build()
  const isSaid = (isFirst || look.get().labels_every_row) && !isAlbumRow(message)
  const label = isSaid ? hiddenLabel(message, place) : null
  const isQuoteFirst = message.quote && !(hasQuoteInside && isPlain(message))
  return (
    <>
      {label && <span aria-label={label} />}
      <div>
        <div>
          {isFirst && message.direction === 'in' && place.kind === 'group' && <Author name={message.sender} />}
          {message.forwards > 0 && !message.deleted_by && <Forwarded times={message.forwards} />}
          {isQuoteFirst && message.quote && <Quote of={message.quote} />}
          <Content message={message} quote={isQuoteFirst ? null : message.quote} />
        </div>
      </div>
      <span />
      <div className={names.after}>
        <MessageActions message={message} />
      </div>
    </>
  )
}

/** Whether the words of a message are all it holds, with a wrapper that a quote may stand in. */
function isPlain(message: Message): boolean {
  return message.content.kind === 'text' && !message.deleted_by
}

/** Read out before the words. Builds that draw the author of a group message left it away there. */
function hiddenLabel(message: Message, place: Place): string | null {
  if (message.direction === 'out') return talkWords().you
  if (place.kind === 'group' && profile().generation !== 'E') return null
  return `${message.sender || place.name}:`
}

/** Named after where it points in a page that is read from left to right. */
function tailOf(isOwn: boolean): string {
  return isOwn !== look.get().right_to_left ? 'tail-out' : 'tail-in'
}

function Forwarded({ times }: { times: number }) {
  const isMany = times >= 5
  const icon = isOld() ? 'forwarded' : isMany ? 'ic-fast-forward' : 'forward-refreshed'
  return (
    <div className={css.forwarded}>
      <Icon title={icon} size={15} />
      <span>{isMany ? talkWords().forwardedOften : talkWords().forwarded}</span>
    </div>
  )
}

/** Beside the bubble: media can be passed on from there. */
function Aside({ isMedia: canForward }: { isMedia: boolean }) {
  return (
    <div className={classes(build().names.aside, css.aside)}>
      <div>
        <div />
      </div>
      {canForward && (
        <div>
          <div role="button" tabIndex={0} aria-label={talkWords().forwardMedia} className={css.asideButton}>
            <Icon title={isOld() ? 'forward-chat' : 'forward-refreshed'} size={16} />
          </div>
        </div>
      )}
    </div>
  )
}
