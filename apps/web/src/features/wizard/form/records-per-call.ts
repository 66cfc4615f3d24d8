import { limits } from '@sluice/request-builder'
import type { Connector } from '@sluice/schema'
import type { WizardForm } from './wizard-form.ts'

type Batching = {
  mode: WizardForm['mode']
  template: string
  batchSize: number | null
  batch: Pick<WizardForm['advanced']['batch'], 'isOn' | 'size'>
}

/** How many records one call carries at most under these settings. */
export function recordsPerCall(connector: Connector, { mode, template, batchSize, batch }: Batching): number {
  if (mode === 'advanced') return batch.isOn ? (batch.size ?? 1) : 1
  const list = connector.templates.find(({ id }) => id === template)?.list
  return list ? (batchSize ?? Math.min(limits.batchSizeDefault, list.most)) : 1
}

/** What batching makes of so many records: `12,480 records make 125 calls, the last with 80 records.` */
export function describeCalls(
  records: number,
  perCall: number,
  format: (count: number, word: string) => string,
): string {
  const calls = Math.ceil(records / Math.max(1, perCall))
  const last = records - (calls - 1) * perCall
  const made = `${format(records, 'record')} ${records === 1 ? 'makes' : 'make'} ${format(calls, 'call')}`
  return calls > 1 && last !== perCall ? `${made}, the last with ${format(last, 'record')}.` : `${made}.`
}
