import { ActionIcon, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Destination } from '@sluice/schema'
import {
  IconAlertOctagon,
  IconCopy,
  IconDotsVertical,
  IconFlask,
  IconPencil,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconTrash,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { describeError } from '../../lib/api-error.ts'
import { useCopyDestination } from '../../lib/data/destinations.ts'
import { MenuItemLink } from '../links.tsx'
import type { DestinationDialogs } from './use-destination-dialogs.tsx'

type Props = { destination: Destination; dialogs: DestinationDialogs; variant?: 'subtle' | 'default' }

/** All that can be done with a destination: activate or pause, edit, test, copy, see its errors, delete. */
export function DestinationMenu({ destination, dialogs, variant = 'subtle' }: Props) {
  const { id, name, state } = destination
  const navigate = useNavigate()
  const copy = useCopyDestination()
  const makeCopy = () =>
    copy.mutate(id, {
      onSuccess: (made) => {
        notifications.show({
          color: 'green',
          title: `${made.name} was made`,
          message: 'It is inactive; nothing is sent.',
        })
        return navigate({ to: '/destinations/$id/$tab', params: { id: made.id, tab: 'overview' } })
      },
      onError: (error) =>
        notifications.show({ color: 'red', title: `${name} was not copied`, message: describeError(error).detail }),
    })
  return (
    <Menu width={210}>
      <Menu.Target>
        <ActionIcon variant={variant} size={variant === 'default' ? 32 : 28} aria-label={`More for ${name}`}>
          <IconDotsVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {state === 'active' ? (
          <Menu.Item leftSection={<IconPlayerPauseFilled size={16} />} onClick={() => dialogs.pause(destination)}>
            Pause
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconPlayerPlayFilled size={16} />} onClick={() => dialogs.activate(destination)}>
            {state === 'held' ? 'Resolve hold' : 'Activate'}
          </Menu.Item>
        )}
        <MenuItemLink to="/destinations/$id/edit" params={{ id }} leftSection={<IconPencil size={16} />}>
          Edit
        </MenuItemLink>
        <MenuItemLink to="/destinations/$id/edit" params={{ id }} hash="test" leftSection={<IconFlask size={16} />}>
          Test
        </MenuItemLink>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={makeCopy}>
          Copy
        </Menu.Item>
        <MenuItemLink
          to="/destinations/$id/$tab"
          params={{ id, tab: 'errors' }}
          leftSection={<IconAlertOctagon size={16} />}
        >
          View errors
        </MenuItemLink>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => dialogs.remove(destination)}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
