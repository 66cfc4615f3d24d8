import { Button, Stack, TextInput } from '@mantine/core'
import { Name } from '@sluice/schema'
import { type FormEvent, useState } from 'react'
import { describeError } from '../../lib/api-error.ts'
import { Banner } from '../banner.tsx'
import { DialogFoot } from '../dialog-foot.tsx'

type Props = {
  first?: string
  act: string
  touches: string
  isPending: boolean
  error: unknown
  onCancel: () => void
  onName: (name: string) => void
}

/** Asks for the name of a Nexset. */
export function NameForm({ first = '', act, touches, isPending, error, onCancel, onName }: Props) {
  const [name, setName] = useState(first)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const checked = Name.safeParse(name)
    setProblem(checked.success ? null : (checked.error.issues[0]?.message ?? null))
    if (checked.success) onName(checked.data)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <TextInput
          label="Name of the Nexset"
          required
          data-autofocus
          value={name}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {error !== null && error !== undefined && (
          <Banner tone="red" title="That didn’t work.">
            {describeError(error).detail}
          </Banner>
        )}
      </Stack>
      <DialogFoot touches={touches}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={isPending}>
          {act}
        </Button>
      </DialogFoot>
    </form>
  )
}
