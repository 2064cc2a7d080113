/** On-call contract with the terms of sections 7:628a and 7:628b of the Dutch Civil Code; written for this project. */
export const onCall = `# Oproepovereenkomst

De ondergetekenden:

- **{{werkgever.naam}}**, gevestigd te {{werkgever.adres}}, ingeschreven bij de Kamer van Koophandel onder nummer {{werkgever.kvk}}, vertegenwoordigd door {{werkgever.vertegenwoordiger}}, {{werkgever.rol}}, hierna te noemen: *de werkgever*, en
- **{{werknemer.naam}}**, geboren op {{werknemer.geboortedatum}}, wonende te {{werknemer.adres}}, hierna te noemen: *de oproepkracht*,

spreken het volgende af.

## Aard, begin en duur

1. Dit is een arbeidsovereenkomst zonder vaste arbeidsomvang: de oproepkracht werkt als de werkgever daartoe oproept. Het is een oproepovereenkomst in de zin van de wet.
2. De overeenkomst begint op {{contract.ingangsdatum}} en geldt {{contract.duur}}.
3. {{contract.proeftijd}}

## Functie en plaats van het werk

1. De oproepkracht werkt als **{{functie}}** op de afdeling {{afdeling}}.
2. Het werk wordt in de regel verricht in {{werkplek}}.

## Oproepen

1. De werkgever roept ten minste {{oproep.termijn}} van tevoren op, schriftelijk of elektronisch, en noemt daarbij het begin en het einde van het werk.
2. De oproepkracht is verplicht te komen als de oproep op tijd is gedaan en binnen de dagen en uren van lid 3 valt. Aan een oproep die te laat komt of daarbuiten valt, hoeft de oproepkracht geen gehoor te geven.
3. De dagen en uren waarop kan worden opgeroepen zijn: {{oproep.dagen}}.
4. Trekt de werkgever een oproep binnen {{oproep.termijn}} voor het begin van het werk in, of wijzigt hij de tijden, dan houdt de oproepkracht recht op het loon over de uren van de oorspronkelijke oproep.
5. Per oproep heeft de oproepkracht recht op loon over ten minste {{oproep.minimum}}.

## Loon

1. Het loon is bij het begin van de overeenkomst {{loon}} bruto per {{loon.per}}.
2. Over de uren waarop niet is opgeroepen is geen loon verschuldigd, voor zover de wet dat toestaat.
3. De oproepkracht geeft de gewerkte uren en dagen na afloop van elke periode op in het personeelsportaal. De werkgever betaalt na goedkeuring uit met het loon van die periode, en verstrekt daarbij een loonstrook.
4. De vakantietoeslag is {{vakantietoeslag}} van het loon.

## Aanbod van vaste uren

1. Heeft de overeenkomst twaalf maanden geduurd, dan doet de werkgever binnen een maand daarna een schriftelijk of elektronisch aanbod voor een vast aantal uren. Dat aantal is ten minste gelijk aan het gemiddelde van de voorafgaande twaalf maanden.
2. De oproepkracht heeft een maand de tijd om het aanbod aan te nemen. Wordt het niet aangenomen, dan blijft deze overeenkomst gelden.
3. Doet de werkgever geen aanbod, dan heeft de oproepkracht recht op loon over het gemiddelde aantal uren van lid 1.

## Vakantie en ziekte

1. Over de gewerkte uren bouwt de oproepkracht vakantie op, naar verhouding van {{vakantiedagen}} dagen per jaar bij een volle werkweek.
2. Kan de oproepkracht door ziekte niet aan een oproep voldoen, dan meldt die dat meteen, voor het begin van het werk. Tijdens een oproep betaalt de werkgever het loon bij ziekte door zoals de wet en de geldende regeling bepalen.

## Pensioen en andere regelingen

1. Op deze overeenkomst is van toepassing: {{cao}}. De oproepkracht kan de tekst daarvan bij de werkgever inzien.
2. {{pensioen}}
3. De werkgever biedt de scholing aan die voor het werk nodig is, zonder kosten voor de oproepkracht.

## Einde van de overeenkomst

1. De oproepkracht kan de overeenkomst opzeggen met een termijn die gelijk is aan de oproeptermijn van {{oproep.termijn}}. Voor de werkgever geldt de termijn van de wet.
2. Geldt de overeenkomst voor bepaalde tijd, dan eindigt zij zonder opzegging op de afgesproken dag.

## Slot

1. De oproepkracht gaat zorgvuldig om met vertrouwelijke gegevens van de werkgever, van klanten en van collega's, ook na het einde van de overeenkomst.
2. De werkgever verwerkt persoonsgegevens van de oproepkracht alleen voor zover dat nodig is om deze overeenkomst en de wet uit te voeren.
3. Wijzigingen worden schriftelijk vastgelegd. Op deze overeenkomst is Nederlands recht van toepassing.

Aldus overeengekomen op {{contract.datum}}.
`;
