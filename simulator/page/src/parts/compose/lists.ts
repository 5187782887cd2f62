// Lists that begin by themselves: a marker typed at the head of a line, and the next one after each new line.
import {
  $createTextNode,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  $isTextNode,
  type LexicalNode,
  type ParagraphNode,
} from 'lexical'

import { $createBulletNode, $createNumberNode, BulletNode, NumberNode } from './nodes'

const MARKER = /^([-*+]|\d{1,2}\.) /
const LAST_NUMBER = 99

type Marker = BulletNode | NumberNode

/** Only inside an update: the line of the caret gets its marker, or loses one that is not a marker any more. */
export function $markLine(): void {
  const line = $lineOfCaret()
  if (!line) return
  const isMarker = MARKER.test(line.getTextContent())
  const held = $markerOf(line)
  if (held && !isMarker) held.replace($createTextNode(held.getTextContent()))
  const first = line.getFirstChild()
  if (held || !isMarker || !$isTextNode(first) || !first.isSimpleText()) return
  const length = MARKER.exec(first.getTextContent())?.[1]?.length
  if (length) $toMarker(first.splitText(length)[0]!)
}

/** Only inside an update, behind a new paragraph: an empty item goes, and its line break with it. */
export function $continueList(): void {
  const line = $lineOfCaret()
  const before = line?.getPreviousSibling()
  if (!line || !$isParagraphNode(before)) return
  const marker = $markerOf(before)
  if (!marker) return
  if (before.getTextContentSize() - marker.getTextContentSize() === 1) {
    before.remove()
    return
  }
  const next = $after(marker)
  if (!next) return
  const space = $createTextNode(' ')
  const first = line.getFirstChild()
  if (first) first.insertBefore(space)
  else line.append(space)
  space.insertBefore(next)
  space.select(1, 1)
}

function $after(marker: Marker): Marker | null {
  if (marker instanceof BulletNode) return $createBulletNode(marker.getTextContent())
  const number = parseInt(marker.getTextContent(), 10) + 1
  return number <= LAST_NUMBER ? $createNumberNode(`${number}.`) : null
}

function $toMarker(node: LexicalNode): void {
  const text = node.getTextContent()
  node.replace(/\d/.test(text) ? $createNumberNode(text) : $createBulletNode(text))
}

function $markerOf(line: ParagraphNode): Marker | null {
  const first = line.getFirstChild()
  return first instanceof BulletNode || first instanceof NumberNode ? first : null
}

function $lineOfCaret(): ParagraphNode | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null
  const node = selection.anchor.getNode()
  const line = $isParagraphNode(node) ? node : node.getParent()
  return $isParagraphNode(line) ? line : null
}
