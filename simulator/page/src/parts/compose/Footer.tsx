// What stands under a conversation: the composer, or a notice why nothing can be written.
import { useAtom } from '../../atom'
import { composer } from '../../state'
import { Composer } from './Composer'

export function Footer() {
  const writing = useAtom(composer)
  return writing && <Composer key={writing.opening} state={writing} />
}
