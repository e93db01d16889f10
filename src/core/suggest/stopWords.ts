/** Words that say nothing about what a text is about: English, the words of commit messages, and the keywords of common programming languages. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
	`
	a about above after again all also am an and any are as at be because been before being below between both but by can cannot could did do does doing done
	down during each either etc few for from further had has have having he her here hers him his how however i if in into is it its itself just let like may
	me might more most must my need needs no nor not now of off on once only onto or other our out over own per same shall she should since so some such than
	that the their them then there these they this those though through to too under until up upon us use used uses using very via was we well were what when
	where whether which while who whom why will with within without would yet you your

	always every everything ever id ids last many much never next nothing something anything one two three four five six seven eight nine ten first second third

	add adds added adding allow allows allowed bug change changed changes closes commit commits current currently fix fixed fixes implement implemented
	implements make makes merge merged new now objective objectives partial partially patch refactor related remove removed removes revert reverts support
	supported supports test tests todo unit update updated updates blueprint bp spec specs apiimpact docimpact http https www com org html

	abstract args assert async await bool boolean break case catch char class const constructor continue declare def default del delete elif else elseif end
	enum except exec export extends false final finally float fn foreach func function global goto impl import include init instanceof int integer interface
	kwargs lambda len list long loop match mod module mut namespace nil none nonlocal null number object override package pass print private protected pub
	public raise readonly require return returns self short static str string struct super switch template throw throws trait true try tuple type typedef
	typeof undefined unsigned val value values var void volatile whatever yield
	copyright licensed license warranties apache
	app index lib main src
	js jsx mjs cjs ts tsx py rb rs java kt go cs cpp hpp php md rst yml yaml json toml xml css
	`
		.trim()
		.split(/\s+/),
);
