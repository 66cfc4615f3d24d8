import { build } from '@sluice/request-builder'
import type { BuildStep, Problem, preview } from '@sluice/schema'
import type { z } from 'zod'
import type { RequestSource } from './request-source.ts'

export type PreviewService = ReturnType<typeof createPreviewService>

const usualCount = 10

/** What a configuration makes of records: the same steps that the sample panel shows and a delivery sends. */
export function createPreviewService(source: RequestSource) {
  return {
    async make(input: z.infer<typeof preview.schema.body>): Promise<{ steps: BuildStep[]; warnings: Problem[] }> {
      const { plan, warnings } = await source.compile(input)
      const records = input.seqs
        ? await source.records(input.nexsetId, input.seqs)
        : await source.firstRecords(input.nexsetId, input.count ?? usualCount)
      return { steps: [...build(plan, records)], warnings }
    },
  }
}
