// The one line to the world: words leave together once per turn, and a lost line is picked up again.
import type { Frame, Hello, Word } from './wire'

const RETRY_FIRST = 300
const RETRY_LONGEST = 1000

export interface Line {
  say(word: Word): void
  isOpen(): boolean
  /** Tries again now instead of at the next turn. */
  retry(): void
}

export interface Ends {
  hello(): Hello
  hear(frames: Frame[]): void
  lineChanged(isOpen: boolean): void
}

/** Words said while the line is down are dropped: whoever needs them kept says them again on `ready`. */
export function connect(path: string, ends: Ends): Line {
  let socket: WebSocket | null = null
  let isGreeted = false
  let wait = RETRY_FIRST
  let words: Word[] = []
  let turn: ReturnType<typeof setTimeout> | undefined

  function open(): void {
    const address = new URL(path, location.href)
    address.protocol = address.protocol.replace('http', 'ws')
    address.search = ''
    const fresh = new WebSocket(address)
    socket = fresh
    fresh.onopen = () => {
      fresh.send(JSON.stringify(ends.hello()))
      isGreeted = true
      wait = RETRY_FIRST
      ends.lineChanged(true)
    }
    fresh.onmessage = (event) => ends.hear(JSON.parse(event.data as string) as Frame[])
    fresh.onclose = () => {
      isGreeted = false
      words = []
      ends.lineChanged(false)
      turn = setTimeout(open, wait)
      wait = Math.min(wait * 2, RETRY_LONGEST)
    }
  }

  function flush(): void {
    const said = words
    words = []
    if (isGreeted && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(said))
  }

  function retry(): void {
    if (socket?.readyState !== WebSocket.CLOSED) return
    clearTimeout(turn)
    open()
  }

  open()
  // A laptop that wakes up or gets its network back does not wait for the next turn.
  window.addEventListener('online', retry)
  return {
    retry,
    say(word) {
      if (words.push(word) === 1) queueMicrotask(flush)
    },
    isOpen: () => isGreeted,
  }
}
