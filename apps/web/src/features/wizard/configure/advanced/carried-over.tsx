import { Button } from '@mantine/core'
import { Banner } from '../../../../components/banner.tsx'
import type { Carried } from '../use-modes.ts'
import classes from './advanced-tab.module.css'

type Props = { carried: Carried; onDismiss: () => void; onTakeBack: () => void }

/** What came over from the template, and what Advanced can't say. */
export function CarriedOver({ carried: { title, lost, former }, onDismiss, onTakeBack }: Props) {
  return (
    <Banner
      tone={lost.length > 0 ? 'amber' : 'blue'}
      title={`Carried over from ${title}.`}
      action={
        <>
          {former && (
            <Button variant="default" size="xs" onClick={onTakeBack}>
              Take back my own
            </Button>
          )}
          <Button variant="subtle" size="xs" onClick={onDismiss}>
            Dismiss
          </Button>
        </>
      }
    >
      {lost.length === 0
        ? 'It makes the same requests. What you change here leaves the template as it is.'
        : 'Advanced can’t say:'}
      {lost.length > 0 && (
        <ul className={classes.lost}>
          {lost.map((problem) => (
            <li key={`${problem.path}`}>{problem.message}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
