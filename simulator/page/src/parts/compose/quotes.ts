// A message as the message that answers it carries it.
import type { Message, Quote } from '../../wire'

export function quoteOf({ id, sender, direction, text, content }: Message): Quote {
  return { id, sender, is_own: direction === 'out', text, content }
}
