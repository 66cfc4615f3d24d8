import { Button, CopyButton } from '@mantine/core'
import { printHeaders } from '@sluice/request-builder'
import { IconCheck, IconClipboardText, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useSubject } from '../configure/subject.ts'
import { byUser, useWizardForm } from '../configure/use-wizard-form.ts'
import { useSteps } from '../sample-payload/steps.tsx'
import classes from './curl.module.css'
import { PasteCurl, type ReadCurl } from './paste-curl.tsx'
import { secretVariableOf, writeCurl } from './write-curl.ts'

/** The Advanced tab from a curl command, and its first sample as one. */
export function CurlActions({ onFill }: { onFill: () => void }) {
  const { getValues, setValue } = useWizardForm()
  const { connector } = useSubject()
  const [isPasting, setPasting] = useState(false)
  const first = useSteps().steps.find((step) => step.kind === 'request')
  const fill = ({ method, url, headers, contentFormat }: ReadCurl) => {
    const headersText = printHeaders(headers)
    setValue('advanced', { ...getValues('advanced'), method, url, headers, headersText, contentFormat }, byUser)
    setPasting(false)
    onFill()
  }
  return (
    <>
      <Button variant="subtle" size="xs" leftSection={<IconClipboardText size={15} />} onClick={() => setPasting(true)}>
        <span className={classes.word}>Paste cURL</span>
      </Button>
      {first?.kind === 'request' && (
        <CopyButton value={writeCurl(first.request, secretVariableOf(connector.id))} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              variant="subtle"
              size="xs"
              leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
              onClick={copy}
            >
              <span className={classes.word}>{copied ? 'Copied' : 'Copy as cURL'}</span>
            </Button>
          )}
        </CopyButton>
      )}
      <PasteCurl isOpen={isPasting} onClose={() => setPasting(false)} onFill={fill} />
    </>
  )
}
