import type { CredentialCheck } from '@sluice/schema'
import { Banner } from '../banner.tsx'
import { DataText } from '../data-text.tsx'
import { Facts } from '../facts.tsx'
import { StateWord } from '../state.tsx'
import { checkStates } from '../states.ts'
import classes from './credential-panel.module.css'

/** What a check found: the user and team behind the key, or why it was refused, and scopes that are missing. */
export function CheckFindings({ check }: { check: CredentialCheck }) {
  return (
    <div className={classes.findings} role="status">
      <StateWord look={check.status === 'ok' ? checkStates.ok : checkStates[check.status]}>
        {check.status === 'ok' ? 'Key accepted' : checkStates[check.status].word}
      </StateWord>
      {check.user && (
        <Facts
          items={[
            ['User', <DataText key="user">{`${check.user.name}, ${check.user.email}`}</DataText>],
            ['Team', check.team ? <DataText key="team">{check.team.name}</DataText> : 'Not told'],
          ]}
        />
      )}
      {check.problem && (
        <Banner tone="red" title="Not usable yet.">
          <DataText>{check.problem}</DataText>
        </Banner>
      )}
      {check.missing.length > 0 && (
        <Banner tone="amber" title={check.missing.length === 1 ? 'Scope missing:' : 'Scopes missing:'}>
          <code>{check.missing.join(', ')}</code>. Calls that need {check.missing.length === 1 ? 'it' : 'them'} would be
          rejected. Everything else works.
        </Banner>
      )}
    </div>
  )
}
