/** Names and titles as the archive has them, in the language at hand where there is a choice. */
import type { Lang, LocalName, Release, Series, TopicName } from '../ipc/types';

/** A piece of the archive's own text, with the language it is written in. */
export interface Named {
  readonly text: string;
  readonly lang: Lang;
}

/** A name in `lang` if it has one, else in the other language. */
export function nameIn(name: LocalName, lang: Lang): Named {
  const other: Lang = lang === 'ar' ? 'en' : 'ar';
  const own = name[lang];
  if (own !== undefined) return { text: own, lang };
  return { text: name[other] ?? '', lang: other };
}

/** A release's title as it stands; a release without one is called by its series. */
export function titleOf(release: Release, series: Series | undefined, lang: Lang): Named {
  if (release.title !== null && release.title !== '') return { text: release.title, lang: release.lang };
  return series === undefined ? { text: '', lang } : nameIn(series.title, lang);
}

/** Where the number stands in the name of a numbered topic. */
const NUMBER = '#';

/** What a topic is called: a numbered one with its number, where its name keeps a place for it or behind the name. */
export function topicTitle({ label, number }: Pick<TopicName, 'label' | 'number'>, lang: Lang): Named {
  const name = nameIn(label, lang);
  if (number === null) return name;
  const text = name.text.includes(NUMBER)
    ? name.text.replace(NUMBER, () => number)
    : `${name.text} ${number}`;
  return { ...name, text };
}
