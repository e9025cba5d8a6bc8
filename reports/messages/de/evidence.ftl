# Wer in einem zitierten Gespräch spricht.

evidence-customer = Kunde
evidence-agent = Mitarbeiter
evidence-bot = Bot
evidence-system = System
evidence-unknown = Sprecher unbekannt
