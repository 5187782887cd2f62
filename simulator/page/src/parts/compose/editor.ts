// The composer's text on the real Lexical editor: one paragraph a line, Enter sends.
import { registerRichText } from '@lexical/rich-text'
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  createEditor,
  INSERT_LINE_BREAK_COMMAND,
  KEY_ENTER_COMMAND,
  PASTE_COMMAND,
  type LexicalEditor,
} from 'lexical'

export interface Ends {
  changed(text: string): void
  submit(): void
}

export function openEditor(root: HTMLElement, draft: string, ends: Ends): { editor: LexicalEditor; close: () => void } {
  const editor = createEditor({
    namespace: 'composer',
    theme: { paragraph: 'copyable-text' },
    onError(error) {
      throw error
    },
  })
  editor.setRootElement(root)
  const ended = [
    registerRichText(editor),
    ...registerCommands(editor, ends),
    editor.registerUpdateListener(({ editorState }) => ends.changed(editorState.read(text))),
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

function registerCommands(editor: LexicalEditor, ends: Ends): (() => void)[] {
  return [
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        // While a word is being composed, Enter belongs to the input method.
        if (event?.isComposing) return false
        event?.preventDefault()
        if (event?.shiftKey) insertLines('\n')
        else ends.submit()
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      INSERT_LINE_BREAK_COMMAND,
      () => {
        insertLines('\n')
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
      (event) => {
        const plain = event instanceof ClipboardEvent ? event.clipboardData?.getData('text/plain') : null
        if (!plain) return false
        event.preventDefault()
        insertLines(plain.replaceAll('\r\n', '\n'))
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  ]
}

/** A whole text put in at once has line breaks inside one input event, which the browser would flatten. */
function listenToInsertions(root: HTMLElement, editor: LexicalEditor): () => void {
  const insert = (event: InputEvent) => {
    if (!event.data?.includes('\n') || !event.inputType.startsWith('insert')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const given = event.data
    editor.update(() => insertLines(given), { discrete: true })
  }
  root.addEventListener('beforeinput', insert, { capture: true })
  return () => root.removeEventListener('beforeinput', insert, { capture: true })
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
