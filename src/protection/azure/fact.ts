/** A page that a fact rests on. */
export interface Source {
  readonly title: string;
  /** Undefined if only the title is known. */
  readonly link?: string;
  /** The date that the page carries: a year, a month or a day. */
  readonly date?: string;
}

/** How sure a statement about Azure is. */
export type Confidence =
  /** Microsoft's documentation says so. */
  | 'documented'
  /** It was observed and reported in public, or a tool does so. */
  | 'reported'
  /** It follows from what is documented. */
  | 'inferred'
  /** No source says. */
  | 'unknown';

/** A statement about Azure that was held against its sources; `facts/fact.schema.json` describes it. */
export interface Fact {
  readonly id: string;
  readonly topic: string;
  /** Full sentences. */
  readonly says: string;
  readonly types?: readonly string[];
  /** Properties by resource type. */
  readonly places?: Readonly<Record<string, string | readonly string[]>>;
  /** The first api-version that has it, by resource type. */
  readonly since?: Readonly<Record<string, string>>;
  /** From this api-version on, the service refuses it. */
  readonly refusedFrom?: string;
  /** Names as Azure Resource Manager spells them. */
  readonly regions?: readonly string[];
  readonly stage?: string;
  /** The date of the page that gives a list which grows. */
  readonly asOf?: string;
  readonly ladder?: LadderRow;
  /** What is meant where nothing is written, by resource type. */
  readonly default?: Readonly<Record<string, string | number>>;
  readonly range?: { readonly min: number; readonly max: number; readonly unit: string };
  /** Operations of the service, with what they do. */
  readonly operations?: Readonly<Record<string, string>>;
  readonly errorCode?: string;
  readonly refusedBy?: 'service' | 'resource guard' | 'tool';
  /** Whether it can never be taken back. */
  readonly final?: true;
  /** What one would think who does not know the fact. */
  readonly misread?: string;
  readonly confidence: Confidence;
  /** The day on which it was held against its sources. */
  readonly checked: string;
  /** Names of sources. */
  readonly sources: readonly string[];
}

/** Levels of a protection, the weakest first. */
export interface LadderRow {
  readonly name: string;
  readonly levels: readonly (readonly string[])[];
  readonly finalFrom?: string;
  readonly newHas?: string;
}

/** What Azure does with a change. */
export type OutcomeKind =
  /** The deployment fails, because something blocks the change. */
  | 'refused'
  /** Data or protection is really lost. */
  | 'applied'
  /** It can never be taken back. */
  | 'irreversible'
  /** Microsoft does not say. */
  | 'undocumented'
  /** One of these, depending on a state that the template does not show. */
  | 'depends';

/** What armlock says that Azure does; `facts/outcome.schema.json` describes it. */
export interface OutcomeRow {
  readonly kind: OutcomeKind;
  /** Full sentences, with placeholders in braces. */
  readonly text: string;
  /** The chief fact first. */
  readonly facts: readonly string[];
  /** If it is less than that of the chief fact. */
  readonly confidence?: Confidence;
}
