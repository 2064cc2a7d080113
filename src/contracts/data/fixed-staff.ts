/** Employment contract for fixed staff; written for this project. */
export const fixedStaff = `# Arbeidsovereenkomst

De ondergetekenden:

- **{{werkgever.naam}}**, gevestigd te {{werkgever.adres}}, ingeschreven bij de Kamer van Koophandel onder nummer {{werkgever.kvk}}, vertegenwoordigd door {{werkgever.vertegenwoordiger}}, {{werkgever.rol}}, hierna te noemen: *de werkgever*, en
- **{{werknemer.naam}}**, geboren op {{werknemer.geboortedatum}}, wonende te {{werknemer.adres}}, hierna te noemen: *de werknemer*,

spreken het volgende af.

## Begin en duur

1. De werknemer treedt op {{contract.ingangsdatum}} bij de werkgever in dienst.
2. De arbeidsovereenkomst geldt {{contract.duur}}.
3. {{contract.proeftijd}}

## Functie en plaats van het werk

1. De werknemer werkt als **{{functie}}** op de afdeling {{afdeling}}.
2. Het werk wordt in de regel verricht in {{werkplek}}. Na overleg kan de werkgever een andere plaats aanwijzen, als het werk daarom vraagt en dat van de werknemer in redelijkheid verlangd kan worden.
3. De werkgever kan de werknemer na overleg ook ander passend werk laten doen, als dat tijdelijk nodig is.

## Arbeidsduur en werktijden

1. De werknemer werkt {{uren}} uur per week.
2. De gewone werkdagen zijn {{werkdagen}}. De begin- en eindtijden staan in het rooster, dat de werkgever op tijd bekendmaakt.
3. Werkt de werknemer op verzoek van de werkgever meer uren, dan worden die uren vergoed zoals de geldende regeling bepaalt.

## Loon

1. Het loon is bij het begin van de overeenkomst {{loon}} bruto per {{loon.per}}.
2. De werkgever betaalt het loon uiterlijk op de laatste werkdag van de betaalperiode, op de bankrekening die de werknemer heeft opgegeven, en verstrekt daarbij een loonstrook.
3. De vakantietoeslag is {{vakantietoeslag}} van het loon.

## Vakantie

1. De werknemer heeft bij een volle werkweek recht op {{vakantiedagen}} vakantiedagen per kalenderjaar. Wie minder uren werkt of een deel van het jaar in dienst is, heeft daar naar verhouding recht op.
2. De werknemer vraagt vakantie op tijd aan. De werkgever stelt de vakantie vast volgens de wens van de werknemer, tenzij gewichtige redenen zich daartegen verzetten.

## Ziekte

1. Kan de werknemer door ziekte niet werken, dan meldt die dat dezelfde dag nog, voor het begin van de werktijd, aan de leidinggevende.
2. De werknemer houdt zich aan de regels bij ziekte die bij de werkgever gelden. Bij ziekte betaalt de werkgever het loon door zoals de wet en de geldende regeling bepalen.

## Pensioen en andere regelingen

1. Op deze overeenkomst is van toepassing: {{cao}}. De werknemer kan de tekst daarvan bij de werkgever inzien.
2. {{pensioen}}
3. De werkgever biedt de scholing aan die voor het werk nodig is. Scholing die de wet of de geldende regeling verplicht stelt, is voor de werknemer kosteloos en telt als werktijd.

## Geheimhouding

1. De werknemer gaat zorgvuldig om met vertrouwelijke gegevens van de werkgever, van klanten en van collega's, en deelt die niet met anderen dan voor het werk nodig is.
2. Dat blijft zo als de overeenkomst is geëindigd.

## Einde van de overeenkomst

1. Beide partijen kunnen de overeenkomst schriftelijk opzeggen, tegen het einde van de maand, ook als zij voor bepaalde tijd geldt. De opzegtermijn voor de werknemer is {{contract.opzegtermijn}}; voor de werkgever geldt de termijn van de wet.
2. Geldt de overeenkomst voor bepaalde tijd, dan eindigt zij zonder opzegging op de afgesproken dag. De werkgever laat de werknemer op tijd, en zoals de wet voorschrijft, schriftelijk weten of de overeenkomst wordt voortgezet en onder welke voorwaarden.
3. De overeenkomst eindigt in elk geval op de dag waarop de werknemer de AOW-gerechtigde leeftijd bereikt, tenzij partijen iets anders afspreken.

## Slot

1. De werkgever verwerkt persoonsgegevens van de werknemer alleen voor zover dat nodig is om deze overeenkomst en de wet uit te voeren.
2. Wijzigingen van deze overeenkomst worden schriftelijk vastgelegd. Is een bepaling niet geldig, dan blijven de andere bepalingen van kracht.
3. Op deze overeenkomst is Nederlands recht van toepassing.

Aldus overeengekomen op {{contract.datum}}.
`;
