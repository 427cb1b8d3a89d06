import type { Change, Channel, Directness, Intent, SpeakerKind } from '#db/opinion/contract.ts'

/** What somebody said on a visit of the practice case. */
export type PracticeOpinion = {
  /** The place of its visit among the visits of the practice case. */
  readonly visit: number
  readonly words: string
  readonly speakerKind: SpeakerKind
  readonly channel: Channel
  readonly code?: {
    readonly problemType: string
    readonly intent?: Intent
    readonly strong?: boolean
    /** The part of the words that it speaks of; all of them without one. */
    readonly part?: string
  }
  /** The event that others tell of too. */
  readonly event?: string
  readonly change?: Change
  readonly languageNote?: string
}

type Said = readonly [
  words: string,
  speakerKind: SpeakerKind,
  channel: Channel,
  more?: Omit<PracticeOpinion, 'visit' | 'words' | 'speakerKind' | 'channel'>,
]

/** How near to its speaker an opinion of the practice case is: each way has one answer here. */
export function practiceDirectness(channel: Channel): Directness {
  if (channel === 'CH9') return 'relayed'
  if (channel === 'CH10') return 'unitSummary'
  return ['CH1', 'CH2', 'CH3'].includes(channel) ? 'direct' : 'writtenBySpeaker'
}

const SEAL = '盖一个章跑四趟'
const ROAD = '村路报了三年没修'
const strong = true

/** By visit. They are made up for training, as are the places; nobody said them. */
const said: readonly (readonly Said[])[] = [
  [
    [
      '跑了四趟，每趟少一样，最后一趟说章盖歪了，重来。',
      'V02',
      'CH1',
      { event: SEAL, code: { problemType: 'T18', strong, part: '跑了四趟，每趟少一样' } },
    ],
    [
      '盖个章我跑了四趟，每趟都说少一样东西，早说一次讲清楚嘛。',
      'V03',
      'CH1',
      { event: SEAL, code: { problemType: 'T18', strong }, languageNote: '本地话，记录人会讲' },
    ],
    ['我家老汉也是为那个章，来回四趟，车费都花了一百多。', 'V03', 'CH2', { event: SEAL }],
    ['听隔壁讲，盖章要跑四趟，有人干脆不办了。', 'V03', 'CH9', { event: SEAL }],
    [
      '人手是真少，两个抽去迎检了，窗口就剩我一个。',
      'V01',
      'CH1',
      { code: { problemType: 'T01' } },
    ],
    ['总体反映良好，个别群众对流程不够了解。', 'V07', 'CH10'],
  ],
  [
    [
      '村口那条路报了三年，年年说列计划，一下雨学生娃娃还是蹚泥巴。',
      'V03',
      'CH1',
      { event: ROAD, code: { problemType: 'T07', strong, part: '年年说列计划' } },
    ],
    ['路的事报了三年喽，每年都来量一回，量完就没下文。', 'V03', 'CH1', { event: ROAD }],
    ['村口的路报了三年没修，拉菜的车都不肯进来。', 'V11', 'CH3', { event: ROAD }],
    [
      '先修公路边那一截给人看，村里头这一截哪个管。',
      'V03',
      'CH2',
      { code: { problemType: 'T06' } },
    ],
    [
      '低保公示是贴了，贴在村委会里头，门锁起的，哪个看得到。',
      'V03',
      'CH1',
      { code: { problemType: 'T20' } },
    ],
  ],
  [
    ['窗口中午关门，我们从山里下来要等到三点。', 'V02', 'CH1', { code: { problemType: 'T02' } }],
    [
      '打电话没人接，到了又喊我看墙上的公告，我不识字嘛。',
      'V02',
      'CH1',
      { code: { problemType: 'T02', strong } },
    ],
    [
      '现在门口有人引导了，比去年强。',
      'V02',
      'CH1',
      { change: 'changed', code: { problemType: 'T02', intent: 'praise' } },
    ],
    ['一天填七张表，内容差不多，晚上还要补记录。', 'V01', 'CH2', { code: { problemType: 'T01' } }],
  ],
  [
    ['班子成员下来多了，可坐一坐就走，问的都是准备好的人。', 'V08', 'CH3', { change: 'partly' }],
    ['周五下午去找人，办公室都锁起，说是下乡了。', 'V03', 'CH1', { code: { problemType: 'T12' } }],
    [
      '书记住城里，天黑就走，夜里有事打电话都不通。',
      'V03',
      'CH2',
      { code: { problemType: 'T12', strong } },
    ],
    [
      '建议把值班的人和电话贴在大门外头。',
      'V09',
      'CH4',
      { code: { problemType: 'T12', intent: 'suggestion' } },
    ],
  ],
  [
    [
      '种粮补贴打来少了八十块，问了三处都说不归他管。',
      'V03',
      'CH1',
      { code: { problemType: 'T20' } },
    ],
    [
      '危房改造的钱，先要自己垫，垫不起的就轮不上。',
      'V03',
      'CH1',
      { code: { problemType: 'T20', strong } },
    ],
    ['政策是好政策，到我们这儿就打折了。', 'V10', 'CH3'],
  ],
  [
    ['学校喊买资料，说是自愿，不买的娃娃坐后排。', 'V13', 'CH4', { code: { problemType: 'T19' } }],
    ['挂号要排两回队，一回拿号一回交钱。', 'V13', 'CH1', { code: { problemType: 'T18' } }],
    ['意见箱是空的，钥匙都锈了，哪个还往里头投。', 'V02', 'CH1'],
  ],
  [
    [
      '工程款拖了两年，去一次说一次没钱，过年都回不去。',
      'V11',
      'CH6',
      { code: { problemType: 'T21', strong, intent: 'help' } },
    ],
    ['罚款不给票，说要票就多罚。', 'V04', 'CH2', { code: { problemType: 'T19', strong } }],
  ],
  [
    ['大院换了新灯，村道还是黑的。', 'V03', 'CH1', { code: { problemType: 'T10' } }],
    [
      '会比以前少了，文件没少，换成在群里发了。',
      'V06',
      'CH2',
      { change: 'partly', code: { problemType: 'T01' } },
    ],
  ],
  [
    ['没变化，还是那几个人那张脸。', 'V02', 'CH1', { change: 'not' }],
    [
      '食堂不摆酒了，这个是真的。',
      'V01',
      'CH2',
      { change: 'changed', code: { problemType: 'T03', intent: 'praise' } },
    ],
  ],
  [
    ['征地的钱只见总数，每家多少不晓得。', 'V03', 'CH1', { code: { problemType: 'T07' } }],
    ['据村民反映，个别干部说话难听。', 'V14', 'CH9'],
  ],
  [
    ['车子是少了，都借到下面单位名下了。', 'V01', 'CH2', { code: { problemType: 'T04' } }],
    [
      '请你们下次不要喊乡里人陪起来，陪起来哪个敢讲。',
      'V03',
      'CH1',
      { code: { problemType: 'F2', intent: 'suggestion' } },
    ],
  ],
  [
    ['公示栏的电话是空号。', 'V12', 'CH7'],
    [
      '比原来还难找人了，搬了新楼，门口要登记要刷卡。',
      'V02',
      'CH1',
      { change: 'worse', code: { problemType: 'T02' } },
    ],
    ['问卷上都打的满意，发的时候单位的人就站在旁边。', 'V01', 'CH5'],
  ],
]

export const practiceOpinions: readonly PracticeOpinion[] = said.flatMap((group, at) =>
  group.map(([words, speakerKind, channel, more]) => ({
    // Visits come round by round: with these steps all three rounds are met.
    visit: at * 4,
    words,
    speakerKind,
    channel,
    ...more,
  })),
)
