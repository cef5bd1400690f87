"""Ten copies of a file of records as ten provinces of one country; for `caudal bench registers`.

A person of a copy has the given names, sex and country of birth of a person of the file, the surnames of
another, its year of birth with another last digit, its municipality and document with the number of the copy
before them. Mistakes stay as far from what is right as they were.
"""

import sys

import duckdb

COPIES = 10


def main(path, to):
    connection = duckdb.connect()
    connection.sql(f"""
        CREATE TABLE people AS
        SELECT *, dense_rank() OVER (ORDER BY hash(cluster), cluster) - 1 AS person,
          row_number() OVER (PARTITION BY cluster ORDER BY unique_id) - 1 AS nth,
          count(*) OVER (PARTITION BY cluster) AS records
        FROM '{path}'""")
    persons = connection.sql("SELECT max(person) + 1 FROM people").fetchall()[0][0]
    copies = [
        f"""
        SELECT p.unique_id * {COPIES} + {copy} AS unique_id, p.given1, p.given2, s.surname1, s.surname2,
          substr(p.dob, 1, 3) || translate(substr(p.dob, 4, 1), '0123456789', '{"".join(str((d + copy) % 10) for d in range(10))}')
            || substr(p.dob, 5) AS dob,
          p.sex, p.cob, '{copy}' || p.municipality AS municipality, '{copy}' || p.doc AS doc, p.cluster * {COPIES} + {copy} AS cluster
        FROM people p
        JOIN people s ON s.person = (p.person + {copy * persons // COPIES}) % {persons} AND s.nth = p.nth % s.records"""
        for copy in range(COPIES)
    ]
    connection.sql(f"COPY (SELECT * FROM ({' UNION ALL '.join(copies)}) ORDER BY hash(unique_id), unique_id) TO '{to}'")
    print(connection.sql(f"SELECT count(*) AS records, count(DISTINCT cluster) AS persons FROM '{to}'").fetchall())


main(*sys.argv[1:])
