import type { ReactNode } from 'react'
import { useWatch } from 'react-hook-form'
import { CurlActions } from '../curl/curl-actions.tsx'
import type { DraftOf } from '../draft/draft.ts'
import type { WizardForm } from '../form/wizard-form.ts'
import type { Mode } from '../shell/places.ts'
import { AdvancedTab } from './advanced/advanced-tab.tsx'
import classes from './configure.module.css'
import { ModeTabs } from './mode-tabs.tsx'
import { NameField } from './name-field.tsx'
import { TemplateTab } from './template/template-tab.tsx'
import { useModes } from './use-modes.ts'

/** The left side: name, the two tabs, and the settings of one of them. */
export function Settings({ of, tab, notices }: { of: DraftOf; tab: Mode | undefined; notices: ReactNode }) {
  const mode = useWatch<WizardForm, 'mode'>({ name: 'mode' })
  const { carried, dismiss, takeBack, openInAdvanced } = useModes(of, tab)
  return (
    <div id="settings" tabIndex={-1}>
      <div className={classes.notices}>{notices}</div>
      <NameField />
      <ModeTabs of={of} mode={mode}>
        {mode === 'advanced' && <CurlActions onFill={dismiss} />}
      </ModeTabs>
      {mode === 'template' ? (
        <TemplateTab onAdvanced={openInAdvanced} />
      ) : (
        <AdvancedTab carried={carried} onDismiss={dismiss} onTakeBack={takeBack} />
      )}
    </div>
  )
}
