// The message that is being answered, above the editor, until it is sent or given up.
import { useAtom } from '../../atom'
import { testid } from '../../look/profile'
import { composeWords } from '../../words/compose'
import { gist, messageWords } from '../../words/messages'
import { talkWords } from '../../words/talk'
import { Icon } from '../Icon'
import css from './compose.module.css'
import { answering } from './writing'

export function QuotePreview({ chat }: { chat: string }) {
  const now = useAtom(answering)
  if (now?.chat !== chat) return null
  const { message } = now
  return (
    <div className={css.answering}>
      <div {...testid('quoted-message')} aria-label={talkWords().quoted} className={css.quoted}>
        <span dir="auto" {...testid('author')} className={css.quotedAuthor}>
          {message.direction === 'out' ? messageWords().you : message.sender}
        </span>
        <span dir="auto" className={`quoted-mention ${css.quotedText}`}>
          {gist(message.text, message.content)}
        </span>
      </div>
      <button type="button" aria-label={composeWords().cancelReply} className={css.round} onClick={() => answering.set(null)}>
        <Icon title="ic-close" size={18} />
      </button>
    </div>
  )
}
