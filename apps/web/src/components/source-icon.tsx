import type { Nexset } from '@sluice/schema'
import { IconApi, IconArrowBackUp, IconFileTypeCsv, IconFlask, IconWebhook } from '@tabler/icons-react'

const icons = {
  file: IconFileTypeCsv,
  webhook: IconWebhook,
  api: IconApi,
  sample: IconFlask,
  responses: IconArrowBackUp,
}

/** Where a Nexset's records come from, as a picture beside its words. */
export function SourceIcon({ kind, size = 17 }: { kind: Nexset['kind']; size?: number }) {
  const Icon = icons[kind]
  return <Icon size={size} stroke={1.6} aria-hidden />
}
