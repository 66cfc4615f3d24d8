import { formatNumber } from '../lib/format.ts'
import { mostCharacters, visibleText } from '../lib/visible-text.ts'
import classes from './data-text.module.css'

/**
 * Text that came from outside (record values, attribute names, file names, answers): shown as text, with characters
 * that would act unseen made visible, cut at 10,000 characters.
 */
export function DataText({ children }: { children: string }) {
  const { parts, isCut } = visibleText(children)
  return (
    <>
      {parts.map((part) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <span key={part.at} className={classes.hidden}>
            {part.code}
          </span>
        ),
      )}
      {isCut && <span className={classes.cut}> … cut at {formatNumber(mostCharacters)} characters</span>}
    </>
  )
}
