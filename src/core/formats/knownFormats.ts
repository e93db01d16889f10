import { BIP } from './bip.ts';
import { DEP } from './dep.ts';
import { EIP } from './eip.ts';
import { EMBER } from './ember.ts';
import { KEP } from './kep.ts';
import { KIRO } from './kiro.ts';
import { MADR } from './madr.ts';
import { MSC } from './msc.ts';
import { NATIVE } from './native.ts';
import { OKR } from './okr.ts';
import { OPENSPEC } from './openSpec.ts';
import { OPENSTACK } from './openStack.ts';
import { PEP } from './pep.ts';
import { RUST } from './rust.ts';
import type { FormatName, SpecFormat } from './specFormat.ts';
import { SPEC_KIT } from './specKit.ts';
import { SWIFT } from './swift.ts';

/** The formats that are read without a word in tandem.yml; several parts where a repository has files of several kinds. */
export const KNOWN_FORMATS: Readonly<Record<FormatName, readonly SpecFormat[]>> = {
	'native': NATIVE,
	'kep': KEP,
	'pep': PEP,
	'bip': BIP,
	'eip': EIP,
	'ember': EMBER,
	'rust': RUST,
	'swift': SWIFT,
	'msc': MSC,
	'madr': MADR,
	'openstack': OPENSTACK,
	'dep': DEP,
	'okr': OKR,
	'spec-kit': SPEC_KIT,
	'openspec': OPENSPEC,
	'kiro': KIRO,
};
