// A name or a preview in the results of a search: what was searched for stands in spans of its own.
import { withEmoji } from '../talk/texts'
import { textClass } from './era'

export function Matched({ text, query }: { text: string; query: string }) {
  const wanted = query.trim().toLowerCase()
  const start = wanted ? text.toLowerCase().indexOf(wanted) : -1
  if (start < 0) return withEmoji(text)
  const end = start + wanted.length
  return (
    <>
      {withEmoji(text.slice(0, start))}
      <span className={`matched-text ${textClass()}`}>{withEmoji(text.slice(start, end))}</span>
      {withEmoji(text.slice(end))}
    </>
  )
}
