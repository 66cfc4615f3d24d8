import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { DataText } from '../../../components/data-text.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingRows } from '../../../components/loading-rows.tsx'
import { connectorQuery } from '../../../lib/data/connectors.ts'
import { credentialsQuery } from '../../../lib/data/credentials.ts'
import { nexsetQuery } from '../../../lib/data/nexsets.ts'
import { ConfigureStep } from '../configure/configure-step.tsx'
import type { Editing } from '../configure/editing-notice.tsx'
import type { DraftOf } from '../draft/draft.ts'
import { useDraft } from '../draft/use-draft.ts'
import { EarlySteps } from './early-steps.tsx'
import { initialForm } from './initial-form.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { type Mode, placeOf, type StepName } from './places.ts'
import classes from './wizard-frame.module.css'
import { WizardFrame } from './wizard-frame.tsx'

type Props = {
  of: DraftOf
  nexsetId: string
  step: StepName
  tab: Mode | undefined
  editing: Omit<Editing, 'onDiscard'> | null
  /** Begins anew, with what the server has. */
  onRestart: () => void
}

/** The three steps over one draft: of a new destination, or of one that is edited. */
export function Wizard({ of, nexsetId, step, tab, editing, onRestart }: Props) {
  const destination = editing?.destination
  const draftState = useDraft(of, {
    connector: destination?.connector ?? null,
    credentialId: destination?.credentialId ?? null,
    form: null,
    version: destination?.version ?? null,
  })
  const { draft, savedAt, isKept, drop } = draftState
  const navigate = useNavigate()
  const nexset = useQuery(nexsetQuery(nexsetId))
  const connector = useQuery({ ...connectorQuery(draft.connector ?? ''), enabled: draft.connector !== null })
  const credentials = useQuery({ ...credentialsQuery(draft.connector ?? ''), enabled: draft.connector !== null })
  const credential = credentials.data?.find(({ id }) => id === draft.credentialId)
  const isCredentialGone = credentials.isSuccess && !credential
  const allowed = allowedStep(
    step,
    draft.connector !== null,
    draft.credentialId !== null && !isCredentialGone,
    editing !== null,
  )

  useEffect(() => {
    if (allowed !== step) void navigate({ ...placeOf(of, allowed), replace: true })
  }, [allowed, step, of, navigate])

  const name = destination?.name ?? nexset.data?.name ?? ''
  const frame = {
    of,
    title: editing ? (
      <>
        Edit{' '}
        <strong>
          <DataText>{name}</DataText>
        </strong>
      </>
    ) : (
      <>
        Send{' '}
        <strong>
          <DataText>{name}</DataText>
        </strong>{' '}
        to a destination
      </>
    ),
    shortTitle: name,
    places: {
      select: editing ? undefined : placeOf(of, 'select'),
      authenticate: draft.connector !== null ? placeOf(of, 'authenticate') : undefined,
      configure: credential ? placeOf(of, 'configure') : undefined,
    },
  }
  const failed = [nexset, connector, credentials].find((query) => query.isError)
  return (
    <>
      <LeaveGuard
        hasWork={draft.form !== null && savedAt !== null}
        isKept={isKept}
        within={'nexset' in of ? `/nexsets/${of.nexset}/send/` : `/destinations/${of.destination}/edit`}
        onDiscard={drop}
      />
      {failed ? (
        <Notice frame={frame} step={step}>
          <ErrorState
            title={nexset.isError ? 'The Nexset couldn’t be read' : 'The credentials couldn’t be read'}
            error={failed.error}
            onRetry={() => void failed.refetch()}
          >
            Your draft is kept.
          </ErrorState>
        </Notice>
      ) : allowed !== 'configure' ? (
        <EarlySteps frame={frame} step={allowed} draftState={draftState} editing={editing} />
      ) : connector.data && credential && nexset.data ? (
        <ConfigureStep
          of={of}
          subject={{ connector: connector.data, credential, nexset: nexset.data }}
          initial={draft.form ?? initialForm(connector.data, credential.baseUrl, nexset.data.name, destination)}
          draftState={draftState}
          tab={tab}
          editing={
            editing && {
              ...editing,
              onDiscard: () => {
                drop()
                onRestart()
              },
            }
          }
          frame={frame}
        />
      ) : (
        <Notice frame={frame} step={step}>
          <LoadingRows rows={6} height={48} label="Loading the wizard" />
        </Notice>
      )}
    </>
  )
}

type Frame = Omit<Parameters<typeof WizardFrame>[0], 'step' | 'children'>

function Notice({ frame, step, children }: { frame: Frame; step: StepName; children: ReactNode }) {
  return (
    <WizardFrame {...frame} step={step}>
      <div className={classes.notice}>{children}</div>
    </WizardFrame>
  )
}

/** The step asked for, or the first one that must come before it. */
function allowedStep(step: StepName, hasConnector: boolean, hasCredential: boolean, isEditing: boolean): StepName {
  if (step === 'select') return isEditing ? 'authenticate' : 'select'
  if (!hasConnector) return 'select'
  return step === 'configure' && !hasCredential ? 'authenticate' : step
}
