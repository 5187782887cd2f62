// Where people write: attach, text, and either send or a voice message.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { LexicalEditor } from 'lexical'

import { draftChanged, keysPressed, send } from '../../actions'
import { openEditor, setText, textOf } from './editor'
import css from '../../page.module.css'
import type { ComposerState } from '../../state'
import { Icon } from '../Icon'
import { testid } from '../../look/profile'
import { composeWords, composerLabel } from '../../words/compose'

export function Composer({ state }: { state: ComposerState }) {
  const { chat, draft } = state
  const root = useRef<HTMLDivElement>(null)
  const [hasText, setHasText] = useState(draft !== '')
  const keys = useKeyLog(chat.id)
  const submit = useEditor(root, state, setHasText)
  return (
    <div className={`copyable-area ${css.composerArea}`}>
      <div {...testid('compose-box')} className={css.composer}>
        <button type="button" aria-label={composeWords().attach} data-tab="10" aria-haspopup="menu" className={css.round}>
          <Icon title="plus-rounded" size={22} />
        </button>
        <button type="button" aria-label={composeWords().emojis} data-tab="10" className={css.round}>
          <Icon title="ic-mood" size={22} />
        </button>
        <div className={`lexical-rich-text-input ${css.editor}`}>
          <div
            ref={root}
            contentEditable
            suppressContentEditableWarning
            role="textbox"
            tabIndex={10}
            spellCheck
            data-tab="10"
            {...testid('conversation-compose-box-input')}
            aria-label={composerLabel(chat.name, chat.kind)}
            aria-placeholder={composeWords().placeholder}
            aria-autocomplete="list"
            aria-owns="emoji-suggestion"
            className={css.input}
            onKeyDown={keys}
          />
          {!hasText && (
            <div aria-hidden="true" className={css.placeholder}>
              <div>{composeWords().placeholder}</div>
            </div>
          )}
        </div>
        <SendOrVoice hasText={hasText} submit={submit} />
      </div>
    </div>
  )
}

function SendOrVoice({ hasText, submit }: { hasText: boolean; submit: () => void }) {
  return hasText ? (
    <button type="button" aria-label={composeWords().send} data-tab="11" className={css.send} onClick={submit}>
      <Icon title="wds-ic-send-filled" size={20} />
    </button>
  ) : (
    <button type="button" aria-label={composeWords().voice} data-tab="11" className={css.round}>
      <Icon title="mic-outlined" size={22} />
    </button>
  )
}

/** Keeps one editor for as long as the composer lives: it is made anew for each opened chat. */
function useEditor(
  root: React.RefObject<HTMLDivElement | null>,
  { chat, draft }: ComposerState,
  setHasText: (hasText: boolean) => void,
): () => void {
  const editor = useRef<LexicalEditor>(null)
  const submit = () => {
    const written = editor.current ? textOf(editor.current).trim() : ''
    if (!written || !editor.current) return
    setText(editor.current, '')
    send(chat.id, written)
  }
  useEffect(() => {
    if (!root.current) return
    let before = draft
    const opened = openEditor(root.current, draft, {
      submit,
      changed(text) {
        setHasText(text.trim() !== '')
        if (text !== before) draftChanged(chat.id, text)
        before = text
      },
    })
    editor.current = opened.editor
    opened.editor.focus()
    return opened.close
  }, [])
  return submit
}

/** Which keys went into the composer: named ones by name, letters only as a number. */
function useKeyLog(chat: string): (event: KeyboardEvent) => void {
  const log = useRef<{ named: string[]; count: number; timer?: ReturnType<typeof setTimeout> }>({ named: [], count: 0 })
  return (event) => {
    const held = log.current
    if (event.key.length === 1) held.count += 1
    else held.named.push(event.shiftKey && event.key !== 'Shift' ? `Shift+${event.key}` : event.key)
    held.timer ??= setTimeout(() => {
      keysPressed(chat, held.named, held.count)
      log.current = { named: [], count: 0 }
    }, 60)
  }
}
