// Somebody's card.
import { avatarTitle, profile, testid } from '../../../look/profile'
import { kindWords } from '../../../words/kinds'
import type { Content, Message } from '../../../wire'
import { Drawing } from '../../Icon'
import { Meta } from '../Meta'
import css from './kinds.module.css'

interface Props {
  message: Message
  content: Extract<Content, { kind: 'contact' }>
}

export function Contact({ message, content }: Props) {
  const words = kindWords()
  return (
    <div className={css.card}>
      <div role="button" tabIndex={0} {...testid('vcard-msg')} aria-label={content.name} className={css.cardTop}>
        <div className={css.face}>
          <Drawing title={avatarTitle('person')} size={28} />
        </div>
        <div className={css.cardName}>
          <div dir="auto" className={profile().bodyClass}>
            {content.name}
          </div>
        </div>
      </div>
      <Meta message={message} at="inline" />
      {content.phone && (
        <div className={css.cardButtons}>
          <div role="button" tabIndex={0} title={words.writeToName(content.name)} className={css.cardButton}>
            <div>{words.writeTo}</div>
          </div>
        </div>
      )}
    </div>
  )
}
