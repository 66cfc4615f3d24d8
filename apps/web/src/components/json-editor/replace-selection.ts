import { EditorView } from '@codemirror/view'

/**
 * Typing over a selection, done by the editor itself. Left to Chromium, it keeps the look of the lines that it joins in
 * a style attribute, which the page's policy refuses with a word in the console.
 */
export const replaceSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const text = event.inputType === 'insertText' ? event.data : null
    if (text === null || view.composing || view.state.selection.main.empty) return false
    event.preventDefault()
    view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true, userEvent: 'input.type' })
    return true
  },
})
