/** What did not come from the web, in words. */
import { m } from '../paraglide/messages';
import { put } from './phrase';

type Params = Readonly<Record<string, string>>;

function host(params: Params): string {
  return put(params.host ?? '?');
}

/** The words for each code; see `problems.ts`. */
export const FETCH_WORDING: Record<string, (params: Params) => { title: string; remedy: string }> = {
  'fetch-broken-off': (p) => ({
    title: m.problem_fetch_broken_off({ host: host(p) }),
    remedy: m.problem_fetch_broken_off_help(),
  }),
  'fetch-forbidden': (p) => ({
    title: m.problem_fetch_forbidden({ host: host(p), status: put(p.status ?? '?') }),
    remedy: m.problem_fetch_forbidden_help(),
  }),
  'fetch-no-host': (p) => ({
    title: m.problem_fetch_no_host({ host: host(p) }),
    remedy: m.problem_fetch_no_host_help(),
  }),
  'fetch-not-an-address': (p) => ({
    title: m.problem_fetch_not_an_address({ path: put(p.path ?? '?') }),
    remedy: m.problem_fetch_not_an_address_help(),
  }),
  'fetch-not-found': (p) => ({
    title: m.problem_fetch_not_found({ host: host(p), status: put(p.status ?? '?') }),
    remedy: m.problem_fetch_not_found_help(),
  }),
  'fetch-not-reached': (p) => ({
    title: m.problem_fetch_not_reached({ host: host(p) }),
    remedy: m.problem_fetch_not_reached_help(),
  }),
  'fetch-not-trusted': (p) => ({
    title: m.problem_fetch_not_trusted({ host: host(p) }),
    remedy: m.problem_fetch_not_trusted_help(),
  }),
  'fetch-password': () => ({
    title: m.problem_fetch_password(),
    remedy: m.problem_fetch_password_help(),
  }),
  'fetch-redirects': (p) => ({
    title: m.problem_fetch_redirects({ host: host(p), limit: put(p.limit ?? '?') }),
    remedy: m.problem_fetch_redirects_help(),
  }),
  'fetch-refused': (p) => ({
    title: m.problem_fetch_refused({ host: host(p) }),
    remedy: m.problem_fetch_refused_help(),
  }),
  'fetch-sent-away': (p) => ({
    title: m.problem_fetch_sent_away({ host: host(p), to: put(p.to ?? '?') }),
    remedy: m.problem_fetch_sent_away_help(),
  }),
  'fetch-status': (p) => ({
    title: m.problem_fetch_status({ host: host(p), status: put(p.status ?? '?') }),
    remedy: m.problem_fetch_status_help(),
  }),
  'fetch-too-large': (p) => ({
    title: m.problem_fetch_too_large({ host: host(p) }),
    remedy: m.problem_fetch_too_large_help({ limit: put(p.limit ?? '?') }),
  }),
  'fetch-took-too-long': (p) => ({
    title: m.problem_fetch_took_too_long({ host: host(p) }),
    remedy: m.problem_fetch_took_too_long_help({ seconds: put(p.seconds ?? '?') }),
  }),
  'fetch-wrong-type': (p) => ({
    title: m.problem_fetch_wrong_type({ host: host(p), kind: put(p.kind ?? '?') }),
    remedy: m.problem_fetch_wrong_type_help(),
  }),
};
