import { useWatch } from 'react-hook-form'
import { switchTemplate } from '../../form/switch-template.ts'
import type { WizardForm } from '../../form/wizard-form.ts'
import { ResponseWebhook } from '../response-webhook.tsx'
import { useSubject } from '../subject.ts'
import { byUser, useWizardForm } from '../use-wizard-form.ts'
import { EndpointSelect } from './endpoint-select.tsx'
import { TemplateRow } from './template-row.tsx'
import classes from './template-tab.module.css'

/** Template mode: an endpoint, ready-made, with its help and settings. */
export function TemplateTab({ onAdvanced }: { onAdvanced: (pointer?: { method: string; path: string }) => void }) {
  const { connector } = useSubject()
  const { getValues, setValue } = useWizardForm()
  const chosen = useWatch<WizardForm, 'template.template'>({ name: 'template.template' })
  const template = connector.templates.find(({ id }) => id === chosen)
  const choose = (id: string) => {
    const next = connector.templates.find((candidate) => candidate.id === id)
    if (next) setValue('template', switchTemplate(getValues('template'), next), byUser)
  }
  return (
    <div className={classes.root}>
      <EndpointSelect value={chosen} onChange={choose} />
      {template ? (
        // A template that was just chosen is unfolded: the row begins anew with each.
        <TemplateRow key={template.id} template={template} onSwitch={choose} onAdvanced={onAdvanced} />
      ) : (
        <p className={classes.begin}>
          Choose what each record does in {connector.name}. Its help and settings appear here, and the requests at the
          side. For a call that isn’t listed, use Advanced.
        </p>
      )}
      <div className={classes.below}>
        <ResponseWebhook isWithHeading />
      </div>
    </div>
  )
}
