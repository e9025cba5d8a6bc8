"""When and how often a night is run: from the shell, over many nights, and under Prefect."""
