"""Editions made into files: templates, the company's brand, tables for spreadsheets."""
