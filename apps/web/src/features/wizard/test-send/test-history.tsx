import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataText } from '../../../components/data-text.tsx'
import { MethodBadge } from '../../../components/method-badge.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { StateWord } from '../../../components/state.tsx'
import { outcomes, runStates } from '../../../components/states.ts'
import { formatCount } from '../../../lib/format.ts'
import { useSubject } from '../configure/subject.ts'
import { testSendsQuery } from '../data/test-sends.ts'
import { describeSeqs, pathOf } from '../sample-payload/step-facts.ts'
import classes from './test-send.module.css'

/** The tests that were made of this Nexset's records, newest first. */
export function TestHistory() {
  const { nexset } = useSubject()
  const tests = useQuery(testSendsQuery(nexset.id))
  const [isOpen, setOpen] = useState(false)
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  if (!tests.data || tests.data.length === 0) return null
  return (
    <div className={classes.history}>
      <UnstyledButton className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Chevron size={15} aria-hidden /> {formatCount(tests.data.length, 'test')} of these records so far
      </UnstyledButton>
      {isOpen && (
        <ol className={classes.tests}>
          {tests.data.map((test) => (
            <li key={test.id} className={classes.test}>
              <MethodBadge method={test.request.method} />
              <code className={classes.testPath}>
                <DataText>{pathOf(test.request.url)}</DataText>
              </code>
              <span>{describeSeqs(test.seqs)}</span>
              <StateWord look={test.outcome === 'failed' ? runStates.failed : outcomes[test.outcome]}>
                {test.response?.status}
              </StateWord>
              <RelativeTime time={test.at} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
