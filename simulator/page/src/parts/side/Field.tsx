// One line of text to search by, as each build has it; only what a person types into it counts.
import { useEffect, useRef, type RefObject } from 'react'

import { profile, testid } from '../../look/profile'
import { openSearchEditor, type SearchEditor } from './searchEditor'
import css from './side.module.css'

export interface Control {
  focus: () => void
  clear: () => void
}

interface Props {
  control: RefObject<Control | null>
  text: string
  /** What older builds call the field; the newer ones say the placeholder. */
  label: string
  placeholder: string
  name: string
  changed: (text: string) => void
}

export function Field(props: Props) {
  return profile().search === 'input' ? <Input {...props} /> : <Editor {...props} />
}

/** Its label is empty while it holds text. A value set by a script comes without a trusted event and is ignored. */
function Input({ control, text, placeholder, changed }: Props) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    control.current = { focus: () => box.current?.focus(), clear: () => changed('') }
  }, [control, changed])
  return (
    <input
      ref={box}
      type="text"
      role="textbox"
      data-tab="3"
      autoComplete="off"
      placeholder={placeholder}
      aria-label={text ? '' : placeholder}
      value={text}
      onChange={(event) => event.nativeEvent.isTrusted && changed(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && changed('')}
    />
  )
}

function Editor({ control, text, label, placeholder, name, changed }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const editor = useRef<SearchEditor>(null)
  const told = useRef(changed)
  told.current = changed
  useEffect(() => {
    if (!root.current) return
    const opened = openSearchEditor(root.current, text, (now) => told.current(now))
    editor.current = opened
    control.current = { focus: opened.focus, clear: () => opened.write('') }
    return opened.close
  }, [])
  useEffect(() => {
    if (editor.current && editor.current.read() !== text) editor.current.write(text)
  }, [text])
  const isOld = profile().generation === 'B'
  const labels = isOld
    ? { title: label, ...testid(name) }
    : {
        'aria-label': label,
        'aria-autocomplete': 'list' as const,
        'aria-owns': 'emoji-suggestion',
        'aria-placeholder': text ? undefined : placeholder,
        spellCheck: true,
      }
  return (
    <div className={css.field}>
      {isOld && (
        <div {...testid('input-placeholder')} className={css.placeholder}>
          {text ? '' : placeholder}
        </div>
      )}
      <div className={`lexical-rich-text-input ${css.editor}`}>
        <div
          ref={root}
          contentEditable
          suppressContentEditableWarning
          role="textbox"
          tabIndex={3}
          data-tab="3"
          {...labels}
          className={css.editable}
        />
        {!isOld && !text && (
          <div aria-hidden="true" className={css.placeholder}>
            <div>{placeholder}</div>
          </div>
        )}
      </div>
    </div>
  )
}
