import { Stack } from '@mantine/core'
import type { NewWebhook } from '@sluice/schema'
import { Banner } from './banner.tsx'
import { CopyField } from './copy-field.tsx'

/** A webhook that was just made or rotated: its address, told this once, and how to push to it. */
export function WebhookSecret({ webhook }: { webhook: NewWebhook }) {
  return (
    <Stack gap="md">
      <Banner tone="amber" title="Copy it now:">
        the address holds the key and isn’t shown again. Who has it can add records.
      </Banner>
      <CopyField label="webhook address" text={webhook.url} />
      <CopyField label="command line" text={curlOf(webhook.url)} />
    </Stack>
  )
}

const curlOf = (url: string) =>
  `curl -X POST '${url}' -H 'content-type: application/json' -d '{"name":"Halden Logistics","domain":"haldenlogistics.com"}'`
