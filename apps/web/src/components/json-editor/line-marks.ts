import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'

/** A line to point out, counted from 1: altered by the last setting, or at fault and why. */
export type LineMark = { line: number; kind: 'changed' } | { line: number; kind: 'faulty'; reason: string }

/** Replaces the marks of an editor. */
export const setLineMarks = StateEffect.define<readonly LineMark[]>()

/** The marks as tinted lines, the reasons behind the text. */
export const lineMarks = StateField.define<{ decorations: DecorationSet; turn: number }>({
  create: () => ({ decorations: Decoration.none, turn: 0 }),
  update(marks, transaction) {
    let { decorations, turn } = marks
    if (transaction.docChanged) decorations = decorations.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (!effect.is(setLineMarks)) continue
      turn = 1 - turn
      decorations = decorate(effect.value, transaction.state.doc, turn)
    }
    return { decorations, turn }
  },
  provide: (field) => EditorView.decorations.from(field, (marks) => marks.decorations),
})

type Lines = { lines: number; line: (number: number) => { from: number; to: number } }

/** `turn` alternates between two equal classes, so that a line that changes twice fades twice. */
function decorate(marks: readonly LineMark[], doc: Lines, turn: number): DecorationSet {
  const ranges = marks
    .filter((mark) => mark.line >= 1 && mark.line <= doc.lines)
    .flatMap((mark) => {
      const line = doc.line(mark.line)
      const tint = Decoration.line({ class: mark.kind === 'changed' ? `cm-changed-${turn}` : 'cm-faulty' }).range(
        line.from,
      )
      if (mark.kind === 'changed') return [tint]
      return [tint, Decoration.widget({ widget: new Reason(mark.reason), side: 1 }).range(line.to)]
    })
  return Decoration.set(ranges, true)
}

class Reason extends WidgetType {
  readonly text: string

  constructor(text: string) {
    super()
    this.text = text
  }

  override eq(other: Reason): boolean {
    return other.text === this.text
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'cm-reason'
    element.textContent = `✕ ${this.text}`
    return element
  }
}
