/** Runs `act` soon after it is asked for, once for many askings, and never twice at the same time. */
export function soon(act: () => Promise<unknown>, delay = 60): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  let again = false

  async function run(): Promise<void> {
    timer = undefined
    running = true
    try {
      await act()
    } finally {
      running = false
      if (again) {
        again = false
        ask()
      }
    }
  }

  function ask(): void {
    if (running) again = true
    else timer ??= setTimeout(() => void run(), delay)
  }

  return ask
}
