// A question with answers to choose from; the choice stays on this page.
import { useState } from 'react'

import { kindWords } from '../../../words/kinds'
import type { Content, Message } from '../../../wire'
import { Meta } from '../Meta'
import { direction, withEmoji } from '../texts'
import css from './kinds.module.css'

interface Props {
  message: Message
  content: Extract<Content, { kind: 'poll' }>
}

export function Poll({ message, content }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const words = kindWords()
  const choose = (place: number) => {
    const next = new Set(content.several ? chosen : [])
    if (chosen.has(place)) next.delete(place)
    else next.add(place)
    setChosen(next)
  }
  return (
    <div className={css.poll}>
      <div className={css.question}>
        <span dir={direction(message.text)} className="copyable-text">
          {withEmoji(message.text, true)}
        </span>
      </div>
      <div className={css.quiet}>{content.several ? words.selectMore : words.selectOne}</div>
      {content.options.map((option, place) => (
        <Option key={place} text={option} isSeveral={content.several} isOn={chosen.has(place)} choose={() => choose(place)} />
      ))}
      <Meta message={message} at="inline" />
      <button type="button" className={css.votes}>
        {words.viewVotes}
      </button>
    </div>
  )
}

interface OptionProps {
  text: string
  isSeveral: boolean
  isOn: boolean
  choose: () => void
}

function Option({ text, isSeveral, isOn, choose }: OptionProps) {
  return (
    <div role={isSeveral ? 'checkbox' : 'radio'} aria-checked={isOn} aria-label={text} tabIndex={0} className={css.option} onClick={choose}>
      <div className={css.optionLine}>
        <div className={isOn ? css.markOn : css.mark} />
        <span dir="auto" className={css.optionName}>
          {withEmoji(text)}
        </span>
        <span>{isOn ? 1 : 0}</span>
      </div>
      <div className={css.bar} />
    </div>
  )
}
