// A tab in the background, without one: the document says that it is hidden, and the list draws its last message only.
import { look } from '../../look/look'

let isHidden = false

look.subscribe(() => {
  const wanted = look.get().is_hidden
  if (wanted === isHidden) return
  isHidden = wanted
  if (wanted) {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
  } else {
    Reflect.deleteProperty(document, 'visibilityState')
    Reflect.deleteProperty(document, 'hidden')
  }
  document.dispatchEvent(new Event('visibilitychange'))
})
