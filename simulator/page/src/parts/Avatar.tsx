// The picture of a chat without a picture.
import css from '../page.module.css'
import { avatarTitle } from '../look/profile'
import type { Kind } from '../wire'
import { Drawing } from './Icon'

export function Avatar({ kind, name, size }: { kind: Kind; name: string; size: number }) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
  return (
    <div
      className={css.avatar}
      style={{ width: size, height: size, background: `hsl(${hue} 42% 88%)`, color: `hsl(${hue} 34% 38%)` }}
    >
      <span aria-hidden="true">
        <Drawing title={avatarTitle(kind)} size={Math.round(size * 0.62)} />
      </span>
    </div>
  )
}
