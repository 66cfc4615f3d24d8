import { Anchor } from '@mantine/core'
import type { FileProblem } from '@sluice/schema'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { DataText } from '../data-text.tsx'
import classes from './upload-dialog.module.css'

const mostAtFirst = 2

/** Lines of a file that have a problem, each with what is wrong and its text. */
export function LineProblems({ problems, isWhole }: { problems: FileProblem[]; isWhole: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? problems : problems.slice(0, mostAtFirst)
  const where = isWhole ? '' : ' in the first part'
  return (
    <section className={classes.problems}>
      <h3 className={classes.problemsHead}>
        <IconAlertTriangle size={16} aria-hidden />
        {formatCount(problems.length, 'line')} with a problem{where}
        <span className={classes.remark}>Left out, and kept under Problems.</span>
      </h3>
      <ul className={classes.problemList}>
        {shown.map((problem) => (
          <li key={`${problem.line}-${problem.code}`} className={classes.problem}>
            <span className={classes.dim}>line {formatNumber(problem.line)}</span>
            <span>{problem.message}</span>
            <code className={classes.raw}>{problem.raw !== null && <DataText>{problem.raw}</DataText>}</code>
          </li>
        ))}
      </ul>
      {problems.length > mostAtFirst && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          className={classes.moreProblems}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fewer' : `${formatNumber(problems.length - mostAtFirst)} more`}
        </Anchor>
      )}
    </section>
  )
}
