import { createProse } from './prose.ts';

/** A native objective of 5.5 KB with fourteen lines of front matter: what one PM with a template and much to say writes. */
export function nativeObjective(index: number): string {
	const prose = createProse(index);
	const area = AREAS[index % AREAS.length] ?? '';
	return `---
id: CHK-${index}
title: ${prose.sentence(6)}
status: ${prose.pick(['proposed', 'active', 'paused', 'achieved', 'dropped'])}
health: ${prose.pick(['on-track', 'at-risk', 'off-track'])}
pm: ${prose.pick(['maria', 'Ana Ruiz <ana@shop.example>', 'tom@shop.example'])}
team: ${area}
period: 2026-Q${1 + prose.number(4)}
parent: CHK-${prose.number(index + 1)}
key_results:
  - {metric: ${prose.sentence(3)}, unit: "%", baseline: ${prose.number(60)}, target: 70, current: 64.5}
code:
  - src/${area}/part${index}/**
  - apps/store/${area}/*${index}*.ts
tickets: [SHOP-${index}, "acme/web-shop#${index}"]
---
# Why

${prose.paragraph(1800)}

${prose.paragraph(1200)}

\`\`\`sql
SELECT count(*) FROM carts WHERE state = 'left' AND area = '${area}';
\`\`\`

## Constraints

- ${prose.paragraph(180).replaceAll('\n', '\n  ')}
- ${prose.paragraph(180).replaceAll('\n', '\n  ')}

## Decisions

${prose.paragraph(500)}

## Out of scope

- ${prose.sentence(12)}
- ${prose.sentence(9)}

## Notes

${prose.paragraph(800)}
`;
}

const AREAS = ['checkout', 'delivery', 'search', 'accounts', 'pricing', 'returns', 'catalogue'] as const;
