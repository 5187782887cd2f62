// A message is written anew, or taken away for everybody.
import { useRef } from 'react'

import { deleteMessage, editMessage } from '../../actions'
import { testid } from '../../look/profile'
import { conversation } from '../../state'
import type { Message } from '../../wire'
import { messageWords } from '../../words/messages'
import { Icon } from '../Icon'
import { Dialog } from '../overlay/Dialog'
import css from './compose.module.css'
import { RichInput, type Writing } from './RichInput'

export function EditDialog({ message, close }: { message: Message; close: () => void }) {
  const words = messageWords()
  const writing = useRef<Writing>(null)
  const submit = () => {
    const text = writing.current?.text().trim() ?? ''
    const talk = conversation.get()
    if (!text || !talk) return
    if (text !== message.text) editMessage(talk.chat.id, message.id, text)
    close()
  }
  return (
    <Dialog label={words.editTitle} title={words.editTitle}>
      <button type="button" aria-label={words.close} className={css.corner} onClick={close}>
        <Icon title="ic-close" size={18} />
      </button>
      <div className={css.editOld} dir="auto">
        {message.text}
      </div>
      <div className={css.editRow}>
        <RichInput
          handle={writing}
          first={message.text}
          hint={words.editField}
          attributes={{ 'aria-label': words.editField, 'data-tab': '10', tabIndex: 10 }}
          submit={submit}
        />
        <div role="button" tabIndex={0} aria-label={words.editDone} className={css.send} onClick={submit}>
          <Icon title="ic-check" size={20} />
        </div>
      </div>
    </Dialog>
  )
}

export function DeleteDialog({ message, close }: { message: Message; close: () => void }) {
  const words = messageWords()
  const remove = () => {
    const talk = conversation.get()
    if (talk) deleteMessage(talk.chat.id, message.id)
    close()
  }
  return (
    <Dialog label={words.removeTitle} name="confirm-popup">
      <div {...testid('popup-contents')} className={css.question}>
        {words.removeTitle}
      </div>
      <div className={css.answers}>
        <button type="button" {...testid('popup-controls-cancel')} className={css.plain} onClick={close}>
          {words.cancel}
        </button>
        <button type="button" {...testid('popup-controls-ok')} className={css.strong} onClick={remove}>
          {words.removeForAll}
        </button>
      </div>
    </Dialog>
  )
}
