// A row of emoji to react with; pressing the one that stands takes it back.
import { createPortal } from 'react-dom'

import { react } from '../../actions'
import { conversation, owner } from '../../state'
import type { Message } from '../../wire'
import { messageWords } from '../../words/messages'
import { Icon } from '../Icon'
import css from './compose.module.css'

const usual = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const
const WIDTH = 300

export function EmojiTray({ message, at, close }: { message: Message; at: { x: number; y: number }; close: () => void }) {
  const mine = message.reactions[owner.get()]
  const choose = (emoji: string) => {
    close()
    const talk = conversation.get()
    if (talk) react(talk.chat.id, message.id, emoji === mine ? null : emoji)
  }
  const left = Math.max(8, Math.min(at.x - WIDTH / 2, window.innerWidth - WIDTH - 8))
  const top = Math.max(8, at.y - 86)
  return createPortal(
    <div className={css.trayLayer} onMouseDown={(event) => event.target === event.currentTarget && close()}>
      <div className={css.tray} style={{ left, top }}>
        {usual.map((emoji) => (
          <div
            key={emoji}
            role="button"
            tabIndex={0}
            aria-label={emoji}
            aria-pressed={emoji === mine}
            data-emoji={emoji}
            className={css.trayCell}
            onClick={() => choose(emoji)}
          >
            {emoji}
          </div>
        ))}
        <div role="button" tabIndex={0} aria-label={messageWords().moreReactions} className={css.trayCell}>
          <Icon title="ic-add" size={18} />
        </div>
      </div>
    </div>,
    document.body,
  )
}
