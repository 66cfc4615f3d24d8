import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import { formatCount } from '../../lib/format.ts'
import { UploadDialog } from '../upload-dialog/upload-dialog.tsx'
import { DeleteNexsetDialog } from './delete-nexset-dialog.tsx'
import { RenameNexsetDialog } from './rename-nexset-dialog.tsx'

/** What the dialogs need to know of a Nexset. */
export type ActedNexset = { id: string; name: string; recordCount: number; destinationCount: number }
export type NexsetDialogs = {
  addRecords: (nexset: ActedNexset) => void
  rename: (nexset: ActedNexset) => void
  remove: (nexset: ActedNexset) => void
  /** To be put once into the screen. */
  element: ReactNode
}

type Open = { kind: 'add' | 'rename' | 'remove'; nexset: ActedNexset }

/** Add records, rename and delete for the Nexsets of a screen. `onRemoved`: where to go once one is gone. */
export function useNexsetDialogs(onRemoved?: () => void): NexsetDialogs {
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const opener = (kind: Open['kind']) => (nexset: ActedNexset) => setOpen({ kind, nexset })
  const nexset = open?.nexset
  return {
    addRecords: opener('add'),
    rename: opener('rename'),
    remove: opener('remove'),
    element: nexset && (
      <>
        <UploadDialog
          isOpen={open.kind === 'add'}
          target={{ kind: 'append', id: nexset.id, name: nexset.name }}
          onClose={close}
          onDone={() => {
            close()
            notifications.show({
              color: 'green',
              title: `Added to ${nexset.name}`,
              message: `It held ${formatCount(nexset.recordCount, 'record')} before.`,
            })
          }}
        />
        {open.kind === 'rename' && <RenameNexsetDialog nexset={nexset} onClose={close} />}
        {open.kind === 'remove' && <DeleteNexsetDialog nexset={nexset} onClose={close} onRemoved={onRemoved} />}
      </>
    ),
  }
}
