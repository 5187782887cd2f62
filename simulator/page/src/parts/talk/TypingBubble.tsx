// The last row while somebody types: three dots in a bubble, without an id.
import { sideWords } from '../../words/side'
import { build, classes, isOld } from './build'
import css from './talk.module.css'

export function TypingBubble({ who }: { who: string }) {
  if (isOld()) return null
  const { names } = build()
  return (
    <div role="row" tabIndex={-1} className={css.messageRow}>
      <div className={classes(css.item, css.first, css.in)}>
        <div className={classes(names.container, css.container)}>
          <div className={classes(names.bubble, css.bubble)} aria-label={sideWords().typingWho(who)}>
            <div className={css.typing}>
              <span className={css.dot} />
              <span className={css.dot} />
              <span className={css.dot} />
            </div>
          </div>
        </div>
      </div>
    </div>
  )
}
