import { PasswordInput, Stack, TextInput } from '@mantine/core'
import type { Credential } from '@sluice/schema'
import { type FormEvent, useState } from 'react'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useChangeCredential } from '../../lib/data/credentials.ts'
import { SaveRow } from './save-row.tsx'
import { SettingsSection } from './settings-section.tsx'

/** A new secret, or another base URL, which needs the secret again: it must not be sent to a server unasked. */
export function SecretForm({ credential }: { credential: Credential }) {
  const change = useChangeCredential(credential.id)
  const [secret, setSecret] = useState('')
  const [baseUrl, setBaseUrl] = useState(credential.baseUrl)
  const isMoved = baseUrl.trim() !== credential.baseUrl
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ secret: secret.trim(), ...(isMoved ? { baseUrl: baseUrl.trim() } : {}) })
  }
  const hint = (
    <>
      Stored encrypted, never shown again. Set <RelativeTime time={credential.secret.updatedAt} />
      {credential.secret.hint && (
        <>
          , ends with <code>{credential.secret.hint}</code>
        </>
      )}
      .
    </>
  )
  return (
    <SettingsSection title="Secret and base URL" hint={hint}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <PasswordInput
            label="New API key"
            autoComplete="off"
            description={
              isMoved ? 'Another base URL needs the key again' : 'Replaces the present one; saving checks it'
            }
            required={isMoved}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
          <TextInput
            label="Base URL"
            description="Where requests go, and the secret with them"
            value={baseUrl}
            onChange={(event) => setBaseUrl(event.currentTarget.value)}
          />
          <SaveRow
            act="Save and check"
            isChanged={secret.trim() !== ''}
            isPending={change.isPending}
            error={change.error}
          />
        </Stack>
      </form>
    </SettingsSection>
  )
}
