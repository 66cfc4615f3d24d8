import { useMemo } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import type { DraftOf } from '../draft/draft.ts'
import type { DraftState } from '../draft/use-draft.ts'
import type { WizardForm } from '../form/wizard-form.ts'
import { SamplePanel } from '../sample-payload/sample-panel.tsx'
import { StepsProvider } from '../sample-payload/steps.tsx'
import type { Mode } from '../shell/places.ts'
import { WizardFrame } from '../shell/wizard-frame.tsx'
import { CompiledProvider } from './compiled.tsx'
import { ConfigurePanes } from './configure-panes.tsx'
import { DoneButton } from './done-button.tsx'
import { DraftNote } from './draft-note.tsx'
import { type Editing, EditingNotice } from './editing-notice.tsx'
import { KeepDraft } from './keep-draft.tsx'
import { SampleBar } from './sample-bar.tsx'
import { SamplesProvider } from './samples.tsx'
import { SaveProblem } from './save-problem.tsx'
import { Settings } from './settings.tsx'
import { type Subject, SubjectContext } from './subject.ts'
import { useDone } from './use-done.ts'
import { VersionConflict } from './version-conflict.tsx'

type Props = {
  of: DraftOf
  subject: Subject
  initial: WizardForm
  draftState: DraftState
  tab: Mode | undefined
  /** Set when a destination is edited that is there already. */
  editing: Editing | null
  frame: Pick<Parameters<typeof WizardFrame>[0], 'title' | 'shortTitle' | 'places'>
}

/** The last step: what each record becomes, with the samples at its side; Done saves. */
export function ConfigureStep({ of, subject, initial, draftState, tab, editing, frame }: Props) {
  const form = useForm<WizardForm>({ defaultValues: initial, values: undefined })
  const { connector, credential, nexset } = subject
  const stable = useMemo<Subject>(() => ({ connector, credential, nexset }), [connector, credential, nexset])
  const done = useDone({ of, subject, form, draftState, editing })
  const { change } = draftState
  const keep = useMemo(() => (values: WizardForm) => change({ form: values }), [change])
  return (
    <SubjectContext value={stable}>
      <FormProvider {...form}>
        <SamplesProvider>
          <CompiledProvider>
            <StepsProvider>
              <KeepDraft onKeep={keep} />
              <WizardFrame
                {...frame}
                of={of}
                step="configure"
                actions={
                  <>
                    <DraftNote draftState={draftState} />
                    <DoneButton isSaving={done.isSaving} onDone={() => done.save()} />
                  </>
                }
              >
                <ConfigurePanes
                  settings={
                    <Settings
                      of={of}
                      tab={tab}
                      notices={
                        <>
                          {done.error !== null && <SaveProblem error={done.error} />}
                          {editing && <EditingNotice editing={editing} draftState={draftState} />}
                        </>
                      }
                    />
                  }
                  samples={<SamplePanel />}
                  bar={<SampleBar />}
                />
              </WizardFrame>
              {editing && <VersionConflict done={done} editing={editing} />}
            </StepsProvider>
          </CompiledProvider>
        </SamplesProvider>
      </FormProvider>
    </SubjectContext>
  )
}
