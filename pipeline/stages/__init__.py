"""The stages of a night, a module each: every one reads what lies staged before it, stages files, returns a receipt.

Nothing is imported here: who only reads a home does not wait for what the stages need.
"""
