// The drawer of the new chat: contacts by name, and numbers that nobody saved.
import { useEffect, useRef, useState } from 'react'

import { askForContacts, lookUp, openChat, press } from '../../actions'
import { useAtom } from '../../atom'
import { profile, testid } from '../../look/profile'
import { contacts, drawer, found } from '../../state'
import type { Contact } from '../../wire'
import { previewWords } from '../../words/previews'
import { sideWords } from '../../words/side'
import { Avatar } from '../Avatar'
import { textClass } from './era'
import { Field, type Control } from './Field'
import { Matched } from './Matched'
import css from './side.module.css'
import { SideIcon, Named } from './SideIcon'

const PAUSE = 250
const SHORTEST_NUMBER = 5

const doors = [
  { name: 'new-chat-drawer-new-group-cell', what: 'new_group', word: 'newGroup', path: 'M6.600 5a2.100 2.100 0 1 0 .01 0zM2.400 13.600c.5-2.500 2-3.600 4.200-3.600s3.700 1.100 4.200 3.600M13 6.500v5M10.500 9h5' },
  { name: 'new-chat-drawer-new-contact-cell', what: 'new_contact', word: 'newContact', path: 'M7.500 4.500a2.300 2.300 0 1 0 .01 0zM3 13.800c.5-2.700 2.200-3.900 4.500-3.900s4 1.200 4.500 3.900M13.500 6v4M11.500 8h4' },
  { name: 'new-chat-drawer-new-community-cell', what: 'new_community', word: 'newCommunity', path: 'M9 4.500a1.900 1.900 0 1 0 .01 0zM4.800 13.500c.4-2.500 2-3.800 4.200-3.800s3.800 1.300 4.200 3.800' },
] as const

export function NewChat() {
  const words = previewWords().drawer
  const [text, setText] = useState('')
  const control = useRef<Control>(null)
  useEffect(() => control.current?.focus(), [])
  useEffect(() => askForContacts(text), [text])
  const number = digitsOf(text)
  return (
    <div {...testid('new-chat-drawer')} className={css.drawer} onKeyDown={(event) => event.key === 'Escape' && !text && close()}>
      <header className={css.drawerHeader}>
        <button type="button" aria-label={sideWords().back} className={css.round} onClick={close}>
          <SideIcon sign="back" size={22} />
        </button>
        <h1 className={css.drawerTitle}>{sideWords().newChat}</h1>
      </header>
      <div className={css.search}>
        <SideIcon sign="search" />
        <Field control={control} text={text} label={words.search} placeholder={words.search} name="chat-list-search" changed={setText} />
      </div>
      <div className={css.drawerBody}>
        {!text && doors.map((door) => <Door key={door.what} {...door} label={words[door.word]} />)}
        <Contacts query={text} />
        {number.length >= SHORTEST_NUMBER && <Stranger number={number} />}
      </div>
    </div>
  )
}

function close(): void {
  drawer.set(null)
}

function open(chat: string): void {
  close()
  openChat(chat)
}

function digitsOf(text: string): string {
  return /^[+\d\s()-]+$/.test(text) ? text.replace(/\D/g, '').slice(0, 20) : ''
}

function Door({ name, what, path, label }: { name: string; what: string; path: string; label: string }) {
  return (
    <Item name={name} run={() => press(what)}>
      <div className={css.door}>
        <Named title={what.replaceAll('_', '-')} path={path} size={22} />
      </div>
      <div role="gridcell" aria-colindex={2} className={css.contactName}>
        {label}
      </div>
    </Item>
  )
}

function Contacts({ query }: { query: string }) {
  const answer = useAtom(contacts)
  const words = previewWords().drawer
  const isAnswered = answer.query === query
  if (isAnswered && !answer.rows.length) {
    return query && !digitsOf(query) ? <div className={css.nothing}>{words.nobody(query)}</div> : null
  }
  return (
    <>
      <div className={css.drawerHeading}>{words.contacts}</div>
      {answer.rows.map((contact) => (
        <Item key={contact.id} run={() => open(contact.id)}>
          <ContactLine contact={contact} query={query} />
        </Item>
      ))}
    </>
  )
}

function ContactLine({ contact, query }: { contact: Contact; query: string }) {
  return (
    <>
      <Avatar kind={contact.kind} name={contact.name} size={49} hasPicture={contact.traits.has_picture} />
      <div role="gridcell" aria-colindex={2} className={css.contactName}>
        <div {...testid('cell-frame-title')}>
          <span dir="auto" title={contact.name} className={textClass()}>
            <Matched text={contact.name} query={query} />
          </span>
          {contact.traits.is_self && <span className={css.self}>{sideWords().selfMark}</span>}
        </div>
      </div>
    </>
  )
}

/** A number that is not in the contacts: the world says whether somebody uses it. */
function Stranger({ number }: { number: string }) {
  const answer = useAtom(found)
  const words = previewWords().drawer
  useEffect(() => {
    const timer = setTimeout(() => lookUp(number, 'drawer'), PAUSE)
    return () => clearTimeout(timer)
  }, [number])
  const isAnswered = answer?.by === 'drawer' && answer.number === number
  const chat = isAnswered ? answer.chat : null
  const isKnown = useAtom(contacts).rows.some((contact) => contact.id === chat)
  if (isKnown) return null
  if (chat === null) return <div className={css.nothing}>{isAnswered ? words.nobody(`+${number}`) : words.looking}</div>
  return (
    <>
      <div className={css.drawerHeading}>{words.others}</div>
      <Item run={() => open(chat)}>
        <Avatar kind="person" name={number} size={49} />
        <div role="gridcell" aria-colindex={2} className={css.contactName}>
          <div {...testid('cell-frame-title')}>
            <span dir="auto" title={`+${number}`} className={textClass()}>
              +{number}
            </span>
          </div>
        </div>
      </Item>
    </>
  )
}

/** Still a list item in all builds. Like a row of the list it answers the mouse going down. */
function Item({ name, run, children }: { name?: string; run: () => void; children: React.ReactNode }) {
  return (
    <div role="listitem">
      <div role="button" tabIndex={0} className={css.item} onMouseDown={(event) => event.button === 0 && run()}>
        <div {...testid(name ?? 'cell-frame-container')} className={`${profile().generation === 'D' ? '_ak72 ' : ''}${css.cell}`}>
          {children}
        </div>
      </div>
    </div>
  )
}
