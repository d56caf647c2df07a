/** A backend whose names are as long as people make them, with hundreds of topics in a codebook and of series in the archive. */
import type { Backend } from '../backend';

const TAILS = {
  en: ', adopted at the resumed extraordinary joint session of the Committee on Foreign Relations and the Permanent Commission for Humanitarian Affairs and Reconstruction, document S/PV/2026/0417/Add.1/Rev.2/Corr.3-annex-II-consolidated-text',
  ar: '، المعتمد في الدورة الاستثنائية المشتركة المستأنفة للجنة العلاقات الخارجية والهيئة الدائمة للشؤون الإنسانية وإعادة الإعمار، الوثيقة S/PV/2026/0417/Add.1/Rev.2/Corr.3-annex-II-consolidated-text',
} as const;

/** What is made long: what people name. */
const NAMES: ReadonlySet<string> = new Set(['title', 'label', 'name', 'place', 'source']);
/** Groups of calls whose answers hold no names of the archive. */
const PLAIN: ReadonlySet<string> = new Set(['frame', 'intake', 'about', 'start', 'saveSettings']);
/** How many topics a list of topics has, and how many series the archive. */
const TOPICS = 500;
const SERIES = 300;

const isArabic = (text: string): boolean => /[\u0600-\u06ff]/u.test(text);
const longer = (name: string): string => name + (isArabic(name) ? TAILS.ar : TAILS.en);

interface Identified {
  readonly id: string;
}
const isTopic = (one: unknown): one is Identified =>
  typeof one === 'object' && one !== null && 'id' in one && 'label' in one && typeof one.id === 'string';

/** A list of topics with many more behind them. */
function many(topics: readonly Identified[]): Identified[] {
  return Array.from({ length: TOPICS }, (_, at) => {
    const topic = topics[at % topics.length] as Identified;
    return at < topics.length ? topic : { ...topic, id: `${topic.id}-${at}` };
  });
}

interface OfIssuer {
  readonly id: number;
  readonly issuer: number;
}
const isSeries = (one: unknown): one is OfIssuer =>
  typeof one === 'object' && one !== null && 'issuer' in one && 'id' in one && typeof one.id === 'number';

/** The series of an archive with many more behind them. */
function more(series: readonly OfIssuer[]): OfIssuer[] {
  return Array.from({ length: SERIES }, (_, at) => {
    const one = series[at % series.length] as OfIssuer;
    return at < series.length ? one : { ...one, id: 1000 + at };
  });
}

function made(value: unknown, key: string): unknown {
  if (typeof value === 'string') return NAMES.has(key) && value !== '' ? longer(value) : value;
  if (Array.isArray(value)) {
    const all: unknown[] = value.map((one) => made(one, key));
    if (all.length === 0) return all;
    if (key === 'series' && all.every(isSeries)) return more(all);
    return key === 'topics' && all.every(isTopic) ? many(all) : all;
  }
  if (typeof value !== 'object' || value === null) return value;
  const named = NAMES.has(key);
  return Object.fromEntries(
    Object.entries(value).map(([inner, one]) => [
      inner,
      // A name in both languages.
      named && (inner === 'ar' || inner === 'en') && typeof one === 'string' ? longer(one) : made(one, inner),
    ]),
  );
}

type Call = (...given: unknown[]) => unknown;

/** The backend with long names in whatever it answers. */
export function overlong<T extends object>(backend: T): T {
  return new Proxy(backend, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof key !== 'string' || PLAIN.has(key)) return bound(value, target);
      if (typeof value === 'object' && value !== null) return overlong(value);
      if (typeof value !== 'function') return value;
      const call = (value as Call).bind(target);
      return (...given: unknown[]): unknown => {
        const answer = call(...given);
        return answer instanceof Promise ? answer.then((found: unknown) => made(found, '')) : answer;
      };
    },
  });
}

function bound(value: unknown, target: object): unknown {
  return typeof value === 'function' ? (value as Call).bind(target) : value;
}

/** The backend as the address of the page wants it: `?overlong`. */
export function namedAs(backend: Backend, query: URLSearchParams): Backend {
  return query.has('overlong') ? overlong(backend) : backend;
}
