import { DataText } from './data-text.tsx'
import classes from './marked-url.module.css'

type Props = {
  url: string
  /** Where a record's values stand in it, in order. */
  spans: readonly { from: number; to: number }[]
  /** Begins the URL and is shown as an ellipsis. */
  base?: string
}

/** A URL with the values that came from a record marked. */
export function MarkedUrl({ url, spans, base = '' }: Props) {
  const start = base !== '' && url.startsWith(base) ? base.length : 0
  const parts: { from: number; text: string; isValue: boolean }[] = []
  let at = start
  for (const { from, to } of spans) {
    if (from < at) continue
    parts.push(
      { from: at, text: url.slice(at, from), isValue: false },
      { from, text: url.slice(from, to), isValue: true },
    )
    at = to
  }
  parts.push({ from: at, text: url.slice(at), isValue: false })
  return (
    <code className={classes.root}>
      {start > 0 && '…'}
      {parts
        .filter(({ text }) => text !== '')
        .map(({ from, text, isValue }) =>
          isValue ? (
            <mark key={from} className={classes.value}>
              <DataText>{text}</DataText>
            </mark>
          ) : (
            <DataText key={from}>{text}</DataText>
          ),
        )}
    </code>
  )
}
