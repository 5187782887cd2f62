// What a message answers: its author and its words, or what kind of thing it was.
import { testid } from '../../look/profile'
import { kindWords } from '../../words/kinds'
import { talkWords } from '../../words/talk'
import type { Content, Quote as Quoted } from '../../wire'
import { Icon } from '../Icon'
import { Author } from './Author'
import { build, classes, isOld } from './build'
import { thumbnail } from './kinds/paint'
import { lengthOf } from './kinds/lengths'
import css from './talk.module.css'
import { MarkedLine } from './Marked'
import { direction } from './texts'

export function Quote({ of }: { of: Quoted }) {
  const { names } = build()
  const { content } = of
  const hue = 'hue' in content ? content.hue : content.kind === 'album' ? content.hues[0] : undefined
  const icon = iconOf(content)
  const text = of.text || brief(content)
  return (
    <div {...testid('quoted-message')} className={names.quoteRoom}>
      <div role="button" tabIndex={0} aria-label={talkWords().quoted} className={classes(names.quote, css.quote)}>
        <span className={css.quoteBar} />
        <div className={css.quoteBody}>
          <div>
            <Author name={of.is_own ? talkWords().me : of.sender} isQuoted />
            <div dir={direction(text)} role={isOld() || names.quote ? 'button' : undefined} className={css.quoteLine}>
              {icon && (
                <div {...testid('chat-msg-symbol')}>
                  <Icon title={icon} size={15} />
                </div>
              )}
              <span
                dir="auto"
                {...(build().namesBody ? testid('selectable-text') : {})}
                className={classes('quoted-mention', names.mention, css.quoteText)}
              >
                <MarkedLine text={text} />
              </span>
            </div>
          </div>
        </div>
        {hue !== undefined && <div className={css.quotePicture} style={{ backgroundImage: `url("${thumbnail(hue)}")` }} />}
      </div>
    </div>
  )
}

/** How a message without words is named. */
function brief(content: Content): string {
  const words = kindWords()
  if (content.kind === 'album') return words.pictures(content.hues.length)
  if (content.kind === 'document') return content.name
  if (content.kind === 'contact') return content.name
  if (content.kind === 'voice' && isOld()) return lengthOf(content.seconds)
  return words.brief[content.kind] ?? ''
}

function iconOf(content: Content): string | null {
  switch (content.kind) {
    case 'image':
    case 'album':
      return 'status-image'
    case 'video':
      return 'status-video'
    case 'gif':
      return 'status-gif'
    case 'voice':
    case 'audio':
      return 'status-ptt'
    case 'document':
      return 'status-document'
    case 'location':
    case 'live_location':
      return 'status-location'
    case 'contact':
      return 'status-vcard'
    case 'poll':
      return 'status-poll'
    default:
      return null
  }
}
