/** What a person does to the page that they see from afar; places are in the page's own pixels. */
export type Gesture =
  | { type: 'mouse'; does: 'move' | 'down' | 'up'; x: number; y: number }
  | { type: 'wheel'; dx: number; dy: number }
  | { type: 'key'; key: string; shift: boolean }
  | { type: 'text'; text: string }

export interface Size {
  width: number
  height: number
}

export interface Listener {
  ready: (size: Size) => void
  picture: (jpeg: Blob) => void
  /** In words; null when it was ended here. */
  ended: (why: string | null) => void
}

const KEYS = new Set(['Enter', 'Tab', 'Backspace', 'Delete', 'Escape', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'])
const WHY: Record<number, string> = {
  4401: 'Give your password again.',
  4409: 'Somebody else is looking at the page now.',
  4410: 'It ended because nobody moved for ten minutes.',
  4503: 'The browser is not running. It starts again by itself; try again in a moment.',
}
const LOST = 'The connection to Switchboard was lost.'
const EVERY = 40

/** A line to the real page. It is not picked up again by itself: a ticket is good for one. */
export function createRemote(ticket: string, to: Listener, open = (url: string) => new WebSocket(url)) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = open(`${scheme}//${location.host}/api/v1/live-view/screen`)
  socket.binaryType = 'blob'
  let isEnded = false
  let moved = 0

  socket.onopen = () => socket.send(JSON.stringify({ ticket }))
  socket.onmessage = (message: MessageEvent<string | Blob>) => {
    if (typeof message.data === 'string') to.ready(JSON.parse(message.data) as Size)
    else to.picture(message.data)
  }
  socket.onclose = (close) => {
    if (isEnded) return
    isEnded = true
    to.ended(WHY[close.code] ?? LOST)
  }

  /** The mouse moves more often than anybody needs to know. */
  function send(gesture: Gesture): void {
    if (isEnded || socket.readyState !== WebSocket.OPEN) return
    if (gesture.type === 'mouse' && gesture.does === 'move') {
      const now = Date.now()
      if (now - moved < EVERY) return
      moved = now
    }
    socket.send(JSON.stringify(gesture))
  }

  function end(): void {
    if (isEnded) return
    isEnded = true
    socket.close()
    to.ended(null)
  }

  return { send, end }
}

/** What a key of this keyboard is to the page; null for those of the browser, and of the clipboard. */
export function gestureOf(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>): Gesture | null {
  if (event.isComposing || event.ctrlKey !== (event.altKey && event.ctrlKey) || event.metaKey) return null
  if (KEYS.has(event.key)) return event.altKey ? null : { type: 'key', key: event.key, shift: event.shiftKey }
  return [...event.key].length === 1 ? { type: 'text', text: event.key } : null
}

/** A place on a picture that is shown larger or smaller than the page is. */
export function placeOn(box: { left: number; top: number; width: number; height: number }, at: { clientX: number; clientY: number }, size: Size) {
  return {
    x: Math.round(((at.clientX - box.left) / box.width) * size.width),
    y: Math.round(((at.clientY - box.top) / box.height) * size.height),
  }
}

export type Remote = ReturnType<typeof createRemote>
