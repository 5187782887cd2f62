// What can be done with one message: the control that appears while the pointer is over its bubble.
import type { Message } from '../../wire'

export function MessageActions(_: { message: Message }) {
  return null
}
