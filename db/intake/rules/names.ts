const COMPOUND = /^(欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|端木|百里)$/
const ONE_HAN = /^\p{Script=Han}$/u
const NOBODY: readonly string[] = []
const SHORT_HAN = /^\p{Script=Han}{1,4}$/u

/**
 * The names of persons in one cell, each once. Blanks part names too, except within a name that is
 * spread out to fill its cell: 张 三 and 欧阳 修 are one name each.
 */
export function splitNames(text: string): readonly string[] {
  if (text === '') return NOBODY
  const names = text.split(/[、,，;；/\n]+/).flatMap((part) => joinSpread(part.trim().split(/\s+/)))
  return [...new Set(names.filter((name) => name !== ''))]
}

function joinSpread(words: readonly string[]): readonly string[] {
  // Longer words are no names: 县民政局局长 王某 is one person with his post.
  if (!words.every((word) => SHORT_HAN.test(word))) return [words.join(' ')]
  const names: string[] = []
  let begun = ''
  for (const word of words) {
    if (begun !== '') {
      names.push(begun + word)
      begun = ''
    } else if (ONE_HAN.test(word) || COMPOUND.test(word)) begun = word
    else names.push(word)
  }
  return begun === '' ? names : [...names, begun]
}
