import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Collapse, PasswordInput, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type Connector, type Credential, checkNewCredential, NewCredential } from '@sluice/schema'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../lib/api-client.ts'
import { describeError } from '../../lib/api-error.ts'
import { useCreateCredential } from '../../lib/data/credentials.ts'
import { Banner } from '../banner.tsx'
import { DialogFoot } from '../dialog-foot.tsx'
import { CheckFindings } from './check-findings.tsx'
import classes from './credential-panel.module.css'

type Props = { connector: Connector; onCancel: () => void; onSaved: (credential: Credential) => void; finish: string }

/** Name, secret and base URL of a new credential. Saving checks it and keeps it also when the check fails, saying so. */
export function CredentialForm({ connector, onCancel, onSaved, finish }: Props) {
  const [isMoreOpen, more] = useDisclosure(false)
  const [saved, setSaved] = useState<Credential | null>(null)
  const create = useCreateCredential()
  const check = useMutation({
    mutationFn: (body: Omit<NewCredential, 'name' | 'limits'>) => call(checkNewCredential, { body }),
  })
  const { register, handleSubmit, getValues, trigger, setFocus, formState } = useForm({
    resolver: zodResolver(NewCredential),
    defaultValues: { name: '', connector: connector.id, kind: 'api_key', secret: '', baseUrl: connector.baseUrl },
  })
  const { errors } = formState
  useEffect(() => setFocus('name'), [setFocus])
  const save = handleSubmit((body) => create.mutate(body, { onSuccess: setSaved }))
  const checkNow = async () => {
    if (await trigger(['secret', 'baseUrl'])) {
      const { secret, baseUrl } = getValues()
      check.mutate({ connector: connector.id, kind: 'api_key', secret: secret.trim(), baseUrl })
    }
  }
  const found = saved?.check ?? check.data
  const failure = create.error ?? check.error
  return (
    <form className={classes.form} onSubmit={save} noValidate>
      <Stack gap="lg">
        <TextInput
          label="Name"
          description="How your team will find it"
          required
          disabled={saved !== null}
          error={errors.name?.message}
          {...register('name')}
        />
        <PasswordInput
          label="API key"
          description={`${connector.auth.keyHelp} Stored encrypted, never shown again.`}
          required
          autoComplete="off"
          disabled={saved !== null}
          error={errors.secret?.message}
          {...register('secret')}
        />
        {found && <CheckFindings check={found} />}
        {failure && (
          <Banner tone="red" title="That didn’t work.">
            {describeError(failure).detail}
          </Banner>
        )}
        <div>
          <UnstyledButton className={classes.more} onClick={more.toggle} aria-expanded={isMoreOpen}>
            {isMoreOpen ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
            More: base URL
          </UnstyledButton>
          <Collapse expanded={isMoreOpen}>
            <TextInput
              label="Base URL"
              description="Where requests go. The secret is sent there, so change it only to a server that you trust."
              disabled={saved !== null}
              error={errors.baseUrl?.message}
              {...register('baseUrl')}
            />
          </Collapse>
        </div>
      </Stack>
      {saved ? (
        <DialogFoot touches={saved.check.status === 'ok' ? 'Saved and checked' : 'Saved, but its check failed'}>
          <Button onClick={() => onSaved(saved)}>{finish}</Button>
        </DialogFoot>
      ) : (
        <DialogFoot touches="Saving checks the key once more">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button variant="default" loading={check.isPending} onClick={checkNow}>
            Check
          </Button>
          <Button type="submit" loading={create.isPending}>
            Save
          </Button>
        </DialogFoot>
      )}
    </form>
  )
}
