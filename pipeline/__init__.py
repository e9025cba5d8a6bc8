"""The work of a night, from files of conversations to one published snapshot; knows neither Prefect nor HTML."""
