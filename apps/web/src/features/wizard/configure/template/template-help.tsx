import type { Template } from '@sluice/schema'
import { Banner } from '../../../../components/banner.tsx'
import classes from './template-row.module.css'

/** What a template does, what can't be undone about it, and what one must know. */
export function TemplateHelp({ template }: { template: Template }) {
  const { irreversible, warnings, summary, help } = template
  return (
    <>
      {irreversible && (
        <Banner tone="red" title="This can’t be undone.">
          {irreversible.says}
          <ul className={classes.losses}>
            {irreversible.losses.map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
        </Banner>
      )}
      <div className={classes.help}>
        <p>{summary}</p>
        {help.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      {warnings.map(({ tone, title, text }) => (
        <Banner key={title} tone={tone} title={`${title}.`}>
          {text}
        </Banner>
      ))}
    </>
  )
}
