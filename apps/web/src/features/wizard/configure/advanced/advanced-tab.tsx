import { irreversibleRequest } from '@sluice/request-builder'
import { Banner } from '../../../../components/banner.tsx'
import { useConfigured } from '../compiled.tsx'
import { ExcludeAttributes } from '../inputs/exclude-attributes.tsx'
import { ResponseWebhook } from '../response-webhook.tsx'
import { useSubject } from '../subject.ts'
import type { Carried } from '../use-modes.ts'
import classes from './advanced-tab.module.css'
import { BatchingFields } from './batching-fields.tsx'
import { CarriedOver } from './carried-over.tsx'
import { FormatField } from './format-field.tsx'
import { HeaderFields } from './header-fields.tsx'
import { MethodField } from './method-field.tsx'
import { NoAnswerField } from './no-answer-field.tsx'
import { Section } from './section.tsx'
import { UrlField } from './url-field.tsx'

type Props = { carried: Carried | null; onDismiss: () => void; onTakeBack: () => void }

/** Advanced mode: the request by hand, in the order of the product's guide. */
export function AdvancedTab({ carried, onDismiss, onTakeBack }: Props) {
  return (
    <div className={classes.root}>
      <div className={classes.notices}>
        {carried && <CarriedOver carried={carried} onDismiss={onDismiss} onTakeBack={onTakeBack} />}
        <Irreversible />
      </div>
      <Section heading="API Method">
        <MethodField />
      </Section>
      <Section heading="Data Format">
        <FormatField />
      </Section>
      <Section
        heading="API Endpoint URL"
        hint={
          <>
            Type <code>{'{'}</code> for an attribute. For update, upsert and delete the record’s id ends the URL.
          </>
        }
      >
        <UrlField />
      </Section>
      <Section heading="Request Headers" isOptional hint="Authorization and Content-Type are set for you">
        <HeaderFields />
      </Section>
      <Section heading="Exclude Attributes" headingId="exclude-heading" isOptional>
        <ExcludeAttributes mode="advanced" labelledBy="exclude-heading" />
      </Section>
      <Section
        heading="Record Batching"
        isOptional
        hint="Useful for job data; leave it off for calls that take one record"
      >
        <BatchingFields />
      </Section>
      <Section heading="Response Webhook" isOptional>
        <ResponseWebhook />
      </Section>
      <Section heading="No answer" hint="When a request was sent but no answer came">
        <NoAnswerField />
      </Section>
    </div>
  )
}

function Irreversible() {
  const { connector } = useSubject()
  const { request } = useConfigured()
  const found = request ? irreversibleRequest(connector, request) : null
  if (!found) return null
  return (
    <Banner tone="red" title="This can’t be undone.">
      {found.says}
    </Banner>
  )
}
