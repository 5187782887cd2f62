// Pieces of a line that the editor draws in their own way: emoji, and the marker at the head of a list's line.
import { TextNode, type EditorConfig, type SerializedTextNode } from 'lexical'

import css from './compose.module.css'

/** A picture behind the character, which is there for whoever reads the text. */
export class EmojiNode extends TextNode {
  static override getType(): string {
    return 'emoji'
  }

  static override clone(node: EmojiNode): EmojiNode {
    return new EmojiNode(node.__text, node.__key)
  }

  static override importJSON(from: SerializedTextNode): EmojiNode {
    return $createEmojiNode(from.text)
  }

  override createDOM(): HTMLElement {
    const outer = document.createElement('span')
    outer.className = css.emoji ?? ''
    outer.style.backgroundImage = picture(this.__text)
    const inner = document.createElement('span')
    inner.textContent = this.__text
    outer.append(inner)
    return outer
  }

  override updateDOM(_: this, dom: HTMLElement): boolean {
    const inner = dom.firstChild
    if (inner && inner.textContent !== this.__text) inner.textContent = this.__text
    return false
  }
}

export function $createEmojiNode(emoji: string): EmojiNode {
  return new EmojiNode(emoji).setMode('token')
}

const BULLET = '\u2022'

/** Shows a bullet whatever was typed; the text keeps what was typed. */
export class BulletNode extends TextNode {
  static override getType(): string {
    return 'list-bullet'
  }

  static override clone(node: BulletNode): BulletNode {
    return new BulletNode(node.__text, node.__key)
  }

  static override importJSON(from: SerializedTextNode): BulletNode {
    return $createBulletNode(from.text)
  }

  override createDOM(config: EditorConfig): HTMLElement {
    const dom = super.createDOM(config)
    dom.classList.add(css.marker ?? '')
    dom.dataset.plainText = '*'
    dom.textContent = BULLET
    return dom
  }

  override updateDOM(_: this, dom: HTMLElement): boolean {
    dom.textContent = BULLET
    return false
  }
}

export function $createBulletNode(marker: string): BulletNode {
  return new BulletNode(marker).setMode('token')
}

export class NumberNode extends TextNode {
  static override getType(): string {
    return 'numbered-symbol'
  }

  static override clone(node: NumberNode): NumberNode {
    return new NumberNode(node.__text, node.__key)
  }

  static override importJSON(from: SerializedTextNode): NumberNode {
    return $createNumberNode(from.text)
  }

  override createDOM(config: EditorConfig): HTMLElement {
    const dom = super.createDOM(config)
    dom.classList.add(css.marker ?? '')
    return dom
  }
}

export function $createNumberNode(marker: string): NumberNode {
  return new NumberNode(marker).setMode('token')
}

function picture(emoji: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><text x="10" y="16" font-size="16" text-anchor="middle">${emoji}</text></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}
