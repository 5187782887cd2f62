// What people thought of a message, below its bubble.
import { profile, testid } from '../../look/profile'
import { talkWords } from '../../words/talk'
import type { Message } from '../../wire'
import { isOld } from './build'
import css from './talk.module.css'
import { Emoji } from './texts'

/** The first few kinds are drawn, the rest only counted. */
const MOST_DRAWN = 3

export function Reactions({ message }: { message: Message }) {
  const all = Object.values(message.reactions)
  const room = profile().generation === 'E' ? testid('addon-bubble-container') : {}
  if (!all.length) return isOld() ? null : <div {...room} />
  const kinds = [...new Set(all)]
  return (
    <div {...room} className={css.reactions}>
      <button tabIndex={0} {...testid('reaction-bubble')} aria-haspopup="true" aria-label={label(kinds, all.length)} className={css.reaction}>
        {kinds.slice(0, MOST_DRAWN).map((emoji) => (
          <div key={emoji}>
            <Emoji of={emoji} />
          </div>
        ))}
        {all.length > 1 && <span>{all.length}</span>}
      </button>
    </div>
  )
}

/** In the label an emoji stands without the mark that makes it colourful. */
function label(kinds: string[], count: number): string {
  const plain = kinds.map((emoji) => emoji.replace(/\ufe0f/g, ''))
  return count === 1 ? talkWords().reaction(plain[0] ?? '') : talkWords().reactions(plain.join(', '), count)
}
