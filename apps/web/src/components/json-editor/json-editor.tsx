import { lazy, Suspense } from 'react'
import classes from './json-editor.module.css'
import type { LineMark } from './line-marks.ts'

/** What a payload shows and takes. */
export type JsonEditorProps = {
  /** The text; the editor keeps the cursor when it changes from outside. */
  value: string
  /** What it is, for those who don't see it: "Body of record #9". */
  label: string
  /** Given: the text can be edited, and is checked for being JSON. Absent: it can only be read and copied. */
  onChange?: (value: string) => void
  /** Lines to point out, with the reason where they are faulty. */
  marks?: readonly LineMark[]
  /** A line to go to, with the focus; a new object goes there again. */
  place?: { line: number } | null
}

const JsonView = lazy(() => import('./json-view.tsx').then((module) => ({ default: module.JsonView })))

/** A JSON payload with line numbers and folds, to read or to edit. The editor itself is loaded when first needed. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <div className={classes.root}>
      <Suspense fallback={<pre className={classes.plain}>{props.value}</pre>}>
        <JsonView {...props} />
      </Suspense>
    </div>
  )
}
