/** The id of the control for a path into the configuration; what problems and links find it by. */
export const fieldId = (path: string) => `field-${path.replaceAll(/[^\w]+/g, '-')}`

/** Moves the focus to the control of this path, or to that of what holds it. */
export function focusField(path: string): void {
  for (let parts = path.split('.'); parts.length > 0; parts = parts.slice(0, -1)) {
    const element = document.getElementById(fieldId(parts.join('.')))
    if (!element) continue
    element.scrollIntoView({ block: 'center' })
    element.focus()
    return
  }
}
