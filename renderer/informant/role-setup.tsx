import { Button } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { informantContract, type InformantRole } from '#db/informant/contract.ts'
import { mayFound } from '#db/informant/rules.ts'
import {
  isWhole,
  NewPassphraseFields,
  NO_PASSPHRASE,
  type PassphraseWords,
  withPassphrase,
} from '#renderer/keys/new-passphrase.tsx'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** Before there is a role: what it is, and the leader's way to set it up. */
export function RoleSetup({
  role: { self, practice },
  onFounded,
}: {
  readonly role: InformantRole
  readonly onFounded: (words: PassphraseWords | null) => void
}) {
  const { t } = useTranslation('informant')
  const setUp = useCaseCommand(informantContract.setUp)
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const may = mayFound({ role: self.role, practice, founded: false }).kind === 'allowed'

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (setUp.isPending || !isWhole(chosen)) return
    try {
      onFounded(
        await withPassphrase(chosen, (newPassphrase) => setUp.mutateAsync({ newPassphrase })),
      )
    } catch {
      // The form shows why.
    } finally {
      setUp.reset()
    }
  }

  if (!may) {
    return (
      <section className="card vault-panel">
        <h2>{t('setUp.title')}</h2>
        <p>{t('setUp.what')}</p>
        <p className="start-caution">{t('setUp.leader')}</p>
      </section>
    )
  }
  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('setUp.title')}</h2>
      <p>{t('setUp.what')}</p>
      <p className="start-caution">{t('setUp.caution')}</p>
      <NewPassphraseFields id="informant-new" value={chosen} onChange={setChosen} />
      <Refusal error={setUp.error} />
      <div className="vault-steps">
        <Button type="primary" htmlType="submit" loading={setUp.isPending}>
          {t('setUp.step')}
        </Button>
      </div>
    </form>
  )
}
