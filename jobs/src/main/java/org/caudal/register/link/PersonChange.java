package org.caudal.register.link;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** What became of the persons of the vintage before. */
@Table(
    name = "person_change",
    row =
        "One row a vintage, earlier person and later person between whom records changed, or person who came or went.",
    key = {"vintage", "earlier_person", "later_person"},
    partitionedBy = {"vintage"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "records_counted", sql = "records >= 1"),
      @Check(
          name = "kind_known",
          sql = "kind IN ('new', 'merged', 'split', 'moved', 'gone', 'back')"),
      @Check(name = "persons_differ", sql = "earlier_person <> later_person")
    },
    caveat =
        "Persons whose records stayed together have no row, nor has a record that is new and joined a known person.",
    example = "SELECT vintage, kind, COUNT(*), SUM(records) FROM person_change GROUP BY 1, 2")
public record PersonChange(
    @Doc("Day that the later persons are of") LocalDate vintage,
    @Doc(
            "new: no record was known, or those that were had only identifiers given up while they were absent; merged: the earlier identifier is given up, the later one has these records; split: these records left an earlier person who goes on, for a new one; moved: they left for a person who was there before; gone: no record of the earlier person is there; back: a person who was gone is there again")
        String kind,
    @Pseudonym(value = "kept-person", of = Of.PART)
        @Doc("Identifier before; empty where the person is new or back")
        String earlierPerson,
    @Pseudonym(value = "kept-person", of = Of.PART)
        @Doc("Identifier now; empty where the person is gone")
        String laterPerson,
    @Doc("Records that changed from the one to the other; all records of who came, went or is back")
        long records) {}
