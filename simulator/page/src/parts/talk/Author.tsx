// Who wrote a message of a group, or one that is quoted.
import { profile, testid } from '../../look/profile'
import { build, classes, isOld } from './build'
import css from './talk.module.css'
import { withEmoji } from './texts'

export function Author({ name, isQuoted = false }: { name: string; isQuoted?: boolean }) {
  const { names } = build()
  return (
    <div className={classes(names.authorRoom, !isQuoted && names.authorAbove, css.author)} role={roleOf(isQuoted)}>
      <span dir="auto" {...testid('author')} className={names.author}>
        {withEmoji(name)}
      </span>
    </div>
  )
}

/** An empty role where nothing can be pressed, until 2026. */
function roleOf(isQuoted: boolean): string | undefined {
  if (profile().generation === 'E') return undefined
  return isOld() && isQuoted ? 'button' : ''
}
