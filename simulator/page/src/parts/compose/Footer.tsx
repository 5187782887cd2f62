// What stands under a conversation: the composer, or a notice why nothing can be written.
import { useEffect, useMemo } from 'react'

import { press } from '../../actions'
import { useAtom, usePart } from '../../atom'
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
  const isStopped = useAtom(isRestricted)
  const opening = writing?.opening
  const kept = useMemo<{ text: string | null }>(() => ({ text: null }), [opening])
  const chat = writing?.chat.id
  const told = usePart(conversation, (talk) => (talk?.chat.id === chat ? (talk?.chat.traits.footer ?? null) : null))
  useEffect(
    () => () => {
      // An answer or a file that was begun belongs to the chat it was begun in.
      if (answering.get()?.chat === chat) answering.set(null)
      if (attached.get()?.chat === chat) attached.set(null)
    },
    [chat],
  )
  if (!writing) return null
  const footer = told ?? writing.chat.traits.footer
  if (isStopped || footer !== 'open') return <Notice of={isStopped ? 'restricted' : footer} chat={writing.chat} />
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
