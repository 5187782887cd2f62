// Which chat sits in which row element. A chat keeps its element while it is on screen; one that leaves frees it.

export interface Placed {
  slot: number
  id: string
  isFresh: boolean
}

export class Slots {
  private taken = new Map<string, number>()

  /** In the order of the elements, which after a while is not the order on screen. */
  place(ids: readonly string[]): Placed[] {
    const before = this.taken
    const now = new Map<string, number>()
    const used = new Set<number>()
    for (const id of ids) {
      const slot = before.get(id)
      if (slot === undefined) continue
      now.set(id, slot)
      used.add(slot)
    }
    let next = 0
    for (const id of ids) {
      if (now.has(id)) continue
      while (used.has(next)) next += 1
      now.set(id, next)
      used.add(next)
    }
    this.taken = now
    return [...now].map(([id, slot]) => ({ id, slot, isFresh: !before.has(id) })).sort((a, b) => a.slot - b.slot)
  }
}
