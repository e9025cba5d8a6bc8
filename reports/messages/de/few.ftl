# Was statt einer Zahl steht, die nicht genannt wird: in einer Zelle, und als Teil eines Satzes.
few = weniger als { $least }
few-customers = weniger als { $least } Kunden
few-not-told = nicht genannt
