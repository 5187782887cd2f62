// Faults that the page itself must commit.

/** The script stands still, as when a tab is starved; a crash of the renderer is the driver's business. */
export function hang(seconds: number): void {
  const end = performance.now() + seconds * 1000
  while (performance.now() < end);
}

/** Rows leave the page and come back at the same place: an observer sees them go and come, a reader sees nothing new. */
export function reinsert(ids: readonly string[]): void {
  requestAnimationFrame(() => {
    for (const id of ids) {
      const row = document.querySelector(`[data-id$="${id}"]`)?.closest('[role="row"]')
      row?.parentElement?.insertBefore(row, row.nextSibling)
    }
  })
}
