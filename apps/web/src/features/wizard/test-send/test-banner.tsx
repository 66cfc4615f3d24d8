import { IconFlask, IconSend } from '@tabler/icons-react'
import { Banner } from '../../../components/banner.tsx'
import { DataText } from '../../../components/data-text.tsx'
import { useSubject } from '../configure/subject.ts'
import { writtenAs } from './written-as.ts'

/** Stands above all in test mode: that tests are real, and who they are written as. */
export function TestBanner() {
  const { connector, credential } = useSubject()
  const { does, who } = writtenAs(connector, credential)
  return (
    <Banner
      tone={credential.isPractice ? 'blue' : 'amber'}
      icon={credential.isPractice ? IconFlask : IconSend}
      title={credential.isPractice ? 'Tests are practice:' : 'Tests are real:'}
    >
      each one {does} as{' '}
      <strong>
        <DataText>{who}</DataText>
      </strong>
      .{credential.isPractice && ` Nothing reaches ${connector.name}.`}
    </Banner>
  )
}
