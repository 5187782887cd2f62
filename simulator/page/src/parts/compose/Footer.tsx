// What stands under a conversation: the composer, or a notice why nothing can be written.
import { useEffect, useMemo } from 'react'

import { press } from '../../actions'
import { useAtom } from '../../atom'
import { useLook } from '../../look/look'
import { testid } from '../../look/profile'
import { composer, conversation, isRestricted } from '../../state'
import type { Head } from '../../wire'
import { composeWords } from '../../words/compose'
import { Composer } from './Composer'
import css from './compose.module.css'
import { answering, attached } from './writing'

export function Footer() {
  useLook()
  const writing = useAtom(composer)
  const talk = useAtom(conversation)
  const isStopped = useAtom(isRestricted)
  const opening = writing?.opening
  const kept = useMemo<{ text: string | null }>(() => ({ text: null }), [opening])
  const chat = writing?.chat.id
  useEffect(
    () => () => {
      // An answer or a file that was begun belongs to the chat it was begun in.
      if (answering.get()?.chat === chat) answering.set(null)
      if (attached.get()?.chat === chat) attached.set(null)
    },
    [chat],
  )
  if (!writing) return null
  const { traits } = talk?.chat.id === writing.chat.id ? talk.chat : writing.chat
  if (isStopped || traits.footer !== 'open') return <Notice of={isStopped ? 'restricted' : traits.footer} chat={writing.chat} />
  return <Composer key={writing.opening} state={writing} kept={kept} />
}

function Notice({ of, chat }: { of: Head['traits']['footer']; chat: Head }) {
  const words = composeWords()
  if (of === 'restricted') {
    return (
      <div {...testid('block-message')} className={css.notice}>
        <div {...testid('reachout-timelock-compose-bar')} className={css.noticeBar}>
          <span>{words.restricted}</span>
          <button type="button" className={css.noticeLink} onClick={() => press('restriction_details')}>
            {words.details}
          </button>
        </div>
      </div>
    )
  }
  if (of === 'blocked') {
    return (
      <div {...testid('block-message')} className={css.notice}>
        {words.blocked(chat.name)}
      </div>
    )
  }
  return <div className={css.notice}>{of === 'announcement' ? words.announcement : words.left}</div>
}
