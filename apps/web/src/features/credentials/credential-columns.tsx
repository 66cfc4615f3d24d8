import { ActionIcon, Menu } from '@mantine/core'
import type { Credential } from '@sluice/schema'
import { IconDotsVertical, IconFlask, IconRefresh, IconSettings, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { CheckTime, CheckWord } from '../../components/check-word.tsx'
import { ConnectorMark } from '../../components/connector-mark.tsx'
import type { Column } from '../../components/data-table.tsx'
import { DataText } from '../../components/data-text.tsx'
import { MenuItemLink } from '../../components/links.tsx'
import { NameCell, TwoLines } from '../../components/name-cell.tsx'
import { formatCount, formatNumber } from '../../lib/format.ts'
import classes from './credentials.module.css'
import type { CredentialDialogs } from './use-credential-dialogs.tsx'

/** Who a credential is, whether it works, and who uses it. */
export const credentialColumns = (dialogs: CredentialDialogs): Column<Credential>[] => [
  {
    key: 'name',
    header: 'Name',
    leastWidth: 220,
    render: (credential) => (
      <NameCell
        mark={
          credential.isPractice ? (
            <span className={classes.practice}>
              <IconFlask size={15} aria-hidden />
            </span>
          ) : (
            <ConnectorMark connector={credential.connector} />
          )
        }
        below={credential.isPractice && 'Sends nothing to Salesloft'}
      >
        <Link to="/credentials/$id" params={{ id: credential.id }}>
          {credential.name}
        </Link>
      </NameCell>
    ),
  },
  { key: 'kind', header: 'Kind', width: 100, render: (credential) => kindOf(credential) },
  {
    key: 'user',
    header: 'User and team',
    width: 200,
    render: ({ check }) =>
      check.user ? (
        <TwoLines below={check.team && <DataText>{check.team.name}</DataText>}>
          <DataText>{check.user.name}</DataText>
        </TwoLines>
      ) : (
        <span className={classes.dim}>–</span>
      ),
  },
  {
    key: 'check',
    header: 'Check',
    width: 160,
    render: (credential) => (
      <TwoLines below={<CheckTime credential={credential} />}>
        <CheckWord credential={credential} />
      </TwoLines>
    ),
  },
  {
    key: 'used',
    header: 'Used by',
    width: 130,
    render: ({ usedBy }) =>
      usedBy.length > 0 ? formatCount(usedBy.length, 'destination') : <span className={classes.dim}>Not used</span>,
  },
  {
    key: 'limit',
    header: 'Points a minute',
    width: 130,
    align: 'end',
    render: ({ limits }) => formatNumber(limits.pointsPerMinute),
  },
  {
    key: 'actions',
    header: <span className="visually-hidden">Actions</span>,
    isPinned: true,
    width: 56,
    render: (credential) => (
      <Menu width={190}>
        <Menu.Target>
          <ActionIcon aria-label={`More for ${credential.name}`}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => dialogs.check(credential)}>
            Check now
          </Menu.Item>
          <MenuItemLink to="/credentials/$id" params={{ id: credential.id }} leftSection={<IconSettings size={16} />}>
            Open
          </MenuItemLink>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => dialogs.remove(credential)}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    ),
  },
]

/** `API key` or `OAuth`. */
export const kindOf = (credential: Credential) => (credential.kind === 'api_key' ? 'API key' : 'OAuth')
