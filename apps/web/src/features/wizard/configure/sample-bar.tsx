import { IconAlertTriangle, IconCheck, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { tally } from '../sample-payload/step-facts.ts'
import { useSteps } from '../sample-payload/steps.tsx'
import classes from './configure.module.css'

/** On small screens, fixed at the bottom: how the samples stand, and the way to them and back. */
export function SampleBar() {
  const { steps, isStale } = useSteps()
  const isThere = useIsInView('samples')
  const { good, bad } = tally(steps)
  const go = () => {
    const target = document.getElementById(isThere ? 'settings' : 'samples')
    target?.scrollIntoView({ block: 'start' })
    target?.focus({ preventScroll: true })
  }
  return (
    <button type="button" className={classes.bar} onClick={go}>
      <span className={classes.barTitle}>{isThere ? 'Back to the settings' : 'Sample Payload'}</span>
      {!isThere && !isStale && steps.length > 0 && (
        <>
          <span className={classes.good}>
            <IconCheck size={17} aria-label="would be sent:" role="img" /> {good}
          </span>
          {bad > 0 && (
            <span className={classes.bad}>
              <IconAlertTriangle size={16} aria-label="would not:" role="img" /> {bad}
            </span>
          )}
        </>
      )}
      <span className={classes.barEnd}>
        {isThere ? <IconChevronUp size={17} aria-hidden /> : <IconChevronDown size={17} aria-hidden />}
      </span>
    </button>
  )
}

/** Whether the element of this id fills most of the upper screen. */
function useIsInView(id: string): boolean {
  const [isInView, setInView] = useState(false)
  useEffect(() => {
    const element = document.getElementById(id)
    if (!element) return
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting === true), {
      rootMargin: '-30% 0px -50% 0px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [id])
  return isInView
}
