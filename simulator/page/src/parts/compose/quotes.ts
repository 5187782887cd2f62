// A message as the message that answers it carries it.
import type { Message, Quote } from '../../wire'
import { answering } from './writing'

/** The message that is being answered in a chat; it is used up by being sent. */
export function takeQuote(chat: string): Quote | null {
  const now = answering.get()
  if (now?.chat !== chat) return null
  answering.set(null)
  return quoteOf(now.message)
}

function quoteOf({ id, sender, direction, text, content }: Message): Quote {
  return { id, sender, is_own: direction === 'out', text, content }
}
