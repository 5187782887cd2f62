// Text on the real Lexical editor: one paragraph a line, Enter sends, emoji are nodes of their own.
import { registerRichText } from '@lexical/rich-text'
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_CRITICAL,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  createEditor,
  INSERT_LINE_BREAK_COMMAND,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  ParagraphNode,
  PASTE_COMMAND,
  TextNode,
  type EditorThemeClasses,
  type LexicalEditor,
} from 'lexical'

import { look } from '../../look/look'
import { build } from './build'
import { $continueList, $markLine } from './lists'
import { $createEmojiNode, BulletNode, EmojiNode, NumberNode } from './nodes'

export interface Ends {
  changed(text: string): void
  submit(): void
  /** Files that were pasted. */
  files?(files: File[]): void
}

const EMOJI = /\p{RGI_Emoji}/v
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const LETTER = /\p{L}/u

export function openEditor(root: HTMLElement, draft: string, ends: Ends): { editor: LexicalEditor; close: () => void } {
  const theme: EditorThemeClasses = {}
  const editor = createEditor({
    namespace: 'composer',
    theme,
    nodes: [EmojiNode, BulletNode, NumberNode],
    onError(error) {
      throw error
    },
  })
  wearBuild(editor, theme)
  editor.setRootElement(root)
  const typing = { isOn: false }
  const ended = [
    registerRichText(editor),
    ...registerCommands(editor, ends, typing),
    editor.registerNodeTransform(TextNode, drawEmoji),
    editor.registerNodeTransform(TextNode, (node) => point(node.getParent())),
    editor.registerNodeTransform(ParagraphNode, point),
    editor.registerUpdateListener(({ editorState, dirtyLeaves, dirtyElements }) => {
      if (dirtyLeaves.size || dirtyElements.size) markTyped(editor, typing)
      ends.changed(editorState.read(text))
    }),
    look.subscribe(() => wearBuild(editor, theme)),
    listenToInsertions(root, editor),
  ]
  setText(editor, draft)
  return {
    editor,
    close() {
      for (const end of ended) end()
      editor.setRootElement(null)
    },
  }
}

export function textOf(editor: LexicalEditor): string {
  return editor.getEditorState().read(text)
}

export function setText(editor: LexicalEditor, content: string): void {
  editor.update(
    () => {
      const paragraphs = content.split('\n').map(paragraph)
      $getRoot()
        .clear()
        .append(...paragraphs)
        .selectEnd()
    },
    { discrete: true },
  )
}

function registerCommands(editor: LexicalEditor, ends: Ends, typing: { isOn: boolean }): (() => void)[] {
  return [
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
        typing.isOn = isText || event.key === 'Backspace' || event.key === 'Delete'
        return false
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        // While a word is being composed, Enter belongs to the input method.
        if (event?.isComposing) return false
        event?.preventDefault()
        if (event?.shiftKey || event?.ctrlKey || event?.altKey) newLine()
        else ends.submit()
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      INSERT_LINE_BREAK_COMMAND,
      () => {
        newLine()
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      CONTROLLED_TEXT_INSERTION_COMMAND,
      (given) => {
        if (typeof given !== 'string' || !given.includes('\n')) return false
        insertLines(given)
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => event instanceof ClipboardEvent && paste(event, ends),
      COMMAND_PRIORITY_CRITICAL,
    ),
  ]
}

/** Files come before text, as in the real client. */
function paste(event: ClipboardEvent, ends: Ends): boolean {
  const files = Array.from(event.clipboardData?.files ?? [])
  if (files.length && ends.files) {
    event.preventDefault()
    ends.files(files)
    return true
  }
  const plain = event.clipboardData?.getData('text/plain')
  if (!plain) return false
  event.preventDefault()
  insertLines(plain.replaceAll('\r\n', '\n'))
  return true
}

/** A list begins only under typing hands: a text that came in one piece stays as it was given. */
function markTyped(editor: LexicalEditor, typing: { isOn: boolean }): void {
  if (!typing.isOn || !build().hasLists || editor.isComposing()) return
  typing.isOn = false
  editor.update($markLine, { tag: 'history-merge' })
}

/**
 * A whole text put in at once has line breaks inside one input event, which the browser would flatten. And an event
 * that a script made is written at the editor's own caret, wherever the script has put the selection just before.
 */
function listenToInsertions(root: HTMLElement, editor: LexicalEditor): () => void {
  const insert = (event: InputEvent) => {
    const given = event.data ?? event.dataTransfer?.getData('text/plain')
    if (!given || !event.inputType.startsWith('insert') || (event.isTrusted && !given.includes('\n'))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const own = event.isTrusted ? null : editor.getEditorState().read($getSelection)
    const write = () => {
      if (own) $setSelection(own.clone())
      insertLines(given)
    }
    editor.update(write, { discrete: true })
  }
  root.addEventListener('beforeinput', insert, { capture: true })
  return () => root.removeEventListener('beforeinput', insert, { capture: true })
}

/** Only inside an update. */
function newLine(): void {
  insertLines('\n')
  if (build().hasLists) $continueList()
}

/** Only inside an update. */
function insertLines(content: string): void {
  const lines = content.split('\n')
  for (const [place, line] of lines.entries()) {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return
    if (place > 0) selection.insertParagraph()
    if (line) (($getSelection() ?? selection) as typeof selection).insertText(line)
  }
}

function drawEmoji(node: TextNode): void {
  if (!node.isSimpleText()) return
  const match = EMOJI.exec(node.getTextContent())
  if (!match) return
  const parts = node.splitText(match.index, match.index + match[0].length)
  const emoji = match.index === 0 ? parts[0] : parts[1]
  // What stands behind it is a new node and is looked at by itself.
  emoji?.replace($createEmojiNode(match[0]))
}

/** Each line runs in the direction of its first letter. */
function point(line: unknown): void {
  if (!(line instanceof ParagraphNode) || !$isParagraphNode(line)) return
  const content = line.getTextContent()
  const first = LETTER.exec(content)?.[0]
  const direction = content === '' ? null : first && RTL.test(first) ? 'rtl' : 'ltr'
  if (line.getDirection() !== direction) line.setDirection(direction)
}

/** New lines are made in the classes of the build; those that stand already change theirs. */
function wearBuild(editor: LexicalEditor, theme: EditorThemeClasses): void {
  const { classes } = look.get().drift
  const names = build().textClass.split(' ').flatMap((name) => (classes[name] ?? name) || [])
  const before = (theme.paragraph ?? '').split(' ').filter(Boolean)
  theme.paragraph = names.join(' ')
  theme.text = { base: theme.paragraph }
  delete theme.__lexicalClassNameCache
  const isDressed = (element: Element) => before.every((name) => element.classList.contains(name))
  for (const element of editor.getRootElement()?.querySelectorAll('p, p > [data-lexical-text]') ?? []) {
    if (!isDressed(element)) continue
    element.classList.remove(...before)
    element.classList.add(...names)
  }
}

function paragraph(line: string) {
  const made = $createParagraphNode()
  return line ? made.append($createTextNode(line)) : made
}

/** Only inside a read: one line per paragraph, not the doubled breaks of `getTextContent`. */
function text(): string {
  return $getRoot()
    .getChildren()
    .map((child) => child.getTextContent())
    .join('\n')
}
