import { Button, Modal, Radio, Stack } from '@mantine/core'
import type { ActivateFrom, ActivationPlan, Destination } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeError } from '../../lib/api-error.ts'
import { activationPlanQuery, useDestinationAction } from '../../lib/data/destinations.ts'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { Banner } from '../banner.tsx'
import { DialogFoot } from '../dialog-foot.tsx'
import { ErrorState } from '../error-state.tsx'
import { Facts } from '../facts.tsx'
import { LoadingRows } from '../loading-rows.tsx'
import { ConfirmationFields } from './confirmation-fields.tsx'
import { describePlan } from './describe-plan.ts'
import { useTouches } from './use-touches.ts'

type Props = { destination: Destination; onClose: () => void }

/** Says what activating will do, asks where to begin, and for what can't be undone, for name and count. */
export function ActivateDialog({ destination, onClose }: Props) {
  const plan = useQuery(activationPlanQuery(destination.id))
  return (
    <Modal opened onClose={onClose} title={`Activate ${destination.name}`}>
      {plan.isPending && <LoadingRows rows={4} />}
      {plan.error && (
        <ErrorState title="What activating would do couldn’t be read" error={plan.error} onRetry={plan.refetch} />
      )}
      {plan.data && <ActivateForm destination={destination} plan={plan.data} onClose={onClose} />}
    </Modal>
  )
}

function ActivateForm({ destination, plan, onClose }: Props & { plan: ActivationPlan }) {
  const hasBegun = plan.cursor > 0
  const [from, setFrom] = useState<ActivateFrom>(hasBegun ? 'cursor' : 'start')
  const [typed, setTyped] = useState<{ name: string; count: number | '' }>({ name: '', count: '' })
  const action = useDestinationAction()
  const touches = useTouches(destination.credentialId)
  const { count, takes } = describePlan(plan, from)
  const isConfirmed = !plan.isIrreversible || (typed.name === destination.name && typed.count === count)
  const activate = () =>
    action.mutate(
      {
        kind: 'activate',
        id: destination.id,
        from,
        ...(plan.isIrreversible && typed.count !== '' ? { confirm: { name: typed.name, count: typed.count } } : {}),
      },
      { onSuccess: onClose },
    )
  return (
    <Stack gap="lg">
      {plan.isIrreversible && (
        <Banner tone="red" title="This can’t be undone.">
          {plan.losses.join(' ')}
        </Banner>
      )}
      <Radio.Group
        label="Starts at"
        value={from}
        onChange={(value) => setFrom(value === 'start' || value === 'now' ? value : 'cursor')}
      >
        <Stack gap="sm" mt="xs">
          <Radio value="start" label="the first record" description={startRemark(plan)} />
          <Radio value="now" label="new records only" description="What is there already is skipped." />
          {hasBegun && <Radio value="cursor" label="where it stopped" description={cursorRemark(plan)} />}
        </Stack>
      </Radio.Group>
      <Facts
        items={[
          ['Sends', from === 'now' ? nowRemark(plan) : formatCount(count, 'record')],
          ['Takes', takes],
          ['As', [plan.user ?? 'an unchecked user', plan.team, plan.credentialName].filter(Boolean).join(', ')],
        ]}
      />
      {plan.isIrreversible && (
        <ConfirmationFields typed={typed} onChange={setTyped} name={destination.name} count={count} />
      )}
      {action.error && (
        <Banner tone="red" title="It was not activated.">
          {describeError(action.error).detail}
        </Banner>
      )}
      <DialogFoot touches={touches}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          color={plan.isIrreversible ? 'red' : undefined}
          disabled={!isConfirmed}
          loading={action.isPending}
          onClick={activate}
        >
          Activate
        </Button>
      </DialogFoot>
    </Stack>
  )
}

const cursorRemark = ({ fromCursor, replaying }: ActivationPlan) =>
  replaying > 0
    ? `${formatCount(fromCursor, 'record')} wait, and ${formatNumber(replaying)} of replays.`
    : `${formatCount(fromCursor, 'record')} wait.`

const nowRemark = ({ replaying }: ActivationPlan) =>
  replaying > 0
    ? `${formatCount(replaying, 'record')} of replays, and what arrives from now on`
    : 'what arrives from now on'

const startRemark = (plan: ActivationPlan) =>
  plan.alreadySent > 0
    ? `${formatCount(plan.alreadySent, 'record')} of ${formatNumber(plan.fromStart)} were sent before and are sent again.`
    : `${formatCount(plan.fromStart, 'record')} wait.`
