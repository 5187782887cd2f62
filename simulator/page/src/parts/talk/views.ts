// One observer for all rows: a row far outside the view is told so, with its height, and becomes an empty shell.
import { SHELL_DISTANCE } from '../../look/profile'

type Told = (height: number | null) => void

export class Views {
  private observer: IntersectionObserver | null = null
  private rows = new Map<Element, Told>()

  watch(root: Element | null): () => void {
    this.observer = new IntersectionObserver((entries) => this.tell(entries), {
      root,
      rootMargin: `${SHELL_DISTANCE}px 0px`,
    })
    for (const element of this.rows.keys()) this.observer.observe(element)
    return () => this.observer?.disconnect()
  }

  add(element: Element, told: Told): () => void {
    this.rows.set(element, told)
    this.observer?.observe(element)
    return () => {
      this.rows.delete(element)
      this.observer?.unobserve(element)
    }
  }

  private tell(entries: IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      this.rows.get(entry.target)?.(entry.isIntersecting ? null : entry.boundingClientRect.height)
    }
  }
}
