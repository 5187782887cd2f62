// Where people write: as whom, what they answer or change, and everything that is not words.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'

import type { Content } from '../wire'
import { Attach } from './Attach'
import { EmojiPicker } from './EmojiPicker'
import { heldWords } from './held'
import css from './phone.module.css'
import { PhoneIcon } from './PhoneIcon'
import { OWNER, type About } from './Talk'
import { ask, type OpenChat } from './wire'

const TYPING_ENDS = 3000
type Panel = 'emoji' | 'attach' | 'voice' | null

interface Props {
  chat: OpenChat
  owner: string
  people: readonly string[]
  who: string
  setWho: (who: string) => void
  about: About | null
  forget: () => void
}

/** Half-written words outlive an answer that was begun and left. */
const drafts = new Map<string, string>()

export function Writing({ chat, owner, people, who, setWho, about, forget }: Props) {
  const isEdit = about?.kind === 'edit'
  const [text, setText] = useState(isEdit ? about.bubble.text : (drafts.get(chat.id) ?? ''))
  const [panel, setPanel] = useState<Panel>(null)
  const [written, setWritten] = useState(about)
  if (written !== about) {
    setWritten(about)
    setText(isEdit ? about.bubble.text : (drafts.get(chat.id) ?? ''))
  }
  const box = useRef<HTMLTextAreaElement>(null)
  const sayTyping = useTyping(chat.id, who === OWNER ? null : who)
  useLayoutEffect(() => {
    if (about) box.current?.focus()
  }, [about])
  const write = (words: string) => {
    setText(words)
    if (!isEdit) drafts.set(chat.id, words)
  }
  const say = (words: string, content?: Content) => {
    const said = { text: words, content, quote: about?.kind === 'reply' ? about.bubble.id : undefined }
    ask(who === OWNER ? { t: 'own', chat: chat.id, ...said } : { t: 'write', chat: chat.id, sender: who, ...said })
    sayTyping(false)
    setPanel(null)
    forget()
  }
  const send = () => {
    if (!text.trim()) return
    if (isEdit) {
      ask({ t: 'edit', message: about.bubble.id, text })
      forget()
      box.current?.focus()
      return
    }
    drafts.delete(chat.id)
    say(text)
    setText('')
    box.current?.focus()
  }
  const insert = (emoji: string) => {
    const field = box.current
    const [start, end] = field ? [field.selectionStart, field.selectionEnd] : [text.length, text.length]
    write(text.slice(0, start) + emoji + text.slice(end))
    requestAnimationFrame(() => field?.setSelectionRange(start + emoji.length, start + emoji.length))
  }
  return (
    <form
      className={css.writing}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        setPanel(null)
        if (!panel) forget()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label className={css.as}>
        <span>Write as</span>
        <select value={who} onChange={(event) => setWho(event.target.value)}>
          {people.map((person) => (
            <option key={person}>{person}</option>
          ))}
          <option value={OWNER}>{owner}, on their own phone</option>
        </select>
      </label>
      {about && <AboutBar about={about} forget={forget} />}
      {panel === 'emoji' && <EmojiPicker choose={insert} />}
      {panel === 'attach' && <Attach words={text} send={(content, words) => { drafts.delete(chat.id); setText(''); say(words, content) }} />}
      {panel === 'voice' && <Voice record={(on) => sayTyping(on, true)} send={(seconds) => say('', { kind: 'voice', seconds })} />}
      <div className={css.row}>
        <Toggle name="emoji" icon="smile" label="Emoji" panel={panel} setPanel={setPanel} />
        {!isEdit && <Toggle name="attach" icon="clip" label="Attach" panel={panel} setPanel={setPanel} />}
        <textarea
          maxLength={65536}
          ref={box}
          aria-label="Message"
          placeholder={isEdit ? 'New words' : 'Message'}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => {
            write(event.target.value)
            if (!isEdit) sayTyping(event.target.value !== '')
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        {text.trim() || isEdit ? (
          <button type="submit" className={`${css.round} ${css.send}`} aria-label={isEdit ? 'Save' : 'Send'} disabled={!text.trim()}>
            <PhoneIcon name={isEdit ? 'tick' : 'send'} />
          </button>
        ) : (
          <Toggle name="voice" icon="mic" label="Voice note" panel={panel} setPanel={setPanel} />
        )}
      </div>
    </form>
  )
}

function Toggle({ name, icon, label, panel, setPanel }: { name: Exclude<Panel, null>; icon: 'smile' | 'clip' | 'mic'; label: string; panel: Panel; setPanel: (panel: Panel) => void }) {
  return (
    <button type="button" className={css.round} aria-label={label} title={label} aria-expanded={panel === name} onClick={() => setPanel(panel === name ? null : name)}>
      <PhoneIcon name={icon} />
    </button>
  )
}

function AboutBar({ about, forget }: { about: About; forget: () => void }) {
  const { bubble, kind } = about
  return (
    <div className={css.about}>
      <span className={css.quoted}>
        <strong>
          {kind === 'reply' ? 'Reply to ' : 'Edit of '}
          <bdi>{bubble.sender}</bdi>
        </strong>
        <span dir="auto">{heldWords(bubble.content.kind, bubble.text)}</span>
      </span>
      <button type="button" className={css.round} aria-label={kind === 'reply' ? 'Do not reply' : 'Do not edit'} onClick={forget}>
        <PhoneIcon name="close" size={18} />
      </button>
    </div>
  )
}

/** While it is open the page shows that somebody records. */
function Voice({ record, send }: { record: (on: boolean) => void; send: (seconds: number) => void }) {
  const [seconds, setSeconds] = useState(7)
  useEffect(() => {
    record(true)
    return () => record(false)
    // One recording for as long as the panel is open.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <div className={css.panel} role="group" aria-label="Voice note">
      <label className={css.field}>
        <span>
          Recording: <b>{seconds} s</b>
        </span>
        <input autoFocus type="range" min={1} max={180} value={seconds} aria-label="Seconds" onChange={(event) => setSeconds(Number(event.target.value))} />
      </label>
      <button type="button" className={css.main} onClick={() => send(seconds)}>
        Send voice note
      </button>
    </div>
  )
}

/** Says "typing" while keys are pressed and takes it back after a pause; recording lasts until it is told to end. */
function useTyping(chat: string, who: string | null): (isOn: boolean, recording?: boolean) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const said = useRef<string | null>(null)
  const say = (on: boolean, recording: boolean) => {
    const now = on ? `${who} ${recording}` : null
    if (said.current === now || who === null) return
    said.current = now
    ask({ t: 'typing', chat, on, sender: who, recording })
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (isOn, recording = false) => {
    clearTimeout(timer.current)
    say(isOn, recording)
    if (isOn && !recording) timer.current = setTimeout(() => say(false, false), TYPING_ENDS)
  }
}
