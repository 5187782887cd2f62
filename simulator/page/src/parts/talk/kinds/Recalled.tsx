// Messages without words: taken away by somebody, or not readable yet.
import { kindWords } from '../../../words/kinds'
import type { Message } from '../../../wire'
import { Icon } from '../../Icon'
import { Spacer } from '../Body'
import { build } from '../build'
import { Meta } from '../Meta'
import talk from '../talk.module.css'
import css from './kinds.module.css'

export function Recalled({ message }: { message: Message }) {
  return (
    <>
      <div className={css.recalled}>
        <div>
          <Icon title="recalled" size={16} />
        </div>
        <div>
          <div className={build().names.body}>
            {words(message)}
            <Spacer message={message} />
          </div>
        </div>
      </div>
      <Meta message={message} />
    </>
  )
}

function words(message: Message): string {
  const said = kindWords()
  if (message.deleted_by && message.deleted_by !== 'sender') return said.deletedBy(message.deleted_by)
  return message.direction === 'out' ? said.deletedByMe : said.deleted
}

export function Undecrypted({ message }: { message: Message }) {
  const said = kindWords()
  return (
    <>
      <div className={css.recalled}>
        <div className={build().names.body}>
          {said.waiting}{' '}
          <a href="https://faq.whatsapp.com/" target="_blank" rel="noopener noreferrer" className={talk.link}>
            {said.learnMore}
          </a>
          <Spacer message={message} />
        </div>
      </div>
      <Meta message={message} />
    </>
  )
}
