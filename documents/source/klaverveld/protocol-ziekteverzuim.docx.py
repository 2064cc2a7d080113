"""Writes protocol-ziekteverzuim.docx: protocol-ziekteverzuim.docx.py <target>."""
import sys

from docx import Document

TEXT = [
    ("Ziek melden", [
        "Bel je leidinggevende, uiterlijk een half uur voor je dienst en in elk geval voor 08.30 uur. Een app of mail telt niet.",
        "Zeg waar je verblijft, hoe lang je denkt weg te blijven en welk werk moet worden overgenomen. Wat je mankeert, hoef je niet te vertellen.",
        "Word je ziek tijdens je dienst, meld je dan af bij de voorman voordat je naar huis gaat.",
        "Ben je oproepkracht, noem dan elke dienst waarvoor je al bent opgeroepen.",
    ]),
    ("Bereikbaar blijven", [
        "Je bent op werkdagen tussen 10.00 en 12.00 uur telefonisch bereikbaar.",
        "Verblijf je langer dan één nacht op een ander adres, geef dat adres dan dezelfde dag door aan HR.",
        "Wil je tijdens ziekte met vakantie, vraag dan twee weken vooraf toestemming. De bedrijfsarts kan om advies worden gevraagd.",
    ]),
    ("De stappen in de eerste twee jaar", [
        "HR houdt de termijnen uit de tabel bij. Je leidinggevende is je aanspreekpunt.",
        "Op een oproep van de bedrijfsarts moet je ingaan. Ben je verhinderd, bel dan ten minste 24 uur van tevoren af. Kom je zonder bericht niet, dan kunnen de kosten van € 85 in rekening worden gebracht.",
    ]),
    ("Passend werk", [
        "Kan je eigen werk nog niet, dan zoeken we eerst ander werk binnen Klaverveld, bijvoorbeeld licht werk in de kwekerij.",
        "Weiger je passend werk zonder goede reden, dan kan het loon worden gestopt nadat je schriftelijk bent gewaarschuwd.",
        "Ben je het niet eens met de bedrijfsarts, vraag dan binnen tien werkdagen een tweede oordeel aan. Klaverveld betaalt de eerste aanvraag.",
    ]),
    ("Beter melden", [
        "Meld je beter bij je leidinggevende zodra je weer kunt werken, ook op een vrije dag.",
        "Word je binnen vier weken opnieuw ziek, dan telt dat als dezelfde ziekteperiode.",
        "Bij de derde ziekmelding binnen twaalf maanden volgt een gesprek met je leidinggevende over wat kan helpen.",
    ]),
]
STEPS = [
    ("Wanneer", "Wat", "Wie"),
    ("dag 1", "ziekmelding en doorgeven aan de arbodienst", "leidinggevende"),
    ("week 1", "telefonisch contact, ten minste één keer", "leidinggevende"),
    ("week 6", "probleemanalyse", "bedrijfsarts"),
    ("week 8", "plan van aanpak", "medewerker en leidinggevende"),
    ("elke 6 weken", "bijstellen van het plan", "medewerker en leidinggevende"),
    ("week 42", "melding aan het UWV", "HR"),
    ("week 52", "evaluatie van het eerste jaar", "medewerker en leidinggevende"),
    ("week 88", "aanvraag van de WIA-uitkering voorbereiden", "medewerker en HR"),
    ("week 93", "WIA-uitkering aanvragen", "medewerker"),
]

document = Document()
document.core_properties.title = "Protocol ziekteverzuim Klaverveld"
document.core_properties.author = "Klaverveld (verzonnen)"
document.core_properties.language = "nl"
document.add_heading("Protocol ziekteverzuim Klaverveld", 0)
document.add_paragraph("Dit protocol hoort bij hoofdstuk 6 van de bedrijfsregeling en geldt vanaf 1 januari 2026. Het legt uit wat je doet als je ziek bent en wat je van ons mag verwachten. De werkgever en de regels zijn verzonnen.")
for chapter, (title, clauses) in enumerate(TEXT, 1):
    document.add_heading(f"{chapter} {title}", 1)
    for number, clause in enumerate(clauses, 1):
        document.add_paragraph(f"{chapter}.{number} {clause}")
    if chapter == 3:
        document.add_heading("Overzicht van de termijnen", 2)
        table = document.add_table(rows=0, cols=3, style="Table Grid")
        for row in STEPS:
            for cell, text in zip(table.add_row().cells, row):
                cell.text = text
document.save(sys.argv[1])
