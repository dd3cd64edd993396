"""A plan in and out of a workbook or a YAML file: one row model between the files and the database."""
