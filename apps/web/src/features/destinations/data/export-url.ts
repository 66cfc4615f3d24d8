import { exportOutcomes, type Outcome } from '@sluice/schema'
import { urlOf } from '../../../lib/api-client.ts'

/** Where the records of a destination are downloaded from, all or those of one outcome. */
export const exportUrl = (id: string, query: { outcome: Outcome | undefined; format: 'csv' | 'ndjson' }) =>
  urlOf(exportOutcomes, { params: { id }, query })
