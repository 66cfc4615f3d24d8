import { Button, Menu } from '@mantine/core'
import { IconApi, IconFlask, IconPlus, IconUpload, IconWebhook } from '@tabler/icons-react'
import type { NewNexset } from './use-new-nexset.tsx'

/** The button *New Nexset* with its ways. */
export function NewNexsetMenu({ newNexset }: { newNexset: NewNexset }) {
  return (
    <Menu width={230}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />} loading={newNexset.isSamplePending}>
          New Nexset
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUpload size={16} />} onClick={() => newNexset.open('upload')}>
          Upload a file
        </Menu.Item>
        <Menu.Item leftSection={<IconFlask size={16} />} onClick={newNexset.trySample}>
          Try with sample data
        </Menu.Item>
        <Menu.Item leftSection={<IconWebhook size={16} />} onClick={() => newNexset.open('webhook')}>
          Post to a webhook
        </Menu.Item>
        <Menu.Item leftSection={<IconApi size={16} />} onClick={() => newNexset.open('api')}>
          Use the API
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
