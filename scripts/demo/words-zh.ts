/** What the demo says in Chinese. {{0}}, {{1}}… are what a sentence is about. */
export const wordsZh = {
  help: `用法：npm run demo -- [选项]

不开窗口，把主要的活做一遍：建一个加密案卷，装进演练数据或自己的台账，算出各类问题
查看了多少个单位、查到多少个，写成表和图。走的是窗口所用的同一套命令，图和 PDF 也由
同一页画出。

选项
  --ledger 文件        问题台账（XLSX、XLS、CSV）。只有它时只给发现数：没有“查看未发现”的
                       记录就没有分母，不能称“普遍”
  --visits 文件        走访记录，每行是一次查看：单位、日期、看什么、结果
  --units 文件         单位表：名称、层级、类别、上级、代码
                       三种可以任选；一种都不给，就用演练案卷（虚构的云岭省）
  --out 文件夹         结果放在哪里，默认 {{0}}。有同名文件时换成新的
  --case 文件夹        把案卷留在这个文件夹里，口令只显示一次；不给就用完即删
  --title 名称         案卷的名称，默认取台账的文件名
  --default-date 日期  没写日期的行按哪天算，如 2014-06-11。不给时，问题按今天算，走访算错
  --default-year 年份  “3月5日”这样没写年份的日期按哪年算
  --strict             不补任何东西：案卷里没有的单位和类型、不完整的日期，都算错
  --locale 语言        zh-CN（默认）或 en
  --help               显示这段说明

表头不必照规定写，各列由程序辨认，认作什么会显示出来。案卷里没有的单位和问题类型随
台账新建；只写到月或年的日期按当月或当年第一天算；事、时间、地点、后果、责任人写全
的问题按第二人已坐实算，其余是线索，不算发现。这些都会一一说明，--strict 则不补。
任何一行有错就一行也不写，并指到表、行、列，退出码为 1。

写出的文件
  prevalence.json      全部数字和所用的查询、参数、提醒
  prevalence.xlsx      同一张表，另附依据
  prevalence.png  prevalence.svg   图
  prevalence.pdf       一页 A4：结论、图、说得出的话、提醒和补法

例
  npm run demo
  npm run demo -- --ledger 问题台账.xlsx --visits 走访.xlsx --units 单位.csv --out 结果`,

  'fault.positional': '不认识“{{0}}”。文件要跟在 --ledger、--visits 或 --units 后面。',
  'fault.unknownOption': '没有 {{0}} 这个选项。全部选项见 --help。',
  'fault.valueMissing': '{{0}} 后面缺内容。写法见 --help。',
  'fault.valueUnwanted': '{{0}} 后面不带内容。把等号和后面的字去掉。',
  'fault.localeUnknown': '没有“{{0}}”这种语言。填 zh-CN 或 en。',
  'fault.notADate': '“{{0}}”不是日期。照 2014-06-11 这样写。',
  'fault.notAYear': '“{{0}}”不是能用的年份。填 1990 到 2099 之间的四位数。',
  'fault.ledgerMissing': '{{0}} 只用于自己的台账。再给出 --ledger、--visits 或 --units。',
  'fault.fileMissing': '没有“{{0}}”这个文件。核对路径和文件名。',
  'fault.ofFile': '“{{0}}”：{{1}}',
  'fault.caseTaken': '“{{0}}”已经有了。换一个 --case 文件夹，或用 --title 换个名称。',
  'fault.notBuilt': '程序没能生成。用 npm run build 看是哪一处，改好后重试。',
  'fault.noRuntime': '没有 Electron，也没有 Chromium。装好 Chromium 后重试。',
  'fault.notWritten': '“{{0}}”写不进去。换一个 --out 文件夹，或腾出空间后重试。',
  'fault.caseNotKept': '案卷放不进“{{0}}”。换一个 --case 文件夹，或腾出空间后重试。',
  'fault.columnsMissing': '“{{0}}”里找不到这几列：{{1}}。认出的表头是：{{2}}。改好表头后重试。',
  'fault.rowsFaulty': '“{{0}}”有{{1}}处要改，一行也没有导入。逐处改好后重试：',
  'fault.nothingInside': '“{{0}}”里没有可导入的行。核对是不是选错了文件。',
  'fault.pageNotDrawn': '结果页没有画出来。重试一次；仍不行时用 npm start 打开窗口导出。',
  'fault.unexpected': '程序出了意外（{{0}}），什么也没有写出。重试一次；仍不行时用 npm start。',
  faultAt: '“{{0}}”第{{1}}行“{{2}}”列：{{3}}',
  faultValue: '（内容：{{0}}）',
  faultsMore: '还有{{0}}处没有列出。',

  built: '已生成程序。',
  practice: '演练案卷：{{0}}个单位、{{1}}次走访、{{2}}次查看、{{3}}个问题，都是虚构的。',
  'read.unit': '单位表“{{0}}”：{{1}}行，新增{{2}}个单位。',
  'read.visit': '走访“{{0}}”：{{1}}行，新增{{2}}次查看。',
  'read.problem': '问题台账“{{0}}”：{{1}}行，新增{{2}}个问题。',
  columns: '  认出的列：{{0}}',
  column: '{{0}}←{{1}}',
  otherSheets: '  只用了“{{0}}”这张表，没用：{{1}}',
  'made.units': '  案卷里没有的{{0}}个单位已新建：{{1}}',
  'made.types': '  案卷里没有的{{0}}类问题已新建：{{1}}',
  'made.firstDays': '  {{0}}行的日期只到月或年，按当月或当年第一天算。',
  'made.dates': '  {{0}}行没有日期，按{{1}}算。',
  'made.leads':
    '  {{0}}个问题的事、时、地、后果、人没写全，按线索记，不算发现。其余按第二人已坐实算。',
  'made.allLeads': '  {{0}}个问题的事、时、地、后果、人没写全，都按线索记，不算发现。',
  'made.noLeads': '  事、时、地、后果、人都写全了，按第二人已坐实算。',
  'strict.leads': '  {{0}}个问题没有第二人坐实，都按线索记，不算发现。',
  already: '  {{0}}行案卷里已经有了，没有重复记。',
  andMore: '{{0}}等',
  listComma: '、',
  'case.kept': '案卷留在 {{0}}',
  'case.passphrase': '口令（只显示这一次）：{{0}}',
  files: '文件在 {{0}}',

  'case.title': '台账试算',
  'case.group': '试算',
  'case.member': '试算人员',
  'case.second': '坐实人员',
} as const
