import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ActionIconLink } from '../../../components/links.tsx'
import type { DraftOf } from '../draft/draft.ts'
import { type Place, placeOutside, type StepName } from './places.ts'
import { Steps } from './steps.tsx'
import classes from './wizard-frame.module.css'

type Props = {
  of: DraftOf
  /** "Send **Target accounts** to a destination" */
  title: ReactNode
  /** The name in it, which is all that small screens show. */
  shortTitle: string
  step: StepName
  places: Partial<Record<StepName, Place>>
  /** Upper right. */
  actions?: ReactNode
  foot?: ReactNode
  children: ReactNode
}

/** A full-height page: the way out, the steps and what saves on top, the step itself, Back and Next below. */
export function WizardFrame({ of, title, shortTitle, step, places, actions, foot, children }: Props) {
  return (
    <main className={classes.root}>
      <div className={classes.head}>
        <div className={classes.subject}>
          <ActionIconLink {...placeOutside(of)} aria-label="Leave the wizard">
            <IconX size={18} />
          </ActionIconLink>
          <h1 className={classes.title}>
            <span className={classes.long}>{title}</span>
            <span className={classes.short} title={shortTitle}>
              {shortTitle}
            </span>
          </h1>
        </div>
        <Steps current={step} places={places} />
        <div className={classes.actions}>{actions}</div>
      </div>
      <div className={classes.content}>{children}</div>
      {foot && <div className={classes.foot}>{foot}</div>}
    </main>
  )
}
