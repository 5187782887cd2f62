// A small picker: the emoji that people write most, in rows that arrow keys walk through.
import css from './phone.module.css'

const EMOJI = [
  ...['😀', '😂', '🤣', '😊', '😍', '😘', '😉', '😎', '🤔', '😅', '😢', '😭', '😡', '🥳', '😴', '🙄'],
  ...['👍', '👎', '👏', '🙏', '🙌', '💪', '👋', '🤝', '✌️', '🤷🏽‍♀️', '👩‍🍳', '👨‍👩‍👧', '🧑🏽‍🌾', '👀', '🫶', '🫡'],
  ...['❤️', '🧡', '💛', '💚', '💙', '💜', '💔', '🔥', '✨', '🎉', '🎂', '🌸', '🌻', '⭐', '☀️', '🌧️'],
  ...['🍞', '🥐', '🥖', '🍰', '☕', '🍎', '🍕', '🍺', '🚲', '🚗', '📦', '📍', '📷', '💡', '✅', '❌'],
  ...['🇵🇹', '🇪🇸', '🇧🇷', '🇸🇦', '🏳️‍🌈', '1️⃣', '©️', '‼️'],
]
const COLUMNS = 8

export function EmojiPicker({ choose }: { choose: (emoji: string) => void }) {
  return (
    <div
      className={`${css.panel} ${css.emojis}`}
      role="group"
      aria-label="Emoji"
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key]
        if (step === undefined) return
        event.preventDefault()
        const buttons = [...event.currentTarget.querySelectorAll('button')]
        buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus()
      }}
    >
      {EMOJI.map((emoji, place) => (
        <button key={emoji} type="button" className={css.emoji} tabIndex={place === 0 ? 0 : -1} onClick={() => choose(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  )
}
