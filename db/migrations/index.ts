import type { Migration } from 'kysely/migration'

import * as changeset from './0001-changeset.ts'
import * as casefile from './0002-casefile.ts'
import * as unit from './0003-unit.ts'
import * as problemType from './0004-problem-type.ts'
import * as visit from './0005-visit.ts'
import * as problem from './0006-problem.ts'
import * as prevalence from './0007-prevalence.ts'
import * as intake from './0008-intake.ts'
import * as draft from './0009-draft.ts'
import * as ledgerName from './0010-ledger-name.ts'
import * as signature from './0011-signature.ts'
import * as informant from './0012-informant.ts'
import * as access from './0013-access.ts'
import * as justification from './0014-justification.ts'
import * as round from './0015-round.ts'
import * as opinion from './0016-opinion.ts'
import * as problemSteps from './0017-problem-steps.ts'
import * as rectification from './0018-rectification.ts'
import * as attachment from './0019-attachment.ts'
import * as search from './0020-search.ts'
import * as savedView from './0021-saved-view.ts'
import * as localGroup from './0022-local-group.ts'
import * as ownDefect from './0023-own-defect.ts'
import * as ownList from './0024-own-list.ts'
import * as rectificationSteps from './0025-rectification-steps.ts'
import * as closing from './0026-closing.ts'
import * as waiting from './0027-waiting.ts'
import * as milestone from './0028-milestone.ts'
import * as removedParts from './0029-removed-parts.ts'
import * as searchGroup from './0030-search-group.ts'

/** A released migration is frozen: add the next number, never edit an old one. */
export const migrations: Record<string, Migration> = {
  '0001-changeset': changeset,
  '0002-casefile': casefile,
  '0003-unit': unit,
  '0004-problem-type': problemType,
  '0005-visit': visit,
  '0006-problem': problem,
  '0007-prevalence': prevalence,
  '0008-intake': intake,
  '0009-draft': draft,
  '0010-ledger-name': ledgerName,
  '0011-signature': signature,
  '0012-informant': informant,
  '0013-access': access,
  '0014-justification': justification,
  '0015-round': round,
  '0016-opinion': opinion,
  '0017-problem-steps': problemSteps,
  '0018-rectification': rectification,
  '0019-attachment': attachment,
  '0020-search': search,
  '0021-saved-view': savedView,
  '0022-local-group': localGroup,
  '0023-own-defect': ownDefect,
  '0024-own-list': ownList,
  '0025-rectification-steps': rectificationSteps,
  '0026-closing': closing,
  '0027-waiting': waiting,
  '0028-milestone': milestone,
  '0029-removed-parts': removedParts,
  '0030-search-group': searchGroup,
}
