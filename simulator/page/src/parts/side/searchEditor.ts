// A field of one line on the real Lexical editor: Enter does nothing, Escape empties it.
import { registerRichText } from '@lexical/rich-text'
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  COMMAND_PRIORITY_CRITICAL,
  createEditor,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  SKIP_DOM_SELECTION_TAG,
} from 'lexical'

export interface SearchEditor {
  read: () => string
  write: (text: string) => void
  focus: () => void
  close: () => void
}

export function openSearchEditor(root: HTMLElement, first: string, changed: (text: string) => void): SearchEditor {
  const editor = createEditor({
    namespace: 'search',
    theme: { paragraph: 'selectable-text copyable-text' },
    onError(error) {
      throw error
    },
  })
  const read = () => editor.getEditorState().read(() => $getRoot().getTextContent())
  /** Takes the focus only where it has it already: nobody may be typing somewhere else. */
  const write = (text: string) => {
    const isHere = root.contains(document.activeElement)
    editor.update(() => fill(text), { discrete: true, ...(isHere ? {} : { tag: SKIP_DOM_SELECTION_TAG }) })
  }
  editor.setRootElement(root)
  const ignore = () => true
  const ended = [
    registerRichText(editor),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        event?.preventDefault()
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(INSERT_LINE_BREAK_COMMAND, ignore, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(INSERT_PARAGRAPH_COMMAND, ignore, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      () => {
        fill('')
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  ]
  write(first)
  let before = first
  ended.push(
    editor.registerUpdateListener(() => {
      const now = read()
      if (now !== before) changed(now)
      before = now
    }),
  )
  return {
    read,
    write,
    focus: () => editor.focus(),
    close() {
      for (const end of ended) end()
      editor.setRootElement(null)
    },
  }
}

/** Only inside an update, which every command is. */
function fill(text: string): void {
  const line = $createParagraphNode()
  if (text) line.append($createTextNode(text))
  $getRoot().clear().append(line).selectEnd()
}
