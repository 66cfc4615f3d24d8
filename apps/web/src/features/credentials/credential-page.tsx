import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDotsVertical, IconFlask, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { CheckWord } from '../../components/check-word.tsx'
import { ConnectorMark } from '../../components/connector-mark.tsx'
import { CheckFindings } from '../../components/credential-panel/check-findings.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { credentialQuery } from '../../lib/data/credentials.ts'
import { kindOf } from './credential-columns.tsx'
import classes from './credentials.module.css'
import { LimitsForm } from './limits-form.tsx'
import { NameSection } from './name-section.tsx'
import { SecretForm } from './secret-form.tsx'
import { SettingsSection } from './settings-section.tsx'
import { useCredentialDialogs } from './use-credential-dialogs.tsx'
import { UsedBy } from './used-by.tsx'

/** A credential: who it is, and its name, secret, base URL and limits to change. */
export function CredentialPage() {
  const { id } = useParams({ from: '/shell/credentials/$id' })
  const navigate = useNavigate()
  const { data: credential, error, isPending, refetch } = useQuery(credentialQuery(id))
  const dialogs = useCredentialDialogs(() => navigate({ to: '/credentials' }))
  if (isPending) {
    return (
      <Page heading="Credential">
        <LoadingRows height={72} label="Loading the credential" />
      </Page>
    )
  }
  if (!credential) {
    return (
      <Page heading="Credential">
        <ErrorState title="The credential couldn’t be read" error={error} onRetry={refetch} />
      </Page>
    )
  }
  return (
    <>
      <PageHeader
        mark={credential.isPractice ? <IconFlask size={17} /> : <ConnectorMark connector={credential.connector} />}
        name={credential.name}
        state={<CheckWord credential={credential} />}
        line={[
          kindOf(credential),
          credential.check.user?.name,
          credential.check.team?.name,
          credential.isPractice && 'sends nothing to Salesloft',
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <Button
              leftSection={<IconRefresh size={16} />}
              loading={dialogs.isChecking}
              onClick={() => dialogs.check(credential)}
            >
              Check now
            </Button>
            <Menu width={190}>
              <Menu.Target>
                <ActionIcon variant="default" size={32} aria-label={`More for ${credential.name}`}>
                  <IconDotsVertical size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => dialogs.remove(credential)}>
                  Delete…
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      <Page>
        <div className={classes.sections}>
          <SettingsSection title="Check" hint="Asks Salesloft who the key is">
            <CheckFindings check={credential.check} />
            {credential.check.at && (
              <p className={classes.small}>
                Checked <RelativeTime time={credential.check.at} />
              </p>
            )}
          </SettingsSection>
          <NameSection key={credential.name} credential={credential} />
          <SecretForm key={credential.secret.updatedAt} credential={credential} />
          <LimitsForm key={credential.updatedAt} credential={credential} />
          <SettingsSection title="Used by" hint="Destinations that send with it">
            <UsedBy usedBy={credential.usedBy} />
          </SettingsSection>
        </div>
      </Page>
      {dialogs.element}
    </>
  )
}
