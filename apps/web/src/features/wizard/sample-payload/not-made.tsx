import { Banner } from '../../../components/banner.tsx'
import { useProblems } from '../configure/compiled.tsx'
import { focusField } from '../configure/field-id.ts'
import classes from './sample-panel.module.css'

/** Says why the settings make no request, with a way to each place. */
export function NotMade({ hasSamples }: { hasSamples: boolean }) {
  const problems = useProblems()
  const isUnchosen = problems[0]?.code === 'template_missing'
  if (isUnchosen)
    return (
      <p className={classes.note}>The requests that your records become appear here, once an endpoint is chosen.</p>
    )
  return (
    <Banner tone="amber" title="No request can be made yet.">
      {hasSamples && 'Below are those of the last settings that worked.'}
      <ul className={classes.reasons}>
        {problems.map((problem) => (
          <li key={`${problem.path}-${problem.code}-${problem.at}`}>
            <button type="button" className={classes.reason} onClick={() => focusField(problem.path ?? '')}>
              {problem.message}
            </button>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
