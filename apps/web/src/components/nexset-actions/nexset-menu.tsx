import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconFilePlus, IconPencil, IconSend, IconTable, IconTrash } from '@tabler/icons-react'
import { MenuItemLink } from '../links.tsx'
import type { ActedNexset, NexsetDialogs } from './use-nexset-dialogs.tsx'

type Props = { nexset: ActedNexset; dialogs: NexsetDialogs; variant?: 'subtle' | 'default' }

/** All that can be done with a Nexset. */
export function NexsetMenu({ nexset, dialogs, variant = 'subtle' }: Props) {
  const params = { id: nexset.id }
  return (
    <Menu width={210}>
      <Menu.Target>
        <ActionIcon variant={variant} size={variant === 'default' ? 32 : 28} aria-label={`More for ${nexset.name}`}>
          <IconDotsVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuItemLink
          to="/nexsets/$id/send/$step"
          params={{ ...params, step: 'select' }}
          leftSection={<IconSend size={16} />}
        >
          Send to Destination
        </MenuItemLink>
        <Menu.Item leftSection={<IconFilePlus size={16} />} onClick={() => dialogs.addRecords(nexset)}>
          Add records
        </Menu.Item>
        <MenuItemLink to="/nexsets/$id/records" params={params} leftSection={<IconTable size={16} />}>
          Open records
        </MenuItemLink>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => dialogs.rename(nexset)}>
          Rename…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => dialogs.remove(nexset)}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
