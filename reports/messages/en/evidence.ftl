# Who speaks in a conversation that is quoted.

evidence-customer = Customer
evidence-agent = Agent
evidence-bot = Bot
evidence-system = System
evidence-unknown = Speaker unknown
