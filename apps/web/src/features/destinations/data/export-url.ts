import { exportOutcomes, type OutcomeFilter } from '@sluice/schema'
import { urlOf } from '../../../lib/api-client.ts'

/** Where the records of a destination are downloaded from: all, or those of one outcome or error group. */
export const exportUrl = (
  id: string,
  query: { outcome: OutcomeFilter | undefined; group?: string | undefined; format: 'csv' | 'ndjson' },
) => urlOf(exportOutcomes, { params: { id }, query })
