import { Button } from '@mantine/core'
import type { Credential } from '@sluice/schema'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ButtonLink } from '../../../components/links.tsx'
import { connectorQuery } from '../../../lib/data/connectors.ts'
import { credentialsQuery } from '../../../lib/data/credentials.ts'
import { AuthenticateStep } from '../authenticate/authenticate-step.tsx'
import type { Editing } from '../configure/editing-notice.tsx'
import type { DraftState } from '../draft/use-draft.ts'
import { followBaseUrl } from '../form/follow-base-url.ts'
import type { WizardForm } from '../form/wizard-form.ts'
import { SelectStep } from '../select/select-step.tsx'
import { initialForm } from './initial-form.ts'
import { placeOf, placeOutside } from './places.ts'
import { WizardFrame } from './wizard-frame.tsx'

type Props = {
  frame: Omit<Parameters<typeof WizardFrame>[0], 'step' | 'children' | 'foot'>
  step: 'select' | 'authenticate'
  draftState: DraftState
  editing: Omit<Editing, 'onDiscard'> | null
}

/** Select and Authenticate, with Back and Next below. */
export function EarlySteps({ frame, step, draftState: { draft, change }, editing }: Props) {
  const { of } = frame
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { connector, credentialId } = draft

  const chooseConnector = (id: string) => {
    if (id !== connector) change({ connector: id, credentialId: null, form: null })
    void navigate(placeOf(of, 'authenticate'))
  }
  const chooseCredential = (credential: Credential) => {
    const former = queryClient
      .getQueryData(credentialsQuery(credential.connector).queryKey)
      ?.find(({ id }) => id === credentialId)
    const definition = queryClient.getQueryData(connectorQuery(credential.connector).queryKey)
    const edited =
      editing && definition && former
        ? initialForm(definition, former.baseUrl, editing.destination.nexsetName, editing.destination)
        : null
    change({ credentialId: credential.id, form: moved(draft.form ?? edited, former, credential) })
  }
  const next = step === 'select' ? connector !== null : credentialId !== null
  const back = step === 'authenticate' && !editing ? placeOf(of, 'select') : placeOutside(of)
  return (
    <WizardFrame
      {...frame}
      step={step}
      foot={
        <>
          <ButtonLink {...back} variant="default" leftSection={<IconArrowLeft size={15} />}>
            Back
          </ButtonLink>
          <Button
            disabled={!next}
            rightSection={<IconArrowRight size={15} />}
            onClick={() => void navigate(placeOf(of, step === 'select' ? 'authenticate' : 'configure'))}
          >
            Next
          </Button>
        </>
      }
    >
      {step === 'select' || connector === null ? (
        <SelectStep chosen={connector} onChoose={chooseConnector} />
      ) : (
        <AuthenticateStep
          connector={connector}
          chosen={credentialId}
          onChoose={chooseCredential}
          onUse={(credential) => {
            chooseCredential(credential)
            void navigate(placeOf(of, 'configure'))
          }}
        />
      )}
    </WizardFrame>
  )
}

/** The form with its Advanced URL under the new credential's base URL, where it was under the former one's. */
function moved(form: WizardForm | null, former: Credential | undefined, next: Credential): WizardForm | null {
  if (!form || !former) return form
  const url = followBaseUrl(form.advanced.url, former.baseUrl, next.baseUrl)
  return { ...form, advanced: { ...form.advanced, url } }
}
