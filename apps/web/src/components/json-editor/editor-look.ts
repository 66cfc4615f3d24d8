import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Keys in text colour, strings teal, numbers blue, true, false and null violet, punctuation dim. */
export const jsonColors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--role-text)' },
  { tag: tags.string, color: 'var(--tone-teal-text)' },
  { tag: tags.number, color: 'var(--tone-blue-text)' },
  { tag: [tags.bool, tags.null], color: 'var(--tone-violet-text)' },
  { tag: [tags.separator, tags.brace, tags.squareBracket, tags.punctuation], color: 'var(--role-dimmed)' },
])

const changed = (name: string) => ({
  boxShadow: 'inset 3px 0 0 var(--role-focus)',
  animation: `${name} 2s ease-in`,
})
const fade = { from: { backgroundColor: 'var(--tone-teal-edge)' }, to: { backgroundColor: 'transparent' } }

/** The editor's look, from the theme's roles. */
export const editorLook = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--role-text)' },
  '&.cm-focused': { outline: '2px solid var(--role-focus)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontFeatureSettings: "'zero'",
    fontVariantLigatures: 'none',
    lineHeight: '1.55',
  },
  '.cm-content': { caretColor: 'var(--role-text)', padding: '4px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--role-text)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--role-dimmed)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection': {
    backgroundColor: 'var(--tone-teal-edge)',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--role-tag)',
    border: '1px solid var(--role-edge)',
    color: 'var(--role-soft)',
  },
  '.cm-faulty': { backgroundColor: 'var(--tone-red-tint)', boxShadow: 'inset 3px 0 0 var(--tone-red-fill)' },
  '.cm-reason': {
    marginLeft: '1.5em',
    color: 'var(--tone-red-text)',
    fontFamily: 'var(--mantine-font-family)',
    fontWeight: '500',
  },
  '.cm-changed-0': changed('cm-fade-0'),
  '.cm-changed-1': changed('cm-fade-1'),
  '@keyframes cm-fade-0': fade,
  '@keyframes cm-fade-1': fade,
  '@media (prefers-reduced-motion: reduce)': {
    '.cm-changed-0, .cm-changed-1': { animation: 'none' },
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--role-raised)',
    color: 'var(--role-text)',
    border: '1px solid var(--role-edge)',
  },
})
