/** Text as Postgres can hold it: no NUL, no half of a surrogate pair; both are shown as U+FFFD. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

/** JSON text whose strings Postgres can hold, whatever they hold. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storableText(inner) : inner))
