/** Function words and chat filler, folded; they carry no topic. Numbers and negations stay out of this list on purpose. */
const list = `
a aan aangaande aub al alle alleen alles als alsnog altijd and andere anders are as at
bent ben best beetje bij bijna binnenkort but by
can could da daar daarbij daarmee daarna daarom dan dat de den der des deze die dit do does doet doe doen door dr dus
e echt een eens eentje eerst eigenlijk elk elke en er erbij ermee erop errg ervan even ff for from
ga gaan gaat geef gedaan gewoon ging goed graag ge
had have he heb hebben hebt heeft heel hen het hier hierin hij hoe hoi hallo hey hi hun how
i iemand iets ik im in indien int is ist iz it
ja je jij jou jouw jullie jul
kan kon konden krijg krijgen krijgt kun kunnen kunt kwijt
laat laten
maar mag me mee meer men mijn mij mn moest moet moeten mogen my m
na naar naartoe namelijk need net no nog nou nu
of off ofzo om omdat on ons onze ook op or over
per pls please
s sinds snel so soms steeds
t te tegen that the then there this to toch toe toen tot
u uit uw ul
van vanaf vanuit veel vele via vind volgens voor vraag vraagje
waar waarom waarvoor wanneer want was wat we weet welk welke wel weleens weten werd wie wij wil willen wordt worden what when where which who why will with would
you your
z ze zeg zeggen zei zelf zich zij zijn zit zo zoals zoiets zou zouden zowel zal
hoeveel hvl hoelang many much long me mich ich mein meine der das und oder wie viel wann bekomme kann darf muss wenn ist ein eine fur bei
jak ile czy kiedy gdzie mam mi sie jest moge do na za w z o i to po od dla przy przez nie
graag alvast bedankt dank dankje thanks thx doei groet groeten collega baas
`;

const words = new Set(list.split(/\s+/).filter((word) => word !== ''));

export function isStopWord(folded: string): boolean {
  return words.has(folded);
}
