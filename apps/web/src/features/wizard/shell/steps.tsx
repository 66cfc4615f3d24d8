import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type Place, type StepName, stepNames, stepTitles } from './places.ts'
import classes from './steps.module.css'

type Props = {
  current: StepName
  /** Steps that can be gone to; the others are words. */
  places: Partial<Record<StepName, Place>>
}

/** The wizard's three steps; those that are done are links. */
export function Steps({ current, places }: Props) {
  const at = stepNames.indexOf(current)
  return (
    <nav aria-label="Steps" className={classes.root}>
      <ol className={classes.list}>
        {stepNames.map((step, index) => {
          const place = places[step]
          const state = index === at ? 'current' : index < at ? 'done' : 'ahead'
          const label = (
            <>
              <span className={classes.mark} aria-hidden>
                {state === 'done' ? <IconCheck size={13} stroke={2.5} /> : index + 1}
              </span>
              <span className={classes.word}>{stepTitles[step]}</span>
              {state === 'done' && <span className="visually-hidden">, done</span>}
            </>
          )
          return (
            <li
              key={step}
              className={classes.step}
              data-state={state}
              aria-current={state === 'current' ? 'step' : undefined}
            >
              {place && state !== 'current' ? (
                <Link {...place} className={classes.link}>
                  {label}
                </Link>
              ) : (
                <span className={classes.link}>{label}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
