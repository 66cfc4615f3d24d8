import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import { codeFolding, foldGutter, foldKeymap, syntaxHighlighting } from '@codemirror/language'
import { linter } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { cspNonce } from '../../lib/csp-nonce.ts'
import { editorLook, jsonColors } from './editor-look.ts'
import type { JsonEditorProps } from './json-editor.tsx'
import { lineMarks, setLineMarks } from './line-marks.ts'
import { replaceSelection } from './replace-selection.ts'

const noMarks: JsonEditorProps['marks'] = []

/** CodeMirror over a payload; its state follows the props. */
export function JsonView({ value, label, onChange, marks = noMarks, place }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const report = useRef(onChange)
  const isEditable = onChange !== undefined
  useEffect(() => {
    report.current = onChange
  }, [onChange])

  useEffect(() => {
    if (!host.current) return
    const editor = new EditorView({
      parent: host.current,
      extensions: [
        common,
        isEditable ? editing((text) => report.current?.(text)) : reading,
        EditorView.contentAttributes.of({ 'aria-label': label }),
      ],
    })
    view.current = editor
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [isEditable, label])

  // Runs after the one above made a new editor, too: the text and the marks are then its first.
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const now = editor.state.doc.toString()
    const changes = now === value ? undefined : differenceOf(now, value)
    editor.dispatch({ changes, effects: setLineMarks.of(marks ?? []) })
  }, [value, marks, isEditable, label])

  useEffect(() => {
    const editor = view.current
    if (!editor || !place || place.line > editor.state.doc.lines) return
    const { to } = editor.state.doc.line(place.line)
    editor.dispatch({ selection: { anchor: to }, effects: EditorView.scrollIntoView(to, { y: 'center' }) })
    editor.focus()
  }, [place])

  return <div ref={host} />
}

const common: Extension = [
  EditorView.cspNonce.of(cspNonce),
  lineNumbers(),
  codeFolding(),
  foldGutter({ openText: '▾', closedText: '▸' }),
  EditorView.lineWrapping,
  json(),
  syntaxHighlighting(jsonColors),
  lineMarks,
  editorLook,
]

const reading: Extension = [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ tabindex: '0', 'aria-readonly': 'true' }),
  keymap.of(foldKeymap),
]

/** Tab moves on to the next control, as everywhere on the page. */
const editing = (onText: (text: string) => void): Extension => [
  history(),
  drawSelection(),
  replaceSelection,
  linter(jsonParseLinter(), { delay: 300 }),
  keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap]),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) onText(update.state.doc.toString())
  }),
]

/** The one stretch in which two texts differ, so that cursor, folds and scroll stay. */
function differenceOf(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from++
  let tail = 0
  const mostTail = Math.min(before.length, after.length) - from
  while (tail < mostTail && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) }
}
