import {
  IconActivity,
  IconKey,
  IconPlayerPauseFilled,
  IconPlus,
  IconRoute,
  IconSend,
  IconStack2,
  type TablerIcon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { destinationStates } from '../../components/states.ts'
import { credentialsQuery } from '../../lib/data/credentials.ts'
import { destinationsQuery, useDestinationAction } from '../../lib/data/destinations.ts'
import { nexsetsQuery } from '../../lib/data/nexsets.ts'
import { formatCount } from '../../lib/format.ts'

type Entry = { id: string; label: string; remark: string; icon: TablerIcon; run: () => unknown }

/** What the palette offers for what was typed: commands first, then places. */
export function usePaletteEntries(query: string): { label: string; entries: Entry[] }[] {
  const navigate = useNavigate()
  const { mutate } = useDestinationAction()
  const nexsets = useQuery(nexsetsQuery()).data ?? []
  const destinations = useQuery(destinationsQuery()).data ?? []
  const credentials = useQuery(credentialsQuery()).data ?? []

  const commands: Entry[] = [
    {
      id: 'new-nexset',
      label: 'New Nexset',
      remark: 'opens the upload',
      icon: IconPlus,
      run: () => navigate({ to: '/nexsets', search: { dialog: 'upload' } }),
    },
    {
      id: 'new-credential',
      label: 'Add credential',
      remark: 'opens the side panel',
      icon: IconKey,
      run: () => navigate({ to: '/credentials', search: { dialog: 'add' } }),
    },
    ...nexsets.map((nexset) => ({
      id: `send-${nexset.id}`,
      label: `New destination from ${nexset.name}`,
      remark: 'opens the wizard',
      icon: IconSend,
      run: () => navigate({ to: '/nexsets/$id/send/$step', params: { id: nexset.id, step: 'select' } }),
    })),
    ...destinations
      .filter((destination) => destination.state === 'active')
      .map((destination) => ({
        id: `pause-${destination.id}`,
        label: `Pause ${destination.name}`,
        remark: 'stops within a second',
        icon: IconPlayerPauseFilled,
        run: () => mutate({ kind: 'pause', id: destination.id }),
      })),
  ]
  const places: Entry[] = [
    ...destinations.map((destination) => ({
      id: destination.id,
      label: destination.name,
      remark: `Destination · ${destinationStates[destination.state].word.toLowerCase()}`,
      icon: IconSend,
      run: () => navigate({ to: '/destinations/$id/$tab', params: { id: destination.id, tab: 'overview' } }),
    })),
    ...nexsets.map((nexset) => ({
      id: nexset.id,
      label: nexset.name,
      remark: `Nexset · ${formatCount(nexset.recordCount, 'record')}`,
      icon: IconStack2,
      run: () => navigate({ to: '/nexsets/$id/records', params: { id: nexset.id } }),
    })),
    ...credentials.map((credential) => ({
      id: credential.id,
      label: credential.name,
      remark: 'Credential',
      icon: IconKey,
      run: () => navigate({ to: '/credentials/$id', params: { id: credential.id } }),
    })),
    { id: 'flows', label: 'Flows', remark: 'Screen', icon: IconRoute, run: () => navigate({ to: '/' }) },
    { id: 'nexsets', label: 'Nexsets', remark: 'Screen', icon: IconStack2, run: () => navigate({ to: '/nexsets' }) },
    {
      id: 'destinations',
      label: 'Destinations',
      remark: 'Screen',
      icon: IconSend,
      run: () => navigate({ to: '/destinations' }),
    },
    {
      id: 'credentials',
      label: 'Credentials',
      remark: 'Screen',
      icon: IconKey,
      run: () => navigate({ to: '/credentials' }),
    },
    {
      id: 'activity',
      label: 'Activity',
      remark: 'Screen',
      icon: IconActivity,
      run: () => navigate({ to: '/activity' }),
    },
  ]
  const wanted = query.trim().toLowerCase()
  const matches = (entry: Entry) => entry.label.toLowerCase().includes(wanted)
  return [
    { label: 'Commands', entries: commands.filter(matches) },
    { label: 'Go to', entries: places.filter(matches) },
  ]
}
