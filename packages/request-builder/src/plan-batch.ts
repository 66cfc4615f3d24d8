import { print } from '@sluice/json'
import type { AdvancedRequestInput, Template } from '@sluice/schema'
import type { Compiling } from './compile.ts'
import { limits } from './limits.ts'
import type { BatchPlan } from './plan.ts'
import { refuseSecrets } from './secrets.ts'
import { utf8Length } from './utf8-length.ts'

/** How Advanced mode batches; null where it doesn't. */
export function planAdvancedBatch(
  { batch, contentFormat, method }: AdvancedRequestInput,
  compiling: Compiling,
): BatchPlan | null {
  if (!batch) return null
  const { problems, warnings } = compiling
  if (contentFormat !== 'json') {
    problems.push({ code: 'batch_needs_json', message: 'Only JSON bodies can carry several records.', path: 'batch' })
  }
  if (method !== 'POST') {
    const message = `Batches are for calls that take many records; with ${method} each call usually takes one.`
    warnings.push({ code: 'batch_on_single_endpoint', message, path: 'batch' })
  }
  if (batch.grouping === 'array-under-key-with-constants') refuseSecrets(batch.constants, 'batch.constants', problems)
  const size = checkSize(batch.size, limits.batchSize, compiling)
  switch (batch.grouping) {
    case 'array':
      return enclosed(size, '[', ']')
    case 'array-under-key':
    case 'array-under-key-with-constants':
      return underKey(size, batch.key)
    default:
      return batch satisfies never
  }
}

/** How a template batches: always where it takes lists, never where it takes one record. */
export function planTemplateBatch(
  template: Template,
  size: number | undefined,
  compiling: Compiling,
): BatchPlan | null {
  const most = template.list?.most ?? limits.batchSize
  const checked = checkSize(size ?? Math.min(limits.batchSizeDefault, most), most, compiling)
  if (template.list !== null) return underKey(checked, template.list.key)
  if (size !== undefined) {
    const message = `“${template.title}” takes one record a call, so nothing is batched.`
    compiling.warnings.push({ code: 'batch_on_single_endpoint', message, path: 'batch' })
  }
  return null
}

function checkSize(size: number, most: number, { problems }: Compiling): number {
  if (!Number.isInteger(size) || size < 1 || size > most) {
    const message = `The batch size must be a whole number from 1 to ${most}, not ${size}.`
    problems.push({ code: 'batch_size_out_of_range', message, path: 'batch.size' })
  }
  return size
}

const underKey = (size: number, key: string) => enclosed(size, `{${print(key)}:[`, ']}')

function enclosed(size: number, open: string, close: string): BatchPlan {
  return { size, open, close, bytes: utf8Length(open) + utf8Length(close) }
}
