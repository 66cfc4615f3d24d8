import { Button, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { LookupItem } from '@sluice/schema'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataText } from '../../../../components/data-text.tsx'
import { DialogFoot } from '../../../../components/dialog-foot.tsx'
import { ErrorState } from '../../../../components/error-state.tsx'
import { LoadingRows } from '../../../../components/loading-rows.tsx'
import { scrollRegion } from '../../../../components/scroll-region.ts'
import { lookupQuery } from '../../data/lookups.ts'
import { useSubject } from '../subject.ts'
import classes from './lookup-dialog.module.css'

type Props = {
  isOpen: boolean
  onClose: () => void
  kind: string
  onPick: (id: string) => void
  /** What picking does. */
  says?: string
}

/** Things of the target, read with the credential: offered by name, picked by id. */
export function LookupDialog({ isOpen, onClose, kind, onPick, says = 'Changes nothing.' }: Props) {
  const { connector, credential } = useSubject()
  const lookup = connector.lookups.find((candidate) => candidate.kind === kind)
  const label = lookup?.label ?? kind
  const { user } = credential.check
  const as = user ? ` as ${user.name}` : ''
  return (
    <Modal opened={isOpen} onClose={onClose} title={label}>
      <Picker kind={kind} label={label} searchHelp={lookup?.searchHelp} credentialId={credential.id} onPick={onPick} />
      <DialogFoot touches={`Reads from ${credential.name}${as}. ${says}`}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </DialogFoot>
    </Modal>
  )
}

type PickerProps = {
  kind: string
  label: string
  searchHelp?: string
  credentialId: string
  onPick: (id: string) => void
}

function Picker({ kind, label, searchHelp, credentialId, onPick }: PickerProps) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 300)
  const found = useQuery(lookupQuery(credentialId, kind, search))
  return (
    <>
      <TextInput
        data-autofocus
        label="Search"
        description={searchHelp}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={classes.found} aria-busy={found.isFetching}>
        {found.isPending && <LoadingRows rows={3} height={44} label={`Looking up ${label.toLowerCase()}`} />}
        {found.isError && (
          <ErrorState title="The look-up failed" error={found.error} onRetry={() => void found.refetch()}>
            You can type the id instead.
          </ErrorState>
        )}
        {found.data && found.data.items.length === 0 && (
          <p className={classes.none} role="status">
            {search === '' ? 'There are none.' : `Nothing was found for “${search}”.`}
          </p>
        )}
        {found.data && found.data.items.length > 0 && (
          <div className={classes.scroll} {...scrollRegion(label)}>
            <ul className={classes.list}>
              {found.data.items.map((item) => (
                <Item key={item.id} item={item} onPick={onPick} />
              ))}
            </ul>
          </div>
        )}
        {found.data && !found.data.isComplete && (
          <p className={classes.none}>These are the first. Search to find others.</p>
        )}
      </div>
    </>
  )
}

function Item({ item, onPick }: { item: LookupItem; onPick: (id: string) => void }) {
  return (
    <li>
      <button type="button" className={classes.item} onClick={() => onPick(String(item.id))}>
        <span className={classes.name}>
          <DataText>{item.label === '' ? 'Without a name' : item.label}</DataText>
        </span>
        <span className={classes.detail}>
          <DataText>{item.detail}</DataText>
        </span>
        <code className={classes.id}>{item.id}</code>
      </button>
    </li>
  )
}
