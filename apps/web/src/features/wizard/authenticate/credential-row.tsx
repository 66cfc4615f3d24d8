import { Button, Radio } from '@mantine/core'
import type { Credential } from '@sluice/schema'
import { IconAlertOctagon, IconFlask, IconRefresh } from '@tabler/icons-react'
import { useId } from 'react'
import { Banner } from '../../../components/banner.tsx'
import { DataText } from '../../../components/data-text.tsx'
import { ButtonLink } from '../../../components/links.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { StateWord } from '../../../components/state.tsx'
import { checkStates } from '../../../components/states.ts'
import { describeError } from '../../../lib/api-error.ts'
import { useCheckCredential } from '../../../lib/data/credentials.ts'
import { formatCount } from '../../../lib/format.ts'
import classes from './authenticate-step.module.css'

type Props = { credential: Credential; isChosen: boolean; onChoose: () => void }

/** A credential to choose: who it is, whether it works, who else uses it; and what to do when its check failed. */
export function CredentialRow({ credential, isChosen, onChoose }: Props) {
  const { id, name, check, usedBy, isPractice } = credential
  const { user, team } = check
  const radio = useId()
  return (
    <div className={classes.row} data-chosen={isChosen || undefined}>
      <label className={classes.choice} htmlFor={radio}>
        <Radio
          id={radio}
          name="credential"
          value={id}
          checked={isChosen}
          onChange={onChoose}
          className={classes.radio}
        />
        <span className={classes.mark} aria-hidden>
          {isPractice ? <IconFlask size={16} /> : 'SL'}
        </span>
        <span className={classes.who}>
          <span className={classes.name}>
            <DataText>{name}</DataText>{' '}
            <span className={classes.tag}>{isPractice ? 'Sends nothing to Salesloft' : 'API key'}</span>
          </span>
          <span className={classes.dim}>
            {isPractice && 'A simulator on this server, with the same rules and limits'}
            {!isPractice &&
              (user ? (
                <DataText>{[user.name, team?.name].filter(Boolean).join(' · ')}</DataText>
              ) : (
                'User not known yet'
              ))}
          </span>
        </span>
        <span className={classes.check}>
          <StateWord look={look(credential)}>
            {isPractice && check.status === 'ok' ? 'Always ready' : undefined}
          </StateWord>
          {check.at && !isPractice && (
            <span className={classes.dim}>
              Checked <RelativeTime time={check.at} />
            </span>
          )}
        </span>
        <span className={classes.used} title={usedBy.map((destination) => destination.name).join(', ')}>
          {usedBy.length === 0 ? 'Not used yet' : formatCount(usedBy.length, 'destination')}
        </span>
      </label>
      {check.status === 'failed' && <FailedCheck credential={credential} />}
      {check.status === 'ok' && check.missing.length > 0 && (
        <div className={classes.remark}>
          <Banner tone="amber" title={check.missing.length === 1 ? 'Scope missing:' : 'Scopes missing:'}>
            <code>{check.missing.join(', ')}</code>. Calls that need {check.missing.length === 1 ? 'it' : 'them'} would
            be rejected. Everything else works.
          </Banner>
        </div>
      )}
    </div>
  )
}

function FailedCheck({ credential }: { credential: Credential }) {
  const check = useCheckCredential()
  return (
    <div className={classes.remark}>
      <Banner
        tone="red"
        icon={IconAlertOctagon}
        title="This credential can’t send now."
        action={
          <span className={classes.remedies}>
            <ButtonLink to="/credentials/$id" params={{ id: credential.id }} variant="default" size="xs">
              Change the key
            </ButtonLink>
            <Button
              variant="default"
              size="xs"
              loading={check.isPending}
              leftSection={<IconRefresh size={14} />}
              aria-label={`Check again: ${credential.name}`}
              onClick={() => check.mutate(credential.id)}
            >
              Check again
            </Button>
          </span>
        }
      >
        <DataText>{credential.check.problem ?? 'Its last check failed.'}</DataText>
        {check.error ? ` ${describeError(check.error).detail}` : null}
      </Banner>
    </div>
  )
}

const look = ({ check }: Credential) =>
  check.status === 'ok' && check.missing.length > 0 ? checkStates.missing : checkStates[check.status]
