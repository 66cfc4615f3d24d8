import type { Problem } from '@sluice/schema'
import { DataText } from '../../../components/data-text.tsx'
import { formatSeq } from '../../../lib/format.ts'
import classes from './sample-row.module.css'

/** What is wrong or odd with the records of a sample, each in a sentence. */
export function ProblemList({ problems, tone }: { problems: readonly Problem[]; tone: 'amber' | 'red' }) {
  if (problems.length === 0) return null
  const isMany = new Set(problems.map(({ seq }) => seq)).size > 1
  return (
    <ul className={classes.problems} data-tone={tone} aria-label="Remarks">
      {problems.map((problem) => (
        <li key={`${problem.code}-${problem.attribute}-${problem.seq}`}>
          {isMany && problem.seq !== undefined && `${formatSeq(problem.seq)}: `}
          <DataText>{problem.message}</DataText>
        </li>
      ))}
    </ul>
  )
}
