import { IconCircleX } from '@tabler/icons-react'
import { DataText } from '../../../components/data-text.tsx'
import { useSubject } from '../configure/subject.ts'
import type { PlacedFault } from '../sample-payload/faulty-lines.ts'
import classes from './test-send.module.css'

type Props = { faults: readonly PlacedFault[]; onGoTo: (line: number) => void }

/** What an answer found at fault, field by field, each with a way to its line and what the field takes. */
export function Remedies({ faults, onGoTo }: Props) {
  const { templates } = useSubject().connector
  if (faults.length === 0) return null
  const known = templates.flatMap(({ fields }) => fields)
  return (
    <ul className={classes.remedies} aria-label="What to mend">
      {faults.map(({ field, message, line }) => {
        const says = known.find(({ key }) => key === field)?.pattern?.says
        return (
          <li key={`${field}-${message}`} className={classes.remedy}>
            <IconCircleX size={15} className={classes.remedyIcon} aria-hidden />
            <span>
              {line === null ? (
                <code>
                  <DataText>{field}</DataText>
                </code>
              ) : (
                <button type="button" className={classes.link} onClick={() => onGoTo(line)}>
                  Line {line},{' '}
                  <code>
                    <DataText>{field}</DataText>
                  </code>
                </button>
              )}
              : <DataText>{message}</DataText>
              {says && `. It takes ${says}.`}
              {line === null && ' The body has no such field: add it here, or to the records.'}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
