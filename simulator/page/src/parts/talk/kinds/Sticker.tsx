// A sticker: a picture without a bubble, named by the emoji that its maker gave it.
import { kindWords } from '../../../words/kinds'
import type { Content } from '../../../wire'
import css from './kinds.module.css'

export function Sticker({ content }: { content: Extract<Content, { kind: 'sticker' }> }) {
  const words = kindWords()
  const { emoji, hue } = content
  return (
    <div role="button" tabIndex={0}>
      <div>
        <img alt={emoji ? words.sticker(emoji) : words.stickerBare} draggable src={face(hue, emoji ?? '')} className={css.sticker} />
      </div>
    </div>
  )
}

function face(hue: number, emoji: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="M50 4a46 44 0 1 1-.1 0z" fill="hsl(${hue} 75% 68%)" stroke="white" stroke-width="4"/><text x="50" y="66" font-size="46" text-anchor="middle">${emoji}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
