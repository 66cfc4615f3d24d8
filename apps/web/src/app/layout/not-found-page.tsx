import { IconMapOff } from '@tabler/icons-react'
import { EmptyState } from '../../components/empty-state.tsx'
import { ButtonLink } from '../../components/links.tsx'
import classes from './layout.module.css'

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <main className={classes.notice}>
      <EmptyState
        isPage
        icon={IconMapOff}
        title="There is no page at this address"
        action={
          <ButtonLink to="/" variant="default">
            Go to Flows
          </ButtonLink>
        }
      >
        It may have been deleted, or the link is incomplete.
      </EmptyState>
    </main>
  )
}
