import type { FormatName } from '../../src/core/formats/specFormat.ts';
import { nativeObjective } from './nativeObjective.ts';
import { createProse, type Prose } from './prose.ts';

/** A format in which spec repos keep their objectives, and files in it as they are in the wild: small front, long text. */
export interface SpecFormat {
	readonly name: string;
	/** As what it is to be recognised. */
	readonly format: FormatName;
	/** What `tandem.yml` has to say, where looking is not enough. */
	readonly settings?: string;
	/** The files of the objective number `index`: path to text. */
	readonly files: (index: number) => Readonly<Record<string, string>>;
	/** How many objectives one of them holds; 1 where absent. */
	readonly objectives?: number;
}

export const SPEC_FORMATS: readonly SpecFormat[] = [
	{
		name: 'native',
		format: 'native',
		files: (index) => ({ [`objectives/${index % 50}/CHK-${index}.md`]: nativeObjective(index) }),
	},
	{ name: 'Kubernetes', format: 'kep', files: kubernetes },
	{ name: 'EIP', format: 'eip', files: eip },
	{ name: 'Ember RFC', format: 'ember', files: ember },
	{ name: 'MADR', format: 'madr', files: madr },
	{ name: 'PEP', format: 'pep', files: pep },
	{ name: 'Swift evolution', format: 'swift', files: swift },
	{ name: 'Rust RFC', format: 'rust', files: rust },
	{ name: 'OpenStack', format: 'openstack', files: openStack },
	{ name: 'OKR list', format: 'okr', files: okrList, objectives: 10 },
	{ name: 'spec-kit', format: 'spec-kit', files: specKit },
	{ name: 'BIP', format: 'bip', files: bip },
	{ name: 'Matrix MSC', format: 'msc', files: msc },
	{ name: 'Django DEP', format: 'dep', files: dep },
	{ name: 'OpenSpec', format: 'openspec', files: openSpec },
	{ name: 'Kiro', format: 'kiro', files: kiro },
];

/** All files of `count` objectives in a format, `tandem.yml` included. */
export function specRepoOf(format: SpecFormat, count: number): Readonly<Record<string, string>> {
	const files = Math.ceil(count / (format.objectives ?? 1));
	return Object.assign(
		{},
		...Array.from({ length: files }, (_, index) => format.files(index)),
		format.settings === undefined ? {} : { 'tandem.yml': format.settings },
	) as Record<string, string>;
}

const pad = (index: number) => String(index + 1).padStart(4, '0');
const slugOf = (prose: Prose) => prose.sentence(4).toLowerCase().replaceAll(/\s+/g, '-');

/** Headings with text below, in Markdown. */
function sections(prose: Prose, titles: readonly string[], mark = '##'): string {
	return titles.map((title) => `${mark} ${title}\n\n${prose.paragraph(800)}\n`).join('\n');
}

function kubernetes(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const folder = `keps/sig-${prose.pick(['node', 'network', 'storage'])}/${index + 1}-${slugOf(prose)}`;
	const title = prose.sentence(6);
	return {
		[`${folder}/kep.yaml`]: `title: ${title}
kep-number: ${index + 1}
authors:
  - "@ana"
  - "@tom"
owning-sig: sig-node
participating-sigs:
  - sig-scheduling
status: ${prose.pick(['provisional', 'implementable', 'implemented', 'deferred', 'imlpemented'])}
creation-date: 2024-11-06
reviewers:
  - "@maria"
approvers:
  - "@maria"
see-also:
  - "/keps/sig-node/${index + 2}-other"
replaces: []
stage: stable
latest-milestone: "v1.35"
milestone:
  alpha: "v1.27"
  beta: "v1.33"
  stable: "v1.35"
feature-gates:
  - name: Gate${index}
    components:
      - kube-apiserver
      - kubelet
disable-supported: true
metrics:
  - kubelet_${index}_total
`,
		[`${folder}/README.md`]: `# KEP-${index + 1}: ${title}\n\n${sections(prose, ['Summary', 'Motivation', 'Goals', 'Non-Goals', 'Proposal', 'Design Details'])}`,
	};
}

function eip(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	return {
		[`EIPS/eip-${index + 1}.md`]: `---
eip: ${index + 1}
title: ${prose.sentence(5)}
description: ${prose.sentence(12)}
author: Ana Ruiz (@ana), Tom Weber <tom@chain.example>
discussions-to: https://forum.example/t/${index}
status: ${prose.pick(['Draft', 'Final', 'Stagnant', 'Moved', 'Withdrawn'])}
type: Standards Track
category: Core
created: 2024-03-${String(1 + prose.number(28)).padStart(2, '0')}
requires: ${index + 2}, ${index + 3}
---

${sections(prose, ['Abstract', 'Motivation', 'Specification', 'Rationale', 'Backwards Compatibility', 'Security Considerations'])}`,
	};
}

function ember(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	return {
		[`text/${pad(index)}-${slugOf(prose)}.md`]: `---
stage: ${prose.pick(['accepted', 'ready-for-release', 'released', 'recommended', 'discontinued'])}
start-date: 2024-01-15T00:00:00.000Z
release-date: 2025-02-01T00:00:00.000Z
release-versions:
  ember-source: v6.1.0
teams:
  - framework
  - learning
prs:
  accepted: https://github.com/emberjs/rfcs/pull/${index + 1}
  ready-for-release:
project-link:
suite:
---

# ${prose.sentence(5)}

${sections(prose, ['Summary', 'Motivation', 'Detailed design', 'How we teach this', 'Drawbacks', 'Alternatives'])}`,
	};
}

function madr(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	return {
		[`docs/decisions/${pad(index)}-${slugOf(prose)}.md`]: `---
status: "${prose.pick(['proposed', 'accepted', 'deprecated', `superseded by ADR-${pad(index)}`])}"
date: 2024-06-12
decision-makers: [Ana Ruiz, Tom Weber]
consulted: Maria Lopez
informed: []
---

# ${prose.sentence(7)}

${sections(prose, ['Context and Problem Statement', 'Decision Drivers', 'Considered Options', 'Decision Outcome', 'Consequences', 'More Information'])}`,
	};
}

function pep(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const titles = ['Abstract', 'Motivation', 'Rationale', 'Specification', 'Rejected Ideas', 'Copyright'];
	return {
		[`peps/pep-${pad(index)}.rst`]: `PEP: ${index + 1}
Title: ${prose.sentence(5)}
Author: Ana Ruiz <ana@python.example>,
        Tom Weber <tom@python.example>
Sponsor: Maria Lopez <maria@python.example>
Discussions-To: https://discuss.example/t/${index}
Status: ${prose.pick(['Draft', 'Final', 'Rejected', 'Withdrawn', 'Active'])}
Type: Standards Track
Topic: Typing
Requires: ${index + 2}
Created: 14-May-2024
Python-Version: 3.14
Post-History: \`20-May-2024 <https://discuss.example/t/${index}>\`__,
              01-Jun-2024
Resolution: 12-Dec-2024

${underlined(prose, titles)}`,
	};
}

function swift(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	return {
		[`proposals/${pad(index)}-${slugOf(prose)}.md`]: `# ${prose.sentence(5)}

* Proposal: [SE-${pad(index)}](${pad(index)}-proposal.md)
* Authors: [Ana Ruiz](https://github.com/ana), [Tom Weber](https://github.com/tom)
* Review Manager: [Maria Lopez](https://github.com/maria)
* Status: **${prose.pick(['Implemented (Swift 6.2)', 'Accepted', 'Rejected', 'Active review (November 2...9, 2026)'])}**
* Vision: [Concurrency](https://example.org/vision)
* Upcoming Feature Flag: \`Feature${index}\`
* Review: ([pitch](https://forums.example/${index})) ([review](https://forums.example/${index}1))

${sections(prose, ['Introduction', 'Motivation', 'Proposed solution', 'Detailed design', 'Source compatibility', 'Alternatives considered'])}`,
	};
}

function rust(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const slug = slugOf(prose);
	return {
		[`text/${pad(index)}-${slug}.md`]: `- Feature Name: \`${slug.replaceAll('-', '_')}\`
- Start Date: 2024-04-02
- RFC PR: [rust-lang/rfcs#${index + 1}](https://github.com/rust-lang/rfcs/pull/${index + 1})
- Rust Issue: [rust-lang/rust#${index + 40_000}](https://github.com/rust-lang/rust/issues/${index + 40_000})

${sections(prose, ['Summary', 'Motivation', 'Guide-level explanation', 'Reference-level explanation', 'Drawbacks', 'Unresolved questions'], '#')}`,
	};
}

function openStack(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const title = prose.sentence(6);
	const rule = '='.repeat(title.length);
	const titles = [
		'Problem description',
		'Use Cases',
		'Proposed change',
		'Alternatives',
		'Data model impact',
		'Testing',
	];
	return {
		[`specs/20${24 + prose.number(3)}.${1 + prose.number(2)}/${prose.pick(['approved', 'implemented'])}/${slugOf(prose)}-${index}.rst`]: `..
 This work is licensed under a Creative Commons Attribution 3.0 Unported
 License.

${rule}
${title}
${rule}

https://blueprints.launchpad.net/nova/+spec/${slugOf(prose)}-${index}

${prose.paragraph(300)}

${underlined(prose, titles)}`,
	};
}

/** Headings underlined as reStructuredText has them. */
function underlined(prose: Prose, titles: readonly string[]): string {
	return titles.map((title) => `${title}\n${'='.repeat(title.length)}\n\n${prose.paragraph(800)}\n`).join('\n');
}

function okrList(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const objective = (at: number) => `  - id: OKR-${index * 10 + at}
    objective: ${prose.sentence(7)}
    owner: ${prose.pick(['maria', 'ana', 'tom'])}
    status: ${prose.pick(['active', 'on track', 'at risk', 'done'])}
    key_results:
      - {metric: ${prose.sentence(3)}, unit: "%", baseline: 10, target: ${prose.number(90)}, current: 30}
      - metric: ${prose.sentence(4)}
        baseline: 5
        target: 3
`;
	return {
		[`okrs/team-${index}.yaml`]: `period: 2026-Q${1 + prose.number(4)}
team: team-${index}
objectives:
${Array.from({ length: 10 }, (_, at) => objective(at)).join('')}`,
	};
}

function specKit(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const requirement = (at: number) =>
		`- **FR-${String(at + 1).padStart(3, '0')}**: System MUST ${prose.sentence(9).toLowerCase()}`;
	return {
		[`specs/${pad(index).slice(1)}-${slugOf(prose)}-${index}/spec.md`]: `# Feature Specification: ${prose.sentence(4)}

**Feature Branch**: \`${pad(index)}-${slugOf(prose)}\`
**Created**: 2026-03-01
**Status**: Draft
**Input**: User description: "${prose.sentence(10)}"

## User Scenarios & Testing *(mandatory)*

### User Story 1 - ${prose.sentence(4)} (Priority: P1)

${prose.paragraph(700)}

**Acceptance Scenarios**:

1. **Given** ${prose.sentence(5)}, **When** ${prose.sentence(4)}, **Then** ${prose.sentence(5)}

## Requirements *(mandatory)*

### Functional Requirements

${Array.from({ length: 12 }, (_, at) => requirement(at)).join('\n')}
- **FR-013**: System MUST sign in by [NEEDS CLARIFICATION: which way?]

## Success Criteria *(mandatory)*

- **SC-001**: ${prose.paragraph(200)}

${sections(prose, ['Assumptions', 'Out of Scope'])}`,
	};
}

function bip(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const titles = ['Abstract', 'Motivation', 'Specification', 'Rationale', 'Backwards compatibility'];
	return {
		[`bip-${pad(index)}.mediawiki`]: `<pre>
  BIP: ${index + 1}
  Layer: Consensus (soft fork)
  Title: ${prose.sentence(5)}
  Authors: Ana Ruiz <ana@chain.example>
           Tom Weber <tom@chain.example>
  Status: ${prose.pick(['Draft', 'Complete', 'Deployed', 'Closed'])}
  Type: Specification
  Assigned: 2024-05-14
  License: BSD-2-Clause
</pre>

${titles.map((title) => `==${title}==\n\n${prose.paragraph(800)}\n`).join('\n')}`,
	};
}

function msc(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	return {
		[`proposals/${pad(index)}-${slugOf(prose)}.md`]: `# MSC${pad(index)}: ${prose.sentence(5)}

${prose.paragraph(900)}

${sections(prose, ['Proposal', 'Potential issues', 'Alternatives', 'Security considerations', 'Unstable prefix'])}`,
	};
}

function dep(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const title = `DEP ${pad(index)}: ${prose.sentence(5)}`;
	const rule = '='.repeat(title.length);
	return {
		[`${prose.pick(['draft', 'accepted', 'final'])}/${pad(index)}-${slugOf(prose)}.rst`]: `${rule}
${title}
${rule}

:DEP: ${pad(index)}
:Author: Ana Ruiz
:Implementation Team: Tom Weber,
                      Maria Lopez
:Shepherd: Maria Lopez
:Status: ${prose.pick(['Draft', 'Accepted', 'Final'])}
:Type: Feature
:Created: 2024-05-14

${underlined(prose, ['Abstract', 'Motivation', 'Specification', 'Rationale', 'Out of scope'])}`,
	};
}

/** Requirements below headings of their own. */
function requirements(prose: Prose, heading: (at: number) => string): string {
	return Array.from(
		{ length: 6 },
		(_, at) => `### ${heading(at)}\n\nThe system SHALL ${prose.sentence(9).toLowerCase()}\n\n${prose.paragraph(400)}\n`,
	).join('\n');
}

function openSpec(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const change = `${slugOf(prose)}-${index}`;
	return {
		[`openspec/changes/${change}/proposal.md`]: `# Change: ${prose.sentence(4)}\n\n${sections(prose, ['Why', 'What Changes', 'Impact'])}`,
		[`openspec/changes/${change}/tasks.md`]: `## 1. Do it\n\n- [x] 1.1 ${prose.sentence(5)}\n- [ ] 1.2 ${prose.sentence(5)}\n`,
		[`openspec/changes/${change}/specs/area-${index % 20}/spec.md`]: `## ADDED Requirements\n\n${requirements(prose, () => `Requirement: ${prose.sentence(5)}`)}`,
	};
}

function kiro(index: number): Readonly<Record<string, string>> {
	const prose = createProse(index);
	const folder = `.kiro/specs/${slugOf(prose)}-${index}`;
	return {
		[`${folder}/requirements.md`]: `# Requirements Document\n\n## Introduction\n\n${prose.paragraph(600)}\n\n## Requirements\n\n${requirements(prose, (at) => `Requirement ${at + 1}: ${prose.sentence(4)}`)}`,
		[`${folder}/tasks.md`]: `# Implementation Plan\n\n- [x] 1. ${prose.sentence(6)}\n- [-] 2. ${prose.sentence(6)}\n`,
	};
}
