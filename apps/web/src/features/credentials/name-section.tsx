import { TextInput } from '@mantine/core'
import { type Credential, Name } from '@sluice/schema'
import { type FormEvent, useState } from 'react'
import { useChangeCredential } from '../../lib/data/credentials.ts'
import { SaveRow } from './save-row.tsx'
import { SettingsSection } from './settings-section.tsx'

/** The credential's name. */
export function NameSection({ credential }: { credential: Credential }) {
  const change = useChangeCredential(credential.id)
  const [name, setName] = useState(credential.name)
  const checked = Name.safeParse(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (checked.success) change.mutate({ name: checked.data })
  }
  return (
    <SettingsSection title="Name" hint="How your team finds it">
      <form onSubmit={submit} noValidate>
        <TextInput
          aria-label="Name"
          required
          mb="sm"
          value={name}
          error={checked.success ? null : checked.error.issues[0]?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SaveRow
          act="Rename"
          isChanged={checked.success && checked.data !== credential.name}
          isPending={change.isPending}
          error={change.error}
        />
      </form>
    </SettingsSection>
  )
}
