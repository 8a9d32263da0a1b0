import type { Finding, RunResult } from '../../engine/result.ts';
import { count } from '../resolve/resolve-text.ts';
import { blocksOf, countedOf } from './order.ts';
import { silenceVerdict } from './result-text.ts';
import { placesOf } from './vault-groups.ts';

/** What a reader must know before anything else, without a full stop: whether protection is given up, and of how many. */
export function verdictText(result: RunResult): string {
  const { findings, mode } = result;
  const { sure, unsure } = placesWith(findings);
  if (sure + unsure === 0) return `${silenceVerdict(result)}${result.complete ? '' : ' in what could be read'}`;
  const isVaults = countedOf(findings).every(({ resource }) => /vaults/i.test(resource.type));
  const [first, more] = [sure === 0 ? unsure : sure, sure === 0 ? 0 : unsure];
  const what = count(first, isVaults ? 'vault' : 'resource');
  if (mode === 'diff') {
    const verb = sure === 0 ? 'may give up' : 'gives up';
    return `This change ${verb} protection of ${what}${more === 0 ? '' : `, and may give up that of ${more} more`}`;
  }
  const verb = sure === 0 ? 'may be' : 'is';
  return `Protection of ${what} ${verb} weak${more === 0 ? '' : `, and that of ${more} more may be`}`;
}

/** Vaults and other resources with findings: those about which one is sure, and the others. */
function placesWith(findings: readonly Finding[]): { readonly sure: number; readonly unsure: number } {
  const isSure = ({ verdict, confidence }: Finding): boolean => verdict === 'weakened' && confidence === 'certain';
  const blocks = blocksOf(findings);
  const sure = new Set(blocks.filter((block) => block.some(isSure)).flatMap(([whole]) => placesOf(whole)));
  const all = new Set(blocks.flatMap(([whole]) => placesOf(whole)));
  return { sure: sure.size, unsure: all.size - sure.size };
}
