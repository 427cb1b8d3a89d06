/** Names of the persons and places of the fictional province. None stands for anybody. */
export const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'.split('')
export const givenNames = [
  '志强',
  '建国',
  '丽华',
  '海燕',
  '文斌',
  '国庆',
  '春梅',
  '德明',
  '永福',
  '秀兰',
  '学军',
  '晓东',
  '红霞',
  '立新',
  '长青',
  '玉珍',
  '新民',
  '少华',
  '光荣',
  '桂芳',
  '家良',
  '正平',
  '云峰',
  '天佑',
  '思远',
  '明亮',
] as const

export const prefectureNames = [
  '栖云市',
  '苍屏市',
  '清渡市',
  '乌岫州',
  '临澜市',
  '望岱市',
  '沧浦市',
  '石濂市',
  '青崖市',
  '鹿鸣州',
  '白榆市',
  '芦汀市',
  '龙硖市',
  '丹霁市',
] as const

/** First characters of county names; with the second ones they give more names than are needed. */
export const countyHeads =
  '东西南北平望桑禾柳石栗枫竹梅兰溪泉岩岭浦潭渡堰塘云霞晴岚安宁和永丰泰康'.split('')
export const countyTails = [
  '砚',
  '梁',
  '岫',
  '渡',
  '坪',
  '木',
  '丰',
  '川',
  '泽',
  '陂',
  '岗',
  '源',
] as const
export const townHeads = '大小上下前后新老长高白红青黄双三五七九龙凤马牛羊鹿鹤'.split('')
export const townTails = [
  '桥',
  '湾',
  '坡',
  '井',
  '坝',
  '沟',
  '店',
  '营',
  '铺',
  '岭',
  '滩',
  '冲',
  '坳',
  '洞',
] as const
