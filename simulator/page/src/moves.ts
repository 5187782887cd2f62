// Keeps React from listening to the moves of the rows, which nobody here waits for.
const MOVES = new Set(['transitionrun', 'transitionstart', 'transitioncancel', 'transitionend'])

/**
 * React listens to every event there is, once for its root and once for each element it draws into elsewhere. A message
 * that sends twenty rows down by one would so tell it of sixty moves, which takes longer than drawing the message.
 */
export function withoutMoves(targets: readonly HTMLElement[], start: () => void): void {
  for (const target of targets) {
    const listen = target.addEventListener
    target.addEventListener = (...asked: Parameters<typeof listen>) => {
      if (!MOVES.has(asked[0])) listen.apply(target, asked)
    }
  }
  start()
  for (const target of targets) Reflect.deleteProperty(target, 'addEventListener')
}
