// One place to write in: the editable node, its editor, and the hint that lies behind it while it is empty.
import { useEffect, useImperativeHandle, useRef, useState, type HTMLAttributes, type Ref } from 'react'
import type { LexicalEditor } from 'lexical'

import { profile } from '../../look/profile'
import css from './compose.module.css'
import { openEditor, setText, textOf, type Ends } from './editor'

export interface Writing {
  text(): string
  put(text: string): void
  focus(): void
}

interface Props extends Omit<Ends, 'submit' | 'changed'> {
  first: string
  hint: string
  attributes: HTMLAttributes<HTMLDivElement> & Record<`data-${string}`, string>
  changed?(text: string): void
  submit(): void
  handle?: Ref<Writing>
}

export function RichInput({ first, hint, attributes, handle, ...ends }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const editor = useRef<LexicalEditor>(null)
  const [isEmpty, setEmpty] = useState(first === '')
  const latest = useRef(ends)
  latest.current = ends
  useImperativeHandle(handle, () => ({
    text: () => (editor.current ? textOf(editor.current) : ''),
    put: (text) => editor.current && setText(editor.current, text),
    focus: () => editor.current?.focus(),
  }))
  // The editor lives as long as its node: what it was opened with is read once.
  useEffect(() => {
    if (!root.current) return
    const opened = openEditor(root.current, first, {
      submit: () => latest.current.submit(),
      files: (files) => latest.current.files?.(files),
      changed(text) {
        setEmpty(text === '')
        latest.current.changed?.(text)
      },
    })
    editor.current = opened.editor
    opened.editor.focus()
    return opened.close
  }, [])
  return (
    <div className={`lexical-rich-text-input ${css.editor}`}>
      <div
        ref={root}
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        spellCheck
        className={css.input}
        {...attributes}
      />
      {isEmpty && <Hint text={hint} />}
    </div>
  )
}

function Hint({ text }: { text: string }) {
  if (profile().generation === 'B') return <div className={css.placeholder}>{text}</div>
  return (
    <div aria-hidden="true" className={css.placeholder}>
      <div>{text}</div>
    </div>
  )
}
