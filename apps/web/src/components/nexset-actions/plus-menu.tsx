import { ActionIcon, Menu } from '@mantine/core'
import { IconFilePlus, IconPlus, IconSend, IconTable } from '@tabler/icons-react'
import { MenuItemLink } from '../links.tsx'
import classes from './plus-menu.module.css'
import type { ActedNexset, NexsetDialogs } from './use-nexset-dialogs.tsx'

/** The **+** of a Nexset: what can follow from it. */
export function PlusMenu({ nexset, dialogs }: { nexset: ActedNexset; dialogs: NexsetDialogs }) {
  const params = { id: nexset.id }
  return (
    <Menu width={230} position="bottom-start">
      <Menu.Target>
        <ActionIcon
          variant="default"
          radius="xl"
          size={28}
          className={classes.plus}
          aria-label={`Add to ${nexset.name}`}
        >
          <IconPlus size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{nexset.name}</Menu.Label>
        <MenuItemLink
          to="/nexsets/$id/send/$step"
          params={{ ...params, step: 'select' }}
          leftSection={<IconSend size={16} />}
        >
          Send to Destination
        </MenuItemLink>
        <Menu.Divider />
        <Menu.Item leftSection={<IconFilePlus size={16} />} onClick={() => dialogs.addRecords(nexset)}>
          Add records
        </Menu.Item>
        <MenuItemLink to="/nexsets/$id/records" params={params} leftSection={<IconTable size={16} />}>
          Open records
        </MenuItemLink>
      </Menu.Dropdown>
    </Menu>
  )
}
