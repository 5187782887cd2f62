// The screen between the splash and the chats.
import { labels } from '../labels'
import css from '../page.module.css'
import { testid } from '../profile'
import { Icon } from './Icon'

export function Loading({ text, progress }: { text: string; progress: number | null }) {
  return (
    <div {...testid('wa-web-loading-screen')} className={css.loading}>
      <Icon title="ic-chat" size={56} className={css.loadingMark} />
      <div>{text}</div>
      {progress === null ? <progress max={100} /> : <progress max={100} value={progress} />}
      {text.startsWith('Downloading') && <div className={css.quiet}>{labels.dontClose}</div>}
      <div className={css.quiet}>
        <Icon title="ic-lock" size={14} /> {labels.encrypted}
      </div>
    </div>
  )
}
