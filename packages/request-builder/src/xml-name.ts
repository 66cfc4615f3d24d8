/** NameStartChar and NameChar of XML 1.0, fifth edition, without the colon. */
const start = String.raw`A-Z_a-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{2ff}\u{370}-\u{37d}\u{37f}-\u{1fff}\u{200c}-\u{200d}\u{2070}-\u{218f}\u{2c00}-\u{2fef}\u{3001}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{effff}`
const further = String.raw`\-.0-9\u{b7}\u{300}-\u{36f}\u{203f}-\u{2040}`
const notInName = new RegExp(`[^${start}${further}]`, 'gu')
const startsName = new RegExp(`^[${start}]`, 'u')

/** A key as the name of an element: what no name may hold becomes `_`, and what no name may start with gets `_` in front. */
export function xmlName(key: string): string {
  const name = key.replace(notInName, '_')
  return startsName.test(name) ? name : `_${name}`
}
