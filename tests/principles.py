"""Eight principles, as a region sends them out: a draft as long and as worded as the real ones."""

HEADINGS = (
    "Hälsofrämjande kommunikation och information",
    "Främja självständighet och ökad förmåga till egenvård",
    "En tydlig och sammanhållen vårdresa",
    "Enkel och smidig kontakt",
    "Kontinuitet och relationer som grund för trygghet och kvalitet",
    "Lyhördhet och respekt i varje möte",
    "Patienten som aktiv samskapare",
    "Samordnad och individanpassad vård",
)
TITLE = "Styrande principer för invånarinteraktion"
TEXT = "Vi arbetar så att den som möter vården vet vart den ska vända sig och känner sig trygg."
DRAFT = "\n\n".join(f"# {heading}\n\n{TEXT}\n\nNyckelord: Trygghet, Kontakt" for heading in HEADINGS)
